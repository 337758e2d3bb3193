import { html, nothing, type TemplateResult } from 'lit';
import type { ApiRow, ElementApi } from './manifest.js';

const TITLES: Readonly<Record<keyof ElementApi, string>> = {
  properties: 'Properties',
  methods: 'Methods',
  events: 'Events',
  slots: 'Slots',
  parts: 'Parts',
  customProperties: 'Custom properties',
};

/** The API of an element, one table for each kind that it has. */
export function apiTables(api: ElementApi): TemplateResult[] {
  return (Object.keys(TITLES) as (keyof ElementApi)[])
    .filter((kind) => api[kind].length > 0)
    .map(
      (kind) =>
        html`<section aria-labelledby="api-${kind}">
          <h3 id="api-${kind}">${TITLES[kind]}</h3>
          <div class="table">
            <table aria-labelledby="api-${kind}">
              <thead>
                <tr>
                  <th scope="col">Name</th>
                  <th scope="col">What it is for</th>
                </tr>
              </thead>
              <tbody>
                ${api[kind].map(renderRow)}
              </tbody>
            </table>
          </div>
        </section>`,
    );
}

function renderRow({ name, about, type, attribute, default: initial }: ApiRow): TemplateResult {
  return html`<tr>
    <td>
      <code>${name || '(default)'}</code>
      ${attribute && attribute !== name ? html`<small>attribute ${attribute}</small>` : nothing}
      ${type ? html`<small>${type}</small>` : nothing}
    </td>
    <td>${withCode(about)}${initial === undefined ? nothing : html` <small>as it is: ${initial}</small>`}</td>
  </tr>`;
}

/** Text in which backticks mark code, as in the comments that it comes from. */
function withCode(text: string): unknown[] {
  return text.split('`').map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : part));
}
