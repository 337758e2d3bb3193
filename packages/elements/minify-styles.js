// Takes comments and white space out of the style sheets in dist. Minifiers of JavaScript leave the text of templates
// as it is, so every page would load them.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

for (const name of readdirSync('dist', { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.styles.js')) continue;
  const file = path.join('dist', name);
  const text = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    text.replace(/css `([^`]*)`/g, (_, css) => `css \`${minify(css)}\``),
  );
}

/** Only what is safe without knowing the grammar: no space around braces, semicolons, and after colons and commas. */
function minify(css) {
  return css
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};]) ?/g, '$1')
    .replace(/([:,]) /g, '$1')
    .replace(/;}/g, '}')
    .trim();
}
