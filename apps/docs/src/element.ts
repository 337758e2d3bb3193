// The page of one element: every state of it, live, and what an author may use.
import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { apiTables } from './site/api-tables.js';
import { applyLook, readChoice, writeChoice, type Choice } from './site/choice.js';
import { apiOf } from './site/manifest.js';
import type { StageMessage } from './site/messages.js';
import { renderPage } from './site/shell.js';
import { snippet } from './site/snippet.js';
import { switches, title } from './site/switches.js';
import { pageOf } from './states/pages.js';

const page = pageOf(document.body.dataset.element);
const { tag, about, states } = page;
const api = apiOf(tag);

let log: readonly string[] = [];
let height = 0;

function readAddress(): Choice {
  return readChoice(location.search, Object.keys(states));
}

function go(choice: Choice): void {
  history.pushState(undefined, '', writeChoice(choice));
  start();
}

/** Shows what the address asks for, from the beginning. */
function start(): void {
  log = [];
  height = 0;
  update();
}

function update(): void {
  const choice = readAddress();
  applyLook({ theme: choice.theme, density: 'normal' });
  renderPage(
    tag,
    html`<div class="intro">
        <h1>&lt;${tag}&gt;</h1>
        <p class="lead">${about}</p>
      </div>
      <section aria-labelledby="live">
        <h2 id="live">Live</h2>
        ${switches(['theme', 'lang', 'density', 'width'], choice, go)}
        <div class="live">
          <nav aria-label="States">
            <ul class="states">
              ${Object.keys(states).map((state) => renderState(state, choice))}
            </ul>
          </nav>
          <div>${renderStage(choice)}</div>
        </div>
      </section>
      <section aria-labelledby="log">
        <h2 id="log">Events of what is shown</h2>
        <ol class="log" tabindex="0" aria-labelledby="log">
          ${log.length === 0 ? html`<li class="muted">None yet.</li>` : log.map((line) => html`<li>${line}</li>`)}
        </ol>
      </section>
      <section aria-labelledby="code">
        <h2 id="code">Code</h2>
        <pre tabindex="0" aria-labelledby="code"><code>${snippet(page, choice)}</code></pre>
        <p class="muted">
          Frameworks, servers and content security policies: docs/guides/embed.md of the repository.
        </p>
      </section>
      <section aria-labelledby="api">
        <h2 id="api">API</h2>
        ${api ? apiTables(api) : 'Nothing is documented.'}
      </section>`,
  );
}

function renderState(state: string, choice: Choice): TemplateResult {
  const click = (event: MouseEvent) => {
    // A new tab, or a new window, is what the person asked for.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go({ ...choice, state });
  };
  return html`<li>
    <a
      href=${writeChoice({ ...choice, state })}
      aria-current=${choice.state === state ? 'true' : nothing}
      @click=${click}
      >${title(state)}</a
    >
  </li>`;
}

function renderStage(choice: Choice): TemplateResult {
  const address = `stage.html${writeChoice(choice)}&element=${tag}`;
  // A new frame each time: an old one would keep its addresses in the history of the page.
  return html`<p class="muted">${states[choice.state]?.about}</p>
    ${keyed(
      address,
      html`<iframe
        class="frame ${choice.width}"
        title="${tag}, ${title(choice.state)}"
        src=${address}
        .style=${`block-size: ${height}px`}
      ></iframe>`,
    )}`;
}

addEventListener('popstate', start);
addEventListener('message', ({ origin, source, data }: MessageEvent<StageMessage>) => {
  const frame = document.querySelector('iframe');
  if (origin !== location.origin || source !== frame?.contentWindow) return;
  if (data.kind === 'height') height = data.height + 2;
  else log = [...log, `${data.name} ${data.facts}`];
  update();
});
start();
