import { expect } from '@esm-bundle/chai';
import { LatchkeyError } from '@latchkey/core';
import { ContextProvider } from '@lit/context';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import { HOSTILE } from '../../testing/hostile.js';
import { catchDownload, stubClipboard } from '../../testing/stubs.js';
import { readQrCode } from '../../testing/qr.js';
import { MACHINE_ID_STATES } from '../../testing/machine-id-states.js';
import { violationsInEveryLook } from '../../testing/looks.js';
import { MemoryActivationBackend } from '../../testing/memory-activation-backend.js';
import {
  button,
  find,
  findAll,
  focused,
  held,
  mount,
  next,
  said,
  settle,
  textOf,
  unmountAll,
  until,
} from '../../testing/mount.js';
import { overflowAt } from '../../testing/pages.js';
import { MACHINE, MACHINE_ID, OTHER_ID } from '../../testing/samples.js';
import '../define/machine-id.js';
import { activationBackendContext } from '../shared/contexts.js';
import type { LatchkeyMachineId } from './machine-id.component.js';

afterEach(unmountAll);

function show(backend?: MemoryActivationBackend): LatchkeyMachineId {
  const place = mount(html`<latchkey-machine-id .backend=${backend}></latchkey-machine-id>`);
  return find<LatchkeyMachineId>(place, 'latchkey-machine-id');
}

async function showReady(backend = new MemoryActivationBackend()): Promise<LatchkeyMachineId> {
  const element = show(backend);
  await until(() => findAll(element, '.code').length === 1, 'the machine ID');
  return element;
}

