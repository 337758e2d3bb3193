import { expect } from '@open-wc/testing';
import { DAY, LatchkeyError } from '@latchkey/core';
import { sendKeys } from '../../testing/commands.js';
import { machineIdOf, manyIssued, ORGANIZATION } from '../../testing/issuing-samples.js';
import { MemoryIssuingBackend } from '../../testing/memory-issuing-backend.js';
import {
  button,
  find,
  findAll,
  focused,
  held,
  next,
  said,
  textOf,
  unmountAll,
  until,
} from '../../testing/mount.js';
import { confirmRenewal, eachState, showList } from '../../testing/offline-licenses-states.js';
import { NOW } from '../../testing/samples.js';
import { catchDownload, stubClock } from '../../testing/stubs.js';

afterEach(() => {
  unmountAll();
  stubClock();
});

async function ask(backend = eachState()) {
  const element = await showList(backend);
  button(element, /^Renew KSE_/).focus();
  await sendKeys({ press: 'Enter' });
  await until(() => find<HTMLDialogElement>(element, 'dialog').open, 'the question');
  return element;
}

describe('<latchkey-offline-licenses>: renewal', () => {
  it('is offered only where it can be: in the last 14 days', async () => {
    const element = await showList();
    const rows = findAll(element, '.rows > .row').filter((row) => textOf(row).includes('Ends soon'));
    expect(rows).to.have.length(1);
    expect(findAll(element, '[aria-label^="Renew KSE_"]')).to.have.length(1);
  });

  it('asks for the last four characters, tells the page, shows the result and hands out the file', async () => {
    const backend = eachState();
    const element = await ask(backend);
    expect(textOf(find(element, 'dialog'))).to.contain('takes over on December 6, 2026');
    const event = next(document.body, 'latchkey-offline-license-renewed');
    await sendKeys({ type: machineIdOf(2).slice(-4) });
    await sendKeys({ press: 'Enter' });
    const { offlineLicense, existing } = await event;
    expect(existing).to.equal(false);
    expect(offlineLicense.startsAt).to.equal(NOW + 12 * DAY);
    await until(() => textOf(element).includes('is renewed: from'), 'the result');
    expect(said(element)).to.contain('6 offline licenses');
    await until(() => focused() === find(element, '.below'), 'the focus at the result');
    expect(backend.calls.find(({ call }) => call === 'renew')?.request).to.deep.equal({
      organizationId: ORGANIZATION.id,
      id: backend.store.all[1]?.id,
      confirmation: machineIdOf(2).slice(-4),
    });
    const file = catchDownload();
    button(find(element, '.below'), 'Download').click();
    expect((await file).name).to.equal(`KSE_${machineIdOf(2)}.lic`);
    button(element, 'Close').click();
    await until(() => findAll(element, '.below .notice').length === 0, 'the result to go');
  });

  it('does nothing where other characters are typed, or the answer is no', async () => {
    const backend = eachState();
    const element = await ask(backend);
    await sendKeys({ type: 'zzzz' });
    await sendKeys({ press: 'Enter' });
    await until(() => textOf(element).includes('These are not the last 4 characters.'), 'the words');
    await sendKeys({ press: 'Escape' });
    await until(() => findAll(element, 'dialog').length === 0, 'the question to go');
    expect(focused() === button(element, /^Renew KSE_/), 'the focus').to.equal(true);
    expect(backend.count('renew')).to.equal(0);
  });

  it('says where nobody knows whether it was renewed, and repeats it with the same key', async () => {
    const backend = eachState();
    backend.after = (call) => call === 'renew' && Promise.reject(new Error('The network broke.'));
    const element = await ask(backend);
    const event = next(element, 'latchkey-failed');
    await confirmRenewal(element);
    await event;
    await until(
      () => textOf(element).includes('It is not known whether the license was renewed.'),
      'the words',
    );
    backend.after = () => undefined;
    button(element, 'Try again').click();
    await until(() => textOf(element).includes('is renewed: from'), 'the result');
    const keys = backend.calls.filter(({ call }) => call === 'renew').map(({ key }) => key);
    expect(keys).to.have.length(2);
    expect(keys[0]).to.be.a('string');
    expect(keys[1]).to.equal(keys[0]);
    expect(backend.store.all).to.have.length(6);
  });

  it('says where it had been renewed before', async () => {
    const backend = eachState();
    const first = await ask(backend);
    await confirmRenewal(first);
    await until(() => textOf(first).includes('is renewed: from'), 'the result');
    button(first, /^Renew KSE_/).click();
    await until(() => findAll(first, 'dialog').length === 1, 'the question');
    await confirmRenewal(first);
    await until(() => textOf(first).includes('was renewed before'), 'the words');
    expect(backend.store.all).to.have.length(6);
  });

  it('offers no second try where a rule refused it', async () => {
    const backend = eachState();
    backend.before = (call) =>
      call === 'renew' &&
      Promise.reject(new LatchkeyError('already-ended', 'Over.', { details: { endedAt: NOW } }));
    const element = await ask(backend);
    await confirmRenewal(element);
    await until(
      () => textOf(element).includes('This offline license ended on November 24, 2026'),
      'the words',
    );
    expect(textOf(element)).not.to.contain('Try again');
  });

  it('drops a renewal that is answered after the element has left', async () => {
    const backend = eachState();
    const gate = held();
    backend.before = (call) => (call === 'renew' ? gate.promise : undefined);
    const element = await ask(backend);
    const events: Event[] = [];
    element.addEventListener('latchkey-offline-license-renewed', (event) => events.push(event));
    await confirmRenewal(element);
    await until(() => backend.count('renew') === 1, 'the call');
    const place = element.parentElement;
    element.remove();
    gate.release();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(backend.calls.find(({ call }) => call === 'renew')?.signal?.aborted).to.equal(true);
    expect(events).to.deep.equal([]);
    place?.append(element);
    // What the service did is done.
    await until(() => findAll(element, '.rows > .row').length === 6, 'the list');
    expect(findAll(element, '.below .notice')).to.have.length(0);
  });
});

