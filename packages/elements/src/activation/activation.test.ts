import { expect } from '@open-wc/testing';
import { DAY, LatchkeyError, REASONS, type ActivationState } from '@latchkey/core';
import { html } from 'lit';
import { showActivation } from '../../testing/activation-states.js';
import { MemoryActivationBackend } from '../../testing/memory-activation-backend.js';
import {
  button,
  find,
  findAll,
  focused,
  mount,
  next,
  said,
  textOf,
  unmountAll,
  until,
} from '../../testing/mount.js';
import { endingIn, judge, license, MACHINE_ID, NOW, OTHER_ID, refused } from '../../testing/samples.js';
import '../define/activation.js';

afterEach(unmountAll);

/** Whatever the back end says. */
function showState(state: Partial<ActivationState>): Promise<HTMLElement> {
  const backend = new MemoryActivationBackend();
  backend.state = {
    verdict: undefined,
    license: undefined,
    daysLeft: 0,
    next: undefined,
    persisted: true,
    ...state,
  };
  return showActivation(backend);
}

describe('<latchkey-activation>: the license of this machine', () => {
  it('says that it is not configured where there is no back end', async () => {
    const element = find(mount(html`<latchkey-activation></latchkey-activation>`), 'latchkey-activation');
    await until(() => textOf(element).includes('Not configured'), 'the words');
  });

  it('leads from the machine ID to the license where there is none', async () => {
    const element = await showActivation(new MemoryActivationBackend());
    expect(textOf(element)).to.contain('This machine needs a license.');
    const headings = findAll(element, '[role=heading]');
    expect(headings.map((heading) => textOf(heading).trim())).to.deep.equal([
      '1Your machine ID',
      '2Load the license',
    ]);
    expect(find(element, 'latchkey-machine-id .code, .code').textContent).to.equal(MACHINE_ID);
    expect(headings[0]?.ariaLevel).to.equal('2');
  });

  it('fits its headings into the page', async () => {
    const place = mount(
      html`<latchkey-activation
        heading-level="4"
        .backend=${new MemoryActivationBackend()}
      ></latchkey-activation>`,
    );
    await until(() => find(place, '[role=heading]').ariaLevel === '4', 'the level');
  });

  it('shows everything about the license in force, and tells the page', async () => {
    const backend = new MemoryActivationBackend(license());
    const events = next(document.body, 'latchkey-state-read');
    const element = await showActivation(backend);
    expect((await events).state.license?.jti).to.equal(license().jti);
    const text = textOf(find(element, '.status'));
    for (const part of [
      'In force until January 23, 2027',
      '(in 60 days)',
      'KSE',
      'Nørdic Ships A/S',
      'Ada Lovelace',
      'export',
      'render',
      'Days left 60',
      '2027-01-23 09:00 UTC',
      MACHINE_ID,
      'LIC-2026-0042',
    ]) {
      expect(text).to.contain(part);
    }
    const times = findAll<HTMLTimeElement>(element, 'time');
    expect(times[0]?.title).to.equal('2027-01-23 09:00 UTC');
    expect(times[0]?.dateTime).to.equal('2027-01-23T09:00:00Z');
    expect(findAll(element, '.zone')).to.have.length(0);
  });

  it('leaves out what a license does not say', async () => {
    const { iss, sub, aud, jti, iat, nbf, exp, org, lic } = license();
    const element = await showActivation(
      new MemoryActivationBackend({ iss, sub, aud, jti, iat, nbf, exp, org, lic }),
    );
    expect(textOf(element)).not.to.match(/Assigned to|Features/);
  });

  for (const [days, words] of [
    [15, undefined],
    [14, 'This license ends in 14 days.'],
    [8, 'This license ends in 8 days.'],
    [7, 'This license ends in 7 days.'],
    [2, 'This license ends in 2 days.'],
    [1, 'This license ends within a day.'],
  ] as const) {
    it(`${words ? 'warns' : 'does not warn'} ${days} days before the end`, async () => {
      const element = await showActivation(new MemoryActivationBackend(endingIn(days)));
      const warnings = findAll(element, '.status .notice:not(.good)').map(textOf);
      expect(warnings).to.have.length(words ? 1 : 0);
      if (words) expect(warnings[0]).to.contain(words);
    });
  }

  it('does not warn where another license takes over, and says when', async () => {
    const later = license({ jti: '0190163d-8694-739b-aea5-966c26f8ad92', nbf: NOW + 5 * DAY });
    const element = await showActivation(new MemoryActivationBackend(endingIn(5), later));
    expect(findAll(element, '.status .notice:not(.good)')).to.have.length(0);
    expect(textOf(element)).to.contain('The next license takes over on November 29, 2026');
  });

  it('says that the browser may remove it, and nothing where that is not known', async () => {
    const backend = new MemoryActivationBackend(license());
    backend.persisted = undefined;
    const element = await showActivation(backend);
    expect(textOf(element)).not.to.contain('may remove');
    backend.persisted = false;
    backend.change();
    await until(() => textOf(element).includes('The browser may remove this license'), 'the notice');
  });

  for (const reason of REASONS) {
    it(`has words and a way out for a stored license that is refused: ${reason}`, async () => {
      const element = await showState({ verdict: refused(reason, license({ sub: OTHER_ID, aud: 'OTHER' })) });
      const [says, wayOut] = findAll(element, '.status .notice p').map(textOf);
      expect(says?.length).to.be.greaterThan(20);
      expect(wayOut?.length).to.be.greaterThan(10);
      expect(says).not.to.contain('–');
      expect(findAll(element, '.zone')).to.have.length(1);
      expect(textOf(find(element, 'details')))
        .to.contain(reason)
        .and.contain(`It is ${reason}.`);
    });
  }

  it('names product, machine and times where they are the reason', async () => {
    const other = license({ sub: OTHER_ID, aud: 'KSX', nbf: NOW + DAY, exp: NOW + 2 * DAY });
    for (const [reason, words] of [
      ['wrong-product', 'This license is for KSX, not for KSE.'],
      ['wrong-machine', 'This license belongs to machine kse1p…zk5gj, this one is kse1q…ze35h.'],
      ['not-yet-valid', 'This license starts on November 25, 2026'],
      ['expired', 'This license ended on November 26, 2026'],
    ] as const) {
      const element = await showState({ verdict: refused(reason, other) });
      expect(textOf(element)).to.contain(words);
      unmountAll();
    }
  });

  it('follows what happens elsewhere, and says so', async () => {
    const backend = new MemoryActivationBackend();
    const element = await showActivation(backend);
    backend.store(license());
    backend.change();
    await until(() => textOf(element).includes('In force until'), 'the license');
    expect(said(element)).to.match(/^In force until .*\(in 60 days\)$/);
    backend.now = NOW + 60 * DAY;
    backend.change();
    await until(() => textOf(element).includes('This license ended on'), 'the end');
    expect(said(element)).to.contain('Ask for a new one');
  });

  it('says nothing where nothing is news', async () => {
    const backend = new MemoryActivationBackend(license());
    const element = await showActivation(backend);
    backend.now = NOW + DAY;
    backend.change();
    await until(() => textOf(element).includes('in 59 days'), 'the next day');
    expect(said(element)).to.equal('');
  });

  it('says why reading failed, and tries again', async () => {
    const backend = new MemoryActivationBackend(license());
    const failure = new LatchkeyError('storage-blocked', 'Busy.');
    backend.before = () => Promise.reject(failure);
    const event = next(document.body, 'latchkey-failed');
    const place = mount(html`<latchkey-activation .backend=${backend}></latchkey-activation>`);
    expect((await event).error).to.equal(failure);
    await until(() => textOf(place).includes('Another window keeps the stored licenses busy.'), 'the words');
    backend.before = () => undefined;
    button(place, 'Try again').focus();
    button(place, 'Try again').click();
    await until(() => focused() === find(place, '.status'), 'the license, with the focus');
  });

  it('shows a license of a verdict made by core', async () => {
    const verdict = judge(license());
    const element = await showState({ verdict, license: license(), daysLeft: 60 });
    expect(textOf(element)).to.contain('In force until');
  });
});