describe('<latchkey-machine-id>', () => {
  describe('states', () => {
    it('says that it is not configured where there is no back end', async () => {
      const element = show();
      await element.updateComplete;
      expect(textOf(element)).to.contain('Not configured');
    });

    it('is reading until the back end answers', async () => {
      const backend = new MemoryActivationBackend();
      const answer = held();
      backend.before = () => answer.promise;
      const element = show(backend);
      await element.updateComplete;
      expect(find(element, '.skeleton').getAttribute('aria-label')).to.equal('Reading the machine ID');
      answer.release();
      await until(() => findAll(element, '.code').length === 1, 'the machine ID');
    });

    it('shows the ID in groups of five that are selected as one string', async () => {
      const element = await showReady();
      const groups = findAll(element, '.code span').map((span) => span.textContent);
      expect(groups.slice(0, 2)).to.deep.equal(['kse1q', '6rxuk']);
      expect(find(element, '.code').textContent).to.equal(MACHINE_ID);
      const selection = getSelection();
      selection?.selectAllChildren(find(element, '.code'));
      expect(String(selection)).to.equal(MACHINE_ID);
    });

    it('says why there is no ID and what to do, and tries again', async () => {
      const backend = new MemoryActivationBackend();
      const failure = new LatchkeyError('device-key-lost', 'No key in store.');
      backend.before = () => Promise.reject(failure);
      const events: Event[] = [];
      const listen = (event: Event) => events.push(event);
      document.body.addEventListener('latchkey-failed', listen);
      const element = show(backend);
      await until(() => events.length === 1, 'the event');
      document.body.removeEventListener('latchkey-failed', listen);
      await element.updateComplete;
      expect(events[0]).to.include({ error: failure, bubbles: true, composed: true });
      expect(textOf(element)).to.contain('The key of this device is gone').and.contain('Start anew');
      backend.before = () => undefined;
      const again = button(element, 'Try again');
      again.focus();
      await sendKeys({ press: 'Enter' });
      await until(() => findAll(element, '.code').length === 1, 'the machine ID');
      await until(() => focused() === button(element, 'Copy'), 'the focus to stay in the element');
    });
  });

  describe('a device key that is lost', () => {
    async function showLost(): Promise<[LatchkeyMachineId, MemoryActivationBackend]> {
      const backend = new MemoryActivationBackend();
      backend.before = (call) =>
        call === 'readMachine' && Promise.reject(new LatchkeyError('device-key-lost', 'Gone.'));
      const element = show(backend);
      await until(() => button(element, 'Start anew'), 'the way out');
      return [element, backend];
    }

    it('asks before it starts anew, and starts with the new ID', async () => {
      const [element, backend] = await showLost();
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
      const event = next(element, 'latchkey-machine-read');
      find(element, 'dialog .danger').click();
      expect((await event).machine.machineId).to.equal(OTHER_ID);
      await until(() => focused() === button(element, 'Copy'), 'the focus to stay in the element');
    });

    it('offers nothing that the back end cannot do', async () => {
      const [element, backend] = await showLost();
      Object.defineProperty(backend, 'startAnew', { value: undefined });
      element.requestUpdate();
      await element.updateComplete;
      expect(() => button(element, 'Start anew')).to.throw();
      expect(button(element, 'Try again').isConnected).to.equal(true);
    });

    it('takes leaving the page for a no', async () => {
      const [element, backend] = await showLost();
      button(element, 'Start anew').click();
      await until(() => find<HTMLDialogElement>(element, 'dialog').open, 'the question');
      const place = element.parentElement;
      element.remove();
      place?.append(element);
      await until(() => button(element, 'Start anew'), 'the failure again');
      expect(findAll(element, 'dialog')).to.have.length(0);
      expect(backend.calls).not.to.contain('startAnew');
    });
  });

  describe('actions', () => {
    it('copies the ID, says so for two seconds, and is heard', async () => {
      const copied: string[] = [];
      stubClipboard((text) => {
        copied.push(text);
        return Promise.resolve();
      });
      const element = await showReady();
      const event = next(element, 'latchkey-copied');
      button(element, 'Copy').focus();
      await sendKeys({ press: 'Enter' });
      expect(await event).to.include({ text: MACHINE_ID, bubbles: true, composed: true });
      expect(copied).to.deep.equal([MACHINE_ID]);
      await until(() => button(element, 'Copied'), 'the label');
      expect(said(element)).to.equal('Machine ID copied');
      const since = performance.now();
      await until(() => button(element, 'Copy'), 'the label to come back');
      expect(performance.now() - since).to.be.within(1500, 2500);
    });

    it('is heard again when the same is copied again', async () => {
      stubClipboard(() => Promise.resolve());
      const element = await showReady();
      button(element, 'Copy').click();
      await until(() => said(element) !== '', 'the announcement');
      const first = find(element, '[role=status] p');
      button(element, 'Copied').click();
      await until(() => find(element, '[role=status] p') !== first, 'a new announcement');
      expect(findAll(element, '[role=status]')).to.have.length(1);
    });

    it('selects the ID where copying is blocked', async () => {
      stubClipboard(() => Promise.reject(new DOMException('No.', 'NotAllowedError')));
      const element = await showReady();
      button(element, 'Copy').click();
      await until(() => textOf(element).includes('Copying is blocked here'), 'the notice');
      expect(String(getSelection())).to.equal(MACHINE_ID);
    });

    it('shows a QR code of the request, at least 3 pixels a module, white and quiet in dark mode too', async () => {
      document.documentElement.style.colorScheme = 'dark';
      const element = await showReady();
      const open = button(element, 'QR code');
      expect(open.getAttribute('aria-expanded')).to.equal('false');
      open.click();
      await until(() => findAll(element, '.qr').length === 1, 'the code');
      const qr = find<SVGSVGElement>(element, '.qr');
      const modules = qr.viewBox.baseVal.width;
      expect(qr.getBoundingClientRect().width / modules).to.be.at.least(3);
      expect(getComputedStyle(qr).backgroundColor).to.equal('rgb(255, 255, 255)');
      expect(open.getAttribute('aria-expanded')).to.equal('true');
      expect(await readQrCode(qr)).to.equal(MACHINE.request);
      open.click();
      await until(() => findAll(element, '.qr').length === 0, 'the code to go');
    });

    it('says that a request is too long for a code', async () => {
      const backend = new MemoryActivationBackend();
      backend.machine = { ...MACHINE, request: 'x'.repeat(5000) };
      const element = await showReady(backend);
      button(element, 'QR code').click();
      await until(() => textOf(element).includes('Send the request file instead'), 'the notice');
    });

    it('hands out the request file', async () => {
      const element = await showReady();
      const saved = catchDownload();
      const event = next(element, 'latchkey-saved');
      button(element, 'Request file').click();
      expect(await event).to.include({ fileName: MACHINE.requestFileName });
      const { name, text } = await saved;
      expect(name).to.equal(MACHINE.requestFileName);
      expect(text).to.equal(MACHINE.request);
    });

    it('shares by the share sheet, by mail where there is none, and says when it fails', async () => {
      const byMail = await showReady();
      const link = button(byMail, 'Share') as HTMLAnchorElement;
      expect(decodeURIComponent(link.href))
        .to.match(/^mailto:\?subject=Machine ID for KSE&body=/)
        .and.contain(MACHINE_ID);
      let outcome = () => Promise.resolve();
      const shared: ShareData[] = [];
      const share = (data: ShareData) => {
        shared.push(data);
        return outcome();
      };
      Object.defineProperty(navigator, 'share', { value: share, configurable: true });
      try {
        const element = await showReady();
        const event = next(element, 'latchkey-shared');
        button(element, 'Share').click();
        expect(await event).to.include({ by: 'share-sheet' });
        expect(shared[0]?.text).to.contain(MACHINE_ID).and.contain(MACHINE.request);
        outcome = () => Promise.reject(new DOMException('Closed.', 'AbortError'));
        button(element, 'Share').click();
        outcome = () => Promise.reject(new DOMException('No.', 'NotAllowedError'));
        button(element, 'Share').click();
        await until(() => textOf(element).includes('Sharing did not work'), 'the notice');
      } finally {
        Reflect.deleteProperty(navigator, 'share');
      }
    });
  });

  describe('its place', () => {
    it('takes the back end around it, and follows the provider', async () => {
      const first = new MemoryActivationBackend();
      const place = document.createElement('div');
      const provider = new ContextProvider(place, { context: activationBackendContext, initialValue: first });
      mount(html`<latchkey-machine-id></latchkey-machine-id>`, place);
      await until(() => findAll(place, '.code').length === 1, 'the machine ID');
      const second = new MemoryActivationBackend();
      second.machine = { ...MACHINE, machineId: OTHER_ID };
      provider.setValue(second);
      await until(() => find(place, '.code').textContent === OTHER_ID, 'the other machine ID');
    });

    it('prefers its property to the context', async () => {
      const around = new MemoryActivationBackend();
      const own = new MemoryActivationBackend();
      const place = document.createElement('div');
      new ContextProvider(place, { context: activationBackendContext, initialValue: around });
      mount(html`<latchkey-machine-id .backend=${own}></latchkey-machine-id>`, place);
      await until(() => findAll(place, '.code').length === 1, 'the machine ID');
      expect(own.calls).to.deep.equal(['readMachine']);
      expect(around.calls).to.deep.equal([]);
    });

    it('reads again when it comes back, and forgets the provider it left', async () => {
      const backend = new MemoryActivationBackend();
      const place = document.createElement('div');
      new ContextProvider(place, { context: activationBackendContext, initialValue: backend });
      mount(html`<latchkey-machine-id></latchkey-machine-id>`, place);
      await until(() => findAll(place, '.code').length === 1, 'the machine ID');
      const element = find(place, 'latchkey-machine-id');
      element.remove();
      place.append(element);
      await until(
        () => backend.calls.length === 2 && findAll(place, '.code').length === 1,
        'the second reading',
      );
      document.body.append(element);
      await until(() => textOf(element).includes('Not configured'), 'no back end here');
      element.remove();
    });

    it('drops an answer that comes after a newer one, or after it has left', async () => {
      const slow = new MemoryActivationBackend();
      const late = held();
      slow.before = () => late.promise;
      slow.machine = { ...MACHINE, machineId: OTHER_ID };
      const element = show(slow);
      await until(() => slow.calls.length === 1, 'the call');
      const events: Event[] = [];
      element.addEventListener('latchkey-machine-read', (event) => events.push(event));
      element.backend = new MemoryActivationBackend();
      await until(() => findAll(element, '.code').length === 1, 'the machine ID');
      expect(slow.signals[0]?.aborted).to.equal(true);
      late.release();
      await new Promise((resolve) => setTimeout(resolve, 20));
      await element.updateComplete;
      expect(find(element, '.code').textContent).to.equal(MACHINE_ID);
      expect(events).to.have.length(1);

      const gone = new MemoryActivationBackend();
      const never = held();
      gone.before = () => never.promise;
      element.backend = gone;
      await until(() => gone.calls.length === 1, 'the call');
      element.remove();
      expect(gone.signals[0]?.aborted).to.equal(true);
      never.fail(new Error('Too late.'));
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(events).to.have.length(1);
    });

    it('keeps two instances apart', async () => {
      stubClipboard(() => Promise.resolve());
      const one = await showReady();
      const backend = new MemoryActivationBackend();
      backend.machine = { ...MACHINE, machineId: OTHER_ID };
      const other = await showReady(backend);
      button(one, 'Copy').click();
      await until(() => button(one, 'Copied'), 'the label');
      expect(button(other, 'Copy').isConnected).to.equal(true);
      expect(said(other)).to.equal('');
      expect(find(other, '.code').textContent).to.equal(OTHER_ID);
    });

    it('speaks the language of its place, and follows it', async () => {
      const element = await showReady();
      document.documentElement.lang = 'de-AT';
      await until(() => textOf(element).includes('Geräte-ID'), 'German');
      element.lang = 'ar';
      await until(() => textOf(element).includes('معرّف الجهاز'), 'Arabic');
      expect(getComputedStyle(find(element, '.base')).direction).to.equal('rtl');
      element.lang = 'fr';
      await until(
        () => textOf(element).includes('Machine ID'),
        'English for a language that is not spoken here',
      );
      expect(find(element, '.base').lang).to.equal('en');
      element.removeAttribute('lang');
      await until(() => textOf(element).includes('Geräte-ID'), 'German again');
    });
  });

  describe('access', () => {
    it('is used by keyboard alone, in the order in which it reads', async () => {
      const element = await showReady();
      const order: string[] = [];
      for (let i = 0; i < 4; i++) {
        await sendKeys({ press: 'Tab' });
        order.push(textOf(focused() ?? document.body).trim());
      }
      expect(order).to.deep.equal(['Copy', 'QR code', 'Request file', 'Share']);
      button(element, 'QR code').focus();
      await sendKeys({ press: 'Space' });
      await until(() => findAll(element, '.qr').length === 1, 'the code');
    });

    for (const [name, open] of Object.entries(MACHINE_ID_STATES)) {
      it(`has nothing for axe to find: ${name}`, async () => {
        const element = await open();
        expect(await violationsInEveryLook(element, () => settle(element))).to.deep.equal([]);
      });

      it(`fits on 320 pixels: ${name}`, async () => {
        const element = await open();
        // Its words are the longest.
        document.documentElement.lang = 'de';
        expect(await overflowAt(320, () => settle(element))).to.equal(0);
      });
    }

    for (const [kind, text] of Object.entries(HOSTILE)) {
      it(`shows hostile text as text: ${kind}`, async () => {
        const backend = new MemoryActivationBackend();
        backend.machine = { ...MACHINE, machineId: text, product: text };
        const element = await showReady(backend);
        expect(await overflowAt(320, () => settle(element))).to.equal(0);
        expect(globalThis.wasHit).to.equal(undefined);
        expect(findAll(element, 'img, script')).to.have.length(0);
        backend.before = () => Promise.reject(new Error(text));
        element.backend = undefined;
        await settle(element);
        element.backend = backend;
        await until(() => findAll(element, 'details').length === 1, 'the failure');
        find<HTMLDetailsElement>(element, 'details').open = true;
        expect(await overflowAt(320, () => settle(element))).to.equal(0);
        expect(textOf(element)).not.to.match(/[\u202e\u2066\u0000\u200b]/);
        expect(findAll(element, 'img, script')).to.have.length(0);
      });
    }
  });
});
