/** How the reference looks: one column on a phone, the list of routes beside it where there is room. */
export const STYLE = `
:root { color-scheme: light dark; --text: #1b1f24; --soft: #57606a; --page: #ffffff; --box: #f6f8fa; --line: #d0d7de; --link: #0550ae; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6edf3; --soft: #9da7b3; --page: #0d1117; --box: #161b22; --line: #30363d; --link: #79c0ff; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 75rem; color: var(--text); background: var(--page); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
a { color: var(--link); }
a:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
.skip:not(:focus) { position: absolute; left: -999rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin: 2rem 0 0.5rem; } h3 { font-size: 1rem; margin: 0; } h4 { font-size: 0.9rem; margin: 1rem 0 0.25rem; }
h3, code, nav li { font-family: ui-monospace, monospace; }
code { font-size: 0.9em; background: var(--box); border-radius: 0.25rem; padding: 0 0.2em; }
nav h2 { font-size: 1rem; margin: 1rem 0 0.25rem; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav li { font-size: 0.8rem; }
nav a { display: inline-block; padding: 0.25rem 0; }
article { border: 1px solid var(--line); border-radius: 0.5rem; padding: 1rem; margin: 1rem 0; }
p { margin: 0.5rem 0; }
dl { margin: 0; }
dt { margin-top: 0.5rem; } dd { margin: 0 0 0 1rem; color: var(--soft); }
i { color: var(--soft); font-size: 0.85em; }
@media (min-width: 60rem) {
  body { display: grid; grid-template-columns: 20rem 1fr; column-gap: 2rem; }
  header { grid-column: 1 / -1; }
  nav { position: sticky; top: 1rem; max-height: calc(100vh - 2rem); overflow-y: auto; align-self: start; }
}
`;
