import { html, type TemplateResult } from 'lit';
import { SWITCHES, type Choice, type Switch } from './choice.js';

const LABELS: Readonly<Record<Switch, string>> = {
  theme: 'Theme',
  lang: 'Language',
  density: 'Density',
  width: 'Width',
};

/** What the values are called where they do not speak for themselves. */
const NAMES: Readonly<Record<string, string>> = {
  en: 'English',
  de: 'Deutsch',
  ja: '日本語',
  es: 'Español',
  ar: 'العربية',
  phone: 'Phone, 360 px',
};

/** The switches of a page. @param changed gets the choice with one switch changed */
export function switches(
  names: readonly Switch[],
  choice: Choice,
  changed: (choice: Choice) => void,
): TemplateResult {
  const select = (name: Switch) => {
    const change = (event: Event) =>
      changed({ ...choice, [name]: (event.currentTarget as HTMLSelectElement).value });
    return html`<label>
      ${LABELS[name]}
      <select @change=${change}>
        ${SWITCHES[name].map(
          (value) =>
            html`<option value=${value} .selected=${choice[name] === value}>
              ${NAMES[value] ?? title(value)}
            </option>`,
        )}
      </select>
    </label>`;
  };
  return html`<div class="switches" role="group" aria-label="Look">${names.map(select)}</div>`;
}

/** A name as it stands in an address, as a title: `in-force` is `In force`. */
export function title(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
