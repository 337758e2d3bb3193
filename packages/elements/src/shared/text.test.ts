import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { violations } from '../../testing/axe.js';
import { HOSTILE } from '../../testing/hostile.js';
import { find, mount, unmountAll } from '../../testing/mount.js';
import { MACHINE_ID, NOW } from '../../testing/samples.js';
import { say } from '../locales/text.js';
import { defineElement } from './define-element.js';
import { foreign } from './foreign.js';
import { machineCode, shortMachineCode } from './machine-code.js';
import { moment } from './moment.js';

afterEach(unmountAll);

describe('text of others', () => {
  it('is isolated, cut, and free of what cannot be seen', () => {
    expect(mount(html`${foreign('Ada')}`).textContent).to.equal('Ada');
    expect(mount(html`${foreign('a\u202Eb\u0000c\u200Dd')}`).textContent).to.equal('abcd');
    const flood = mount(html`${foreign(HOSTILE['flood'] ?? '')}`);
    expect(flood.textContent).to.equal(`${'W'.repeat(300)}…`);
    expect(find(flood, 'bdi').dir).to.equal('');
  });

  it('does not end in half a character', () => {
    expect(mount(html`${foreign(`${'x'.repeat(299)}😀`)}`).textContent).to.equal(`${'x'.repeat(299)}…`);
  });

  it('stays text', () => {
    const place = mount(html`<p>${say`Made for ${foreign(HOSTILE['markup'] ?? '')}.`}</p>`);
    expect(place.querySelectorAll('img, script')).to.have.length(0);
    expect(place.textContent).to.contain('<img');
    expect(globalThis.wasHit).to.equal(undefined);
  });
});

describe('a moment', () => {
  it('is written as the reader writes it, with UTC on hover', () => {
    const zone = new Intl.DateTimeFormat('en').resolvedOptions().timeZone;
    const time = find<HTMLTimeElement>(mount(html`${moment(NOW, 'de')}`), 'time');
    expect(time.textContent).to.equal(
      new Intl.DateTimeFormat('de', { dateStyle: 'long', timeStyle: 'short', timeZone: zone }).format(
        NOW * 1000,
      ),
    );
    expect(time.title).to.equal('2026-11-24 09:00 UTC');
    expect(time.dateTime).to.equal('2026-11-24T09:00:00Z');
  });
});

describe('a machine ID', () => {
  it('has gaps to the eye and none in its text', () => {
    const place = mount(html`${machineCode(MACHINE_ID)}`);
    const [first, second] = place.querySelectorAll('span');
    expect(place.textContent).to.equal(MACHINE_ID);
    expect(first?.textContent).to.equal('kse1q');
    expect(second?.textContent).to.equal('6rxuk');
    expect(mount(html`${shortMachineCode(MACHINE_ID)}`).textContent).to.equal('kse1q…ze35h');
  });
});

describe('registering', () => {
  it('leaves a name alone that is taken', () => {
    const one = class extends HTMLElement {};
    defineElement('x-taken', one);
    defineElement('x-taken', class extends HTMLElement {});
    expect(customElements.get('x-taken') === one).to.equal(true);
  });
});

describe('the search for violations', () => {
  it('finds what is wrong', async () => {
    const place = mount(
      html`<button></button>
        <p style="color:#ccc;background:#fff">pale</p>`,
    );
    const found = await violations(place);
    expect(found.join()).to.contain('button-name').and.contain('color-contrast');
  });
});