describe('<latchkey-offline-licenses>: download', () => {
  it('hands out one license', async () => {
    const element = await showList();
    const file = catchDownload();
    const event = next(document.body, 'latchkey-saved');
    button(element, `Download KSE_${machineIdOf(3)}.lic`).click();
    expect((await file).name).to.equal(`KSE_${machineIdOf(3)}.lic`);
    expect((await event).fileName).to.equal(`KSE_${machineIdOf(3)}.lic`);
    expect(said(element)).to.equal('Download ready');
  });

  it('hands out a zip of what is ticked, found by several searches', async () => {
    const backend = eachState();
    const element = await showList(backend);
    find(element, '.rows input').focus();
    await sendKeys({ press: 'Space' });
    await until(() => textOf(element).includes('1 selected'), 'the selection');
    element.search = 'Grace';
    await until(() => findAll(element, '.rows > .row').length === 1, 'the one');
    find(element, '.head input').click();
    await until(() => textOf(element).includes('2 selected'), 'both');
    const file = catchDownload();
    button(element, 'Download as zip').click();
    expect((await file).name).to.equal('offline-licenses.zip');
    const { request } = backend.calls.findLast(({ call }) => call === 'download') ?? {};
    expect(request).to.deep.equal({
      organizationId: ORGANIZATION.id,
      ids: [backend.store.all[4]?.id, backend.store.all[0]?.id],
    });
    button(element, 'Clear selection').focus();
    await sendKeys({ press: 'Enter' });
    await until(() => findAll(element, '.selection').length === 0, 'the selection to go');
    await until(() => focused() === find(element, '.scroller'), 'the focus on the list');
  });

  it('says what it cannot put into one zip', async () => {
    const many = await showList(new MemoryIssuingBackend(...manyIssued(1200)));
    for (let shown = 200; shown < 1200; shown += 200) {
      const scroller = find(many, '.scroller');
      scroller.scrollTop = scroller.scrollHeight;
      await until(() => textOf(many).includes(`${(shown + 200).toLocaleString('en')} offline`), 'the page');
    }
    find(many, '.head input').click();
    await until(() => textOf(many).includes('1,200 selected'), 'the selection');
    expect(textOf(many)).to.contain('One zip holds at most 1,000 licenses.');
  });

  it('says why it failed, where the downloads are, and tries again', async () => {
    const backend = eachState();
    backend.before = (call) => call === 'download' && Promise.reject(new Error('The network broke.'));
    const element = await showList(backend);
    button(element, `Download KSE_${machineIdOf(3)}.lic`).click();
    await until(() => findAll(element, '.below .notice').length === 1, 'the failure');
    backend.before = () => undefined;
    const file = catchDownload();
    button(element, 'Try again').focus();
    await sendKeys({ press: 'Enter' });
    expect((await file).name).to.equal(`KSE_${machineIdOf(3)}.lic`);
    await until(() => focused() === find(element, '.below'), 'the focus');
  });
});
