import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { mount, unmountAll } from '../../testing/mount.js';
import { readLanguage } from './language.js';

afterEach(unmountAll);

/** An element in a shadow root, whose host is in a place with these attributes. */
function inside(attributes: Record<string, string>, own: Record<string, string> = {}): Element {
  const place = mount(html`<div></div>`);
  for (const [name, value] of Object.entries(attributes)) place.setAttribute(name, value);
  const root = (place.firstElementChild as Element).attachShadow({ mode: 'open' });
  const element = document.createElement('span');
  for (const [name, value] of Object.entries(own)) element.setAttribute(name, value);
  root.append(element);
  return element;
}

describe('the language of an element', () => {
  for (const [lang, expected] of [
    ['de', { locale: 'de', tag: 'de', dir: 'ltr' }],
    ['de-at', { locale: 'de', tag: 'de-AT', dir: 'ltr' }],
    ['EN_gb', { locale: 'en', tag: 'en-GB', dir: 'ltr' }],
    ['ja-Jpan-JP', { locale: 'ja', tag: 'ja-Jpan-JP', dir: 'ltr' }],
    ['ar', { locale: 'ar', tag: 'ar', dir: 'rtl' }],
    ['fr', { locale: 'en', tag: 'en', dir: 'ltr' }],
    ['', { locale: 'en', tag: 'en', dir: 'ltr' }],
    ['de-', { locale: 'de', tag: 'de', dir: 'ltr' }],
    ['ar-!!', { locale: 'ar', tag: 'ar', dir: 'rtl' }],
    ['x'.repeat(10_000), { locale: 'en', tag: 'en', dir: 'ltr' }],
  ] as const) {
    it(`is read from ${JSON.stringify(lang.slice(0, 20))}, through shadow roots`, () => {
      expect(readLanguage(inside({ lang }))).to.deep.equal(expected);
    });
  }

  it('is English where nobody says', () => {
    expect(readLanguage(inside({}))).to.deep.equal({ locale: 'en', tag: 'en', dir: 'ltr' });
  });

  it('is the closest one', () => {
    document.documentElement.lang = 'es';
    expect(readLanguage(inside({})).locale).to.equal('es');
    expect(readLanguage(inside({ lang: 'ja' })).locale).to.equal('ja');
    expect(readLanguage(inside({ lang: 'ja' }, { lang: 'de' })).locale).to.equal('de');
  });

  it('leaves the direction to the page where it says one', () => {
    expect(readLanguage(inside({ lang: 'ar', dir: 'ltr' })).dir).to.equal('ltr');
    expect(readLanguage(inside({ lang: 'fr', dir: 'RTL' })).dir).to.equal('rtl');
    expect(readLanguage(inside({ lang: 'ar', dir: 'auto' })).dir).to.equal('rtl');
  });
});
