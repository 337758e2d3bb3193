import { expect } from '@open-wc/testing';

import { sendKeys } from '../../testing/commands.js';

import { catchDownload, stubClipboard } from '../../testing/stubs.js';
import { drawSvg, readQrCode } from '../../testing/qr.js';

import { MemoryActivationBackend } from '../../testing/memory-activation-backend.js';
import { button, find, findAll, next, said, textOf, unmountAll, until } from '../../testing/mount.js';

import { MACHINE, MACHINE_ID } from '../../testing/samples.js';
import '../define/machine-id.js';

import { showReady } from '../../testing/machine-id-states.js';

afterEach(unmountAll);

describe('<latchkey-machine-id>', () => {
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
      await until(() => findAll(element, '[part=qr]').length === 1, 'the code');
      const qr = find<SVGSVGElement>(element, '[part=qr]');
      const modules = qr.viewBox.baseVal.width;
      expect(qr.getBoundingClientRect().width / modules).to.be.at.least(3);
      const picture = (await drawSvg(qr)).getContext('2d')?.getImageData(0, 0, 12, 12);
      expect(picture?.data.every((channel) => channel === 255)).to.equal(true);
      expect(open.getAttribute('aria-expanded')).to.equal('true');
      expect(await readQrCode(qr)).to.equal(MACHINE.request);
      open.click();
      await until(() => findAll(element, '[part=qr]').length === 0, 'the code to go');
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
});
