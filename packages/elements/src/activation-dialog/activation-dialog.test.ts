import { expect } from '@open-wc/testing';
import { provide } from '../../testing/provide.js';
import { sendKeys } from '../../testing/commands.js';
import { html } from 'lit';
import { ACTIVATION_DIALOG_STATES } from '../../testing/activation-dialog-states.js';
import { choose } from '../../testing/activation-states.js';
import { violationsInEveryLook } from '../../testing/looks.js';
import { fileOf, MemoryActivationBackend } from '../../testing/memory-activation-backend.js';
import {
  button,
  find,
  findAll,
  focused,
  mount,
  next,
  settle,
  textOf,
  unmountAll,
  until,
} from '../../testing/mount.js';
import { overflowAt } from '../../testing/pages.js';
import { license } from '../../testing/samples.js';
import '../define/activation-dialog.js';
import type { LatchkeyActivationDialog } from './activation-dialog.component.js';

afterEach(unmountAll);

/** A page with a button that opens the dialog, as a person does it. */
async function openByButton(
  backend: MemoryActivationBackend | undefined = new MemoryActivationBackend(),
): Promise<{ dialog: LatchkeyActivationDialog; opener: HTMLElement }> {
  const place = mount(
    html`<button @click=${() => dialog.show()}>Open</button>
      <latchkey-activation-dialog .backend=${backend}></latchkey-activation-dialog>`,
  );
  const dialog = find<LatchkeyActivationDialog>(place, 'latchkey-activation-dialog');
  const opener = find(place, 'button');
  opener.focus();
  await sendKeys({ press: 'Enter' });
  await until(() => native(dialog).open, 'the dialog');
  await until(() => findAll(dialog, '.status, .late').length > 0, 'its content');
  return { dialog, opener };
}

const native = (dialog: HTMLElement) => find<HTMLDialogElement>(dialog, 'dialog[part=dialog]');

