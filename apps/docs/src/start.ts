// The first page: what the elements are, an example, and the whole way of a license between two people.
import '@latchkey/elements/define/activation';
import '@latchkey/elements/define/activation-dialog';
import '@latchkey/elements/define/license-issuer';
import type { LatchkeyActivationDialog } from '@latchkey/elements';
import { html } from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import example from './examples/start.txt?raw';
import { applyLook, readChoice, writeChoice, type Choice } from './site/choice.js';
import { addressOf } from './site/address.js';
import { renderPage } from './site/shell.js';
import { switches } from './site/switches.js';
import { PAGES } from './states/pages.js';
import { World } from './states/world.js';

const { issuer, machine } = await World.open();
const dialog = createRef<LatchkeyActivationDialog>();

function go(choice: Choice): void {
  history.replaceState(undefined, '', writeChoice(choice));
  update();
}

function update(): void {
  const choice = readChoice(location.search, ['']);
  applyLook({ theme: choice.theme, density: 'normal' });
  const dir = choice.lang === 'ar' ? 'rtl' : 'ltr';
  renderPage(
    '',
    html`<div class="intro">
        <h1>Offline licenses, in your pages</h1>
        <p class="lead">
          Web components for software licenses that work without a network. They fit into any page: no
          framework, light and dark, five languages, keyboard and screen reader.
        </p>
        <ul class="contents">
          ${PAGES.map(({ tag, about }) => html`<li><a href=${addressOf(tag)}>${tag}</a><br />${about}</li>`)}
        </ul>
      </div>
      <section aria-labelledby="journey">
        <h2 id="journey">The whole way of a license</h2>
        <p class="intro muted">
          On one side a user whose machine needs a license, on the other an administrator who makes it. Copy
          the machine ID, create a license for it, download the file, drop it on the user's side. The keys,
          the signatures and the verdicts are real; they live in this page and are gone when it is reloaded.
        </p>
        ${switches(['theme', 'lang', 'density'], choice, go)}
        <div class="sides ${choice.density}" lang=${choice.lang} dir=${dir}>
          <section class="side" aria-labelledby="user">
            <div class="side-head">
              <h3 id="user" lang="en">The user</h3>
              <button class="button" lang="en" @click=${() => dialog.value?.show()}>As a dialog</button>
            </div>
            <latchkey-activation .backend=${machine} heading-level="4"></latchkey-activation>
            <latchkey-activation-dialog .backend=${machine} ${ref(dialog)}></latchkey-activation-dialog>
          </section>
          <section class="side" aria-labelledby="admin">
            <div class="side-head"><h3 id="admin" lang="en">The administrator</h3></div>
            <latchkey-license-issuer .backend=${issuer} heading-level="4"></latchkey-license-issuer>
          </section>
        </div>
      </section>
      <section aria-labelledby="example">
        <h2 id="example">An example to paste</h2>
        <pre tabindex="0" aria-labelledby="example"><code>${example}</code></pre>
        <p class="muted">
          More in the repository: docs/guides/embed.md for frameworks, servers and content security policies,
          docs/license-format.md for the file itself. The back end of this page, apps/docs/src/back-end, shows
          how to write one.
        </p>
      </section>`,
  );
}

addEventListener('popstate', update);
update();
