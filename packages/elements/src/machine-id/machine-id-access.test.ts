import { expect } from '@open-wc/testing';

import { sendKeys } from '../../testing/commands.js';

import { HOSTILE } from '../../testing/hostile.js';

import { MACHINE_ID_STATES } from '../../testing/machine-id-states.js';
import { violationsInEveryLook } from '../../testing/looks.js';
import { MemoryActivationBackend } from '../../testing/memory-activation-backend.js';
import { button, find, findAll, focused, settle, textOf, unmountAll, until } from '../../testing/mount.js';
import { overflowAt } from '../../testing/pages.js';
import { MACHINE } from '../../testing/samples.js';
import '../define/machine-id.js';

import { showReady } from '../../testing/machine-id-states.js';

afterEach(unmountAll);

describe('<latchkey-machine-id>', () => {
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
      await until(() => findAll(element, '[part=qr]').length === 1, 'the code');
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