describe('<latchkey-activation-dialog>', () => {
  it('is closed at first, and asks the back end nothing', async () => {
    const backend = new MemoryActivationBackend();
    const place = mount(html`<latchkey-activation-dialog .backend=${backend}></latchkey-activation-dialog>`);
    const dialog = find<LatchkeyActivationDialog>(place, 'latchkey-activation-dialog');
    await settle(dialog);
    expect(native(dialog).open).to.equal(false);
    expect(backend.calls).to.deep.equal([]);
    expect(dialog.getBoundingClientRect().height).to.equal(0);
  });

  it('opens modal with the focus on its title, and names itself', async () => {
    const opened = next(document.body, 'latchkey-opened');
    const { dialog } = await openByButton();
    await opened;
    expect(native(dialog).matches(':modal')).to.equal(true);
    expect(focused() === find(dialog, 'h2'), 'the focus').to.equal(true);
    expect(textOf(find(dialog, 'h2'))).to.equal('Offline activation');
    expect(native(dialog).getAttribute('aria-labelledby')).to.equal(find(dialog, 'h2').id);
    expect(dialog.hasAttribute('open')).to.equal(true);
    expect(find(dialog, '[role=heading]').ariaLevel).to.equal('3');
  });

  it('keeps the focus inside, in the order in which it reads', async () => {
    const { dialog } = await openByButton();
    await until(() => button(dialog, 'Copy'), 'the machine ID');
    const order: string[] = [];
    while (!order.includes('Cancel') && order.length < 20) {
      await sendKeys({ press: 'Tab' });
      const at = focused() ?? document.body;
      // Firefox also stops at a box that scrolls.
      if (!at.matches('.body')) order.push(textOf(at).trim() || at.ariaLabel || at.tagName);
    }
    expect(order).to.deep.equal([
      'Close',
      'Copy',
      'QR code',
      'Request file',
      'Share',
      'Browse',
      'Paste',
      'Scan',
      'Cancel',
    ]);
  });

  for (const [source, act] of [
    ['escape', () => sendKeys({ press: 'Escape' })],
    ['close-button', (dialog: HTMLElement) => button(dialog, 'Close').click()],
    ['cancel-button', (dialog: HTMLElement) => button(dialog, 'Cancel').click()],
  ] as const) {
    it(`closes by ${source}, says so, and gives the focus back`, async () => {
      const { dialog, opener } = await openByButton();
      const request = next(document.body, 'latchkey-request-close');
      const closed = next(document.body, 'latchkey-closed');
      await act(dialog);
      expect((await request).source).to.equal(source);
      await closed;
      expect(dialog.open).to.equal(false);
      expect(dialog.hasAttribute('open')).to.equal(false);
      expect(native(dialog).open).to.equal(false);
      expect(document.activeElement === opener, 'the focus').to.equal(true);
      expect(findAll(dialog, 'latchkey-activation')).to.have.length(0);
    });

    it(`stays open after ${source} where the page wants it so, as often as it is asked`, async () => {
      const { dialog } = await openByButton();
      let requests = 0;
      dialog.addEventListener('latchkey-request-close', (event) => {
        requests++;
        event.preventDefault();
      });
      for (let i = 1; i <= 3; i++) {
        await act(dialog);
        await until(() => requests === i, 'the request');
        await settle(dialog);
        expect(native(dialog).open).to.equal(true);
      }
    });
  }

  it('closes by its property without a question', async () => {
    const { dialog, opener } = await openByButton();
    let requests = 0;
    dialog.addEventListener('latchkey-request-close', () => requests++);
    const closed = next(dialog, 'latchkey-closed');
    dialog.close();
    await closed;
    expect(requests).to.equal(0);
    expect(document.activeElement === opener, 'the focus').to.equal(true);
  });

  it('asks where the browser wants to dismiss it, and follows where it does not ask', async () => {
    const { dialog } = await openByButton();
    const request = next(dialog, 'latchkey-request-close');
    dialog.addEventListener('latchkey-request-close', (event) => event.preventDefault());
    const cancel = new Event('cancel', { cancelable: true });
    native(dialog).dispatchEvent(cancel);
    expect((await request).source).to.equal('escape');
    expect(cancel.defaultPrevented).to.equal(true);
    const closed = next(dialog, 'latchkey-closed');
    native(dialog).close();
    await closed;
    expect(dialog.open).to.equal(false);
  });

  it('activates, and offers Done', async () => {
    const backend = new MemoryActivationBackend();
    const { dialog, opener } = await openByButton(backend);
    await until(() => findAll(dialog, '.zone').length === 1, 'the zone');
    const activated = next(document.body, 'latchkey-activated');
    choose(dialog, ['KSE.lic', fileOf(license())]);
    await activated;
    await until(() => button(dialog, 'Done'), 'the primary button');
    expect(() => button(dialog, 'Cancel')).to.throw();
    const request = next(dialog, 'latchkey-request-close');
    button(dialog, 'Done').focus();
    await sendKeys({ press: 'Enter' });
    expect((await request).source).to.equal('done-button');
    await until(() => document.activeElement === opener, 'the focus');
    expect(backend.subscribers).to.equal(0);
  });

  it('leaves Esc to the question inside', async () => {
    const { dialog } = await openByButton(new MemoryActivationBackend(license()));
    await until(() => button(dialog, 'Remove'), 'the license');
    button(dialog, 'Remove').focus();
    await sendKeys({ press: 'Enter' });
    await until(() => find<HTMLDialogElement>(dialog, '.confirmation').open, 'the question');
    await sendKeys({ press: 'Escape' });
    await until(() => findAll(dialog, '.confirmation').length === 0, 'the question to go');
    expect(native(dialog).open).to.equal(true);
    expect(focused() === button(dialog, 'Remove'), 'the focus').to.equal(true);
    await sendKeys({ press: 'Escape' });
    await until(() => !native(dialog).open, 'the dialog to close');
  });

  it('is open again in another place, and can still be closed', async () => {
    const { dialog } = await openByButton();
    const other = mount(html``);
    other.append(dialog);
    await until(() => native(dialog).matches(':modal'), 'the dialog in its new place');
    await settle(dialog);
    expect(dialog.open).to.equal(true);
    const closed = next(dialog, 'latchkey-closed');
    await sendKeys({ press: 'Escape' });
    await closed;
    dialog.open = true;
    await until(() => native(dialog).matches(':modal'), 'the dialog');
  });

  it('takes the back end around it, and says where there is none', async () => {
    const { dialog } = await openByButton(undefined);
    dialog.backend = undefined;
    await until(() => textOf(dialog).includes('Not configured'), 'the words');
    dialog.close();
    const place = document.createElement('div');
    provide(place, new MemoryActivationBackend(license()));
    mount(html`<latchkey-activation-dialog open></latchkey-activation-dialog>`, place);
    await until(() => textOf(place).includes('In force until'), 'the license');
  });

  it('keeps two instances apart', async () => {
    const { dialog } = await openByButton();
    const place = mount(
      html`<latchkey-activation-dialog
        open
        .backend=${new MemoryActivationBackend(license())}
      ></latchkey-activation-dialog>`,
    );
    await until(() => button(place, 'Done'), 'the second dialog');
    await sendKeys({ press: 'Escape' });
    await until(() => !native(place).open, 'the second to close');
    expect(native(dialog).open).to.equal(true);
    expect(button(dialog, 'Cancel').isConnected).to.equal(true);
  });

  it('speaks the language of its place', async () => {
    const { dialog } = await openByButton();
    dialog.lang = 'ar';
    await until(() => textOf(dialog).includes('التفعيل دون اتصال'), 'Arabic');
    await until(() => textOf(dialog).includes('معرّف الجهاز'), 'Arabic inside');
    expect(getComputedStyle(find(dialog, '.footer')).direction).to.equal('rtl');
  });

  for (const [name, open] of Object.entries(ACTIVATION_DIALOG_STATES)) {
    it(`has nothing for axe to find: ${name}`, async () => {
      const element = await open();
      expect(await violationsInEveryLook(element, () => settle(element))).to.deep.equal([]);
    });

    it(`fits on 320 pixels: ${name}`, async () => {
      const element = await open();
      document.documentElement.lang = 'de';
      const width = await overflowAt(320, async () => {
        await settle(element);
        const body = find(element, '[part=body]');
        expect(body.scrollWidth - body.clientWidth).to.equal(0);
        expect(native(element).getBoundingClientRect().height).to.be.at.most(800);
      });
      expect(width).to.equal(0);
    });
  }
});
