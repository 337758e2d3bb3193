import { html, nothing, render, type TemplateResult } from 'lit';
import { PAGES } from '../states/pages.js';
import { addressOf } from './address.js';

/** Puts a page into its place: navigation, main part, footer. Again for each change. */
export function renderPage(current: string, content: TemplateResult): void {
  const link = (address: string, name: string, title: string) =>
    html`<a href=${address} aria-current=${current === name ? 'page' : nothing}>${title}</a>`;
  render(
    html`<a class="skip" href="#main">Skip to the content</a>
      <header class="header">
        <a class="brand" href="./">Latchkey elements</a>
        <nav aria-label="Elements">
          ${PAGES.map(({ tag }) => link(addressOf(tag), tag, tag.replace('latchkey-', '')))}
        </nav>
      </header>
      <main class="main" id="main">${content}</main>`,
    document.body,
  );
}
