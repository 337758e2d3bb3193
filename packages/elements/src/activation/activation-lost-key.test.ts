import { expect } from '@open-wc/testing';
import { LatchkeyError } from '@latchkey/core';
import { sendKeys } from '../../testing/commands.js';
import { html } from 'lit';
import { MemoryActivationBackend } from '../../testing/memory-activation-backend.js';
import { button, find, findAll, focused, mount, textOf, unmountAll, until } from '../../testing/mount.js';
import { OTHER_ID } from '../../testing/samples.js';
import '../define/activation.js';

afterEach(unmountAll);

/** An element whose machine has lost its device key. */
async function showLost(backend = new MemoryActivationBackend()): Promise<HTMLElement> {
  let isLost = true;
  backend.before = (call) => {
    if (call === 'startAnew') isLost = false;
    else if (isLost) throw new LatchkeyError('device-key-lost', 'Gone.');
  };
  const place = mount(html`<latchkey-activation .backend=${backend}></latchkey-activation>`);
  await until(() => button(place, 'Try again'), 'the failure');
  return find(place, 'latchkey-activation');
}

describe('<latchkey-activation>: a device key that is lost', () => {
  it('asks before it starts anew, and goes on with the new machine ID', async () => {
    const backend = new MemoryActivationBackend();
    const element = await showLost(backend);
    expect(textOf(element)).to.contain('The key of this device is gone');
    button(element, 'Start anew').focus();
    await sendKeys({ press: 'Enter' });
    await until(
      () => focused() === button(element, 'Cancel'),
      'the focus on the answer that changes nothing',
    );
    await sendKeys({ press: 'Escape' });
    await until(() => findAll(element, 'dialog').length === 0, 'the question to go');
    expect(focused() === button(element, 'Start anew'), 'the focus').to.equal(true);
    expect(backend.calls).not.to.contain('startAnew');
    await sendKeys({ press: 'Enter' });
    await until(() => find<HTMLDialogElement>(element, 'dialog').open, 'the question');
    find(element, 'dialog .danger').click();
    await until(() => findAll(element, '.code').length === 1, 'the steps');
    expect(find(element, '.code').textContent).to.equal(OTHER_ID);
    await until(() => focused() === find(element, '.status'), 'the focus to stay in the element');
  });

  it('offers nothing that the back end cannot do', async () => {
    const backend = new MemoryActivationBackend();
    Object.defineProperty(backend, 'startAnew', { value: undefined });
    const element = await showLost(backend);
    expect(() => button(element, 'Start anew')).to.throw();
  });

  it('takes leaving the page for a no', async () => {
    const backend = new MemoryActivationBackend();
    const element = await showLost(backend);
    button(element, 'Start anew').click();
    await until(() => find<HTMLDialogElement>(element, 'dialog').open, 'the question');
    const place = element.parentElement;
    element.remove();
    place?.append(element);
    await until(() => button(element, 'Start anew'), 'the failure again');
    expect(findAll(element, 'dialog')).to.have.length(0);
    expect(backend.calls).not.to.contain('startAnew');
  });

  it('says why it could not start anew, and tries again', async () => {
    const backend = new MemoryActivationBackend();
    const element = await showLost(backend);
    const before = backend.before;
    backend.before = (call) =>
      call === 'startAnew' ? Promise.reject(new LatchkeyError('storage-full', 'Full.')) : before(call);
    button(element, 'Start anew').click();
    await until(() => find<HTMLDialogElement>(element, 'dialog').open, 'the question');
    find(element, 'dialog .danger').click();
    await until(() => textOf(element).includes('There is no room left'), 'the words');
    backend.before = before;
    const again = findAll(element, 'button').filter((each) => textOf(each).trim() === 'Try again');
    again.at(-1)?.click();
    await until(() => findAll(element, '.code').length === 1, 'the steps');
  });
});
