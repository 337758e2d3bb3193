import { expect } from '@open-wc/testing';
import { LatchkeyError } from '@latchkey/core';
import { provide } from '../../testing/provide.js';
import { sendKeys } from '../../testing/commands.js';
import { html } from 'lit';
import { choose, showActivation } from '../../testing/activation-states.js';
import { fileOf, MemoryActivationBackend } from '../../testing/memory-activation-backend.js';
import {
  button,
  find,
  findAll,
  focused,
  held,
  mount,
  next,
  said,
  textOf,
  unmountAll,
  until,
} from '../../testing/mount.js';
import { license } from '../../testing/samples.js';
import '../define/activation.js';

afterEach(unmountAll);

describe('<latchkey-activation>: removal', () => {
  async function ask(backend: MemoryActivationBackend): Promise<HTMLElement> {
    const element = await showActivation(backend);
    button(element, 'Remove').focus();
    await sendKeys({ press: 'Enter' });
    await until(() => find<HTMLDialogElement>(element, 'dialog').open, 'the question');
    return element;
  }

  it('asks first, and does nothing where the answer is no', async () => {
    const backend = new MemoryActivationBackend(license());
    const element = await ask(backend);
    await until(() => focused() === button(find(element, 'dialog'), 'Cancel'), 'the focus on "no"');
    await sendKeys({ press: 'Escape' });
    await until(() => findAll(element, 'dialog').length === 0, 'the question to go');
    expect(focused() === button(element, 'Remove'), 'the focus').to.equal(true);
    expect(backend.calls.join()).not.to.contain('remove');
  });

  it('asks in the language of the page, even where that changes', async () => {
    const element = await ask(new MemoryActivationBackend(license()));
    document.documentElement.lang = 'es';
    await until(() => textOf(find(element, 'dialog')).includes('¿Eliminar esta licencia?'), 'Spanish');
    expect(find<HTMLDialogElement>(element, 'dialog').open).to.equal(true);
  });

  it('removes, tells the page, and goes on at what is left', async () => {
    const backend = new MemoryActivationBackend(license());
    const element = await ask(backend);
    const event = next(document.body, 'latchkey-removed');
    find(element, 'dialog .danger').click();
    expect((await event).licenseId).to.equal(license().jti);
    await until(() => textOf(element).includes('This machine needs a license.'), 'the empty state');
    await until(() => focused() === find(element, '.status'), 'the focus');
  });

  it('says why it failed, keeps the license, and tries again', async () => {
    const backend = new MemoryActivationBackend(license());
    backend.before = (call) =>
      call === 'remove' && Promise.reject(new LatchkeyError('storage-unavailable', 'No.'));
    const element = await ask(backend);
    find(element, 'dialog .danger').click();
    await until(() => textOf(element).includes('does not let this page store anything'), 'the words');
    expect(textOf(element)).to.contain('In force until');
    backend.before = () => undefined;
    button(element, 'Try again').click();
    await until(() => textOf(element).includes('This machine needs a license.'), 'the empty state');
  });
});

describe('<latchkey-activation>: its place', () => {
  it('takes the back end around it, with the machine ID inside', async () => {
    const place = document.createElement('div');
    const backend = new MemoryActivationBackend(license());
    const provider = provide(place, backend);
    mount(html`<latchkey-activation></latchkey-activation>`, place);
    await until(() => textOf(place).includes('In force until'), 'the license');
    provider.setValue(new MemoryActivationBackend());
    await until(() => findAll(place, '.code').length === 1, 'the other one');
    expect(backend.subscribers).to.equal(0);
  });

  it('listens only while it is in a page, and reads again when it comes back', async () => {
    const backend = new MemoryActivationBackend();
    const element = await showActivation(backend);
    expect(backend.subscribers).to.equal(1);
    const place = element.parentElement;
    element.remove();
    expect(backend.subscribers).to.equal(0);
    backend.store(license());
    place?.append(element);
    await until(() => textOf(element).includes('In force until'), 'the license');
    expect(backend.subscribers).to.equal(1);
  });

  it('drops a state that comes after a newer one', async () => {
    const backend = new MemoryActivationBackend(license());
    const element = await showActivation(backend);
    const late = held();
    backend.before = () => late.promise;
    backend.change();
    await until(() => backend.calls.filter((call) => call === 'readState').length === 2, 'the slow call');
    const slow = backend.signals.at(-1);
    const other = new MemoryActivationBackend();
    find<HTMLElementTagNameMap['latchkey-activation']>(document.body, 'latchkey-activation').backend = other;
    await until(() => textOf(element).includes('This machine needs a license.'), 'the other state');
    expect(slow?.aborted).to.equal(true);
    late.release();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(textOf(element)).to.contain('This machine needs a license.');
  });

  it('drops a verdict that comes after the element has left, and asks for no more', async () => {
    const backend = new MemoryActivationBackend();
    const element = await showActivation(backend);
    const gate = held();
    backend.before = (call) => (call === 'activate' ? gate.promise : undefined);
    const events: Event[] = [];
    for (const name of ['latchkey-activated', 'latchkey-refused', 'latchkey-failed']) {
      element.addEventListener(name, (event) => events.push(event));
    }
    choose(element, ['a.lic', fileOf(license())], ['b.lic', 'nothing']);
    await until(() => backend.calls.some((call) => call.startsWith('activate')), 'the call');
    const place = element.parentElement;
    element.remove();
    gate.release();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(events).to.deep.equal([]);
    expect(backend.calls.filter((call) => call.startsWith('activate'))).to.have.length(1);
    place?.append(element);
    // What the back end stored is stored.
    await until(() => textOf(element).includes('In force until'), 'the license');
  });

  it('keeps two instances apart that share a back end, and both follow it', async () => {
    const backend = new MemoryActivationBackend();
    const one = await showActivation(backend);
    const two = await showActivation(backend);
    choose(one, ['bad.lic', 'nothing']);
    await until(() => findAll(one, '.loaded').length === 1, 'the verdict');
    expect(findAll(two, '.loaded')).to.have.length(0);
    expect(said(two)).to.equal('');
    button(one, 'Load another file').click();
    await until(() => findAll(one, '.zone').length === 1, 'the zone');
    choose(one, ['good.lic', fileOf(license())]);
    await until(() => textOf(two).includes('In force until'), 'the license in both');
  });

  it('opens and closes the way to another license', async () => {
    const element = await showActivation(new MemoryActivationBackend(license()));
    const add = button(element, 'Replace or add');
    expect(add.ariaExpanded).to.equal('false');
    add.click();
    await until(() => findAll(element, '.zone').length === 1, 'the zone');
    expect(add.ariaExpanded).to.equal('true');
    add.click();
    await until(() => findAll(element, '.zone').length === 0, 'the zone to go');
  });

  it('changes language and digits in the middle of it all', async () => {
    const element = await showActivation(new MemoryActivationBackend(license()));
    for (const [lang, words] of [
      ['de', 'Gültig bis 23. Januar 2027'],
      ['ja', '2027年1月23日'],
      ['es', 'En vigor hasta el 23 de enero de 2027'],
      ['ar-EG', '٦٠'],
      ['en-GB', 'In force until 23 January 2027'],
    ] as const) {
      element.lang = lang;
      await until(() => textOf(element).includes(words), words);
    }
    expect(getComputedStyle(find(element, '.base')).direction).to.equal('ltr');
  });
});
