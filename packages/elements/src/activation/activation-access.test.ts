import { expect } from '@open-wc/testing';
import { sendKeys } from '../../testing/commands.js';
import { ACTIVATION_STATES, choose, showActivation } from '../../testing/activation-states.js';
import { restoreCameras } from '../../testing/camera.js';
import { HOSTILE } from '../../testing/hostile.js';
import { violationsInEveryLook } from '../../testing/looks.js';
import { fileOf, MemoryActivationBackend, refusedFile } from '../../testing/memory-activation-backend.js';
import { find, findAll, focused, settle, textOf, unmountAll, until } from '../../testing/mount.js';
import { overflowAt } from '../../testing/pages.js';
import { license } from '../../testing/samples.js';

afterEach(() => {
  unmountAll();
  restoreCameras();
});

async function tabThrough(count: number): Promise<string[]> {
  const order: string[] = [];
  for (let i = 0; i < count; i++) {
    await sendKeys({ press: 'Tab' });
    order.push(textOf(focused() ?? document.body).trim());
  }
  return order;
}

describe('<latchkey-activation>: access', () => {
  it('is used by keyboard alone, in the order in which it reads', async () => {
    await showActivation(new MemoryActivationBackend());
    expect(await tabThrough(7)).to.deep.equal([
      'Copy',
      'QR code',
      'Request file',
      'Share',
      'Browse',
      'Paste',
      'Scan',
    ]);
    unmountAll();
    await showActivation(new MemoryActivationBackend(license()));
    expect(await tabThrough(2)).to.deep.equal(['Replace or add', 'Remove']);
  });

  for (const [name, open] of Object.entries(ACTIVATION_STATES)) {
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
      const claims = license({
        org: { id: text, name: text },
        assignee: text,
        lic: text,
        aud: text,
        features: Array.from({ length: 500 }, () => text),
      });
      const backend = new MemoryActivationBackend();
      backend.state = {
        verdict: {
          ok: true,
          license: claims,
          checked: { product: text, machineId: text, now: 0, clock: true, possession: true },
        },
        license: claims,
        daysLeft: 60,
        next: undefined,
        persisted: true,
      };
      const element = await showActivation(backend);
      const check = async () => {
        expect(await overflowAt(320, () => settle(element))).to.equal(0);
        expect(globalThis.wasHit).to.equal(undefined);
        expect(findAll(element, 'img, script, [onerror]')).to.have.length(0);
        expect(textOf(element)).not.to.match(/[\u202e\u2066\u0000\u200b]/);
        expect(element.getBoundingClientRect().height).to.be.lessThan(30_000);
      };
      await check();

      backend.state = { ...backend.state, verdict: undefined, license: undefined };
      backend.change();
      await until(() => findAll(element, '.zone').length === 1, 'the zone');
      choose(
        element,
        [`${text.slice(0, 5000)}.lic`, refusedFile('wrong-product', claims)],
        ['b', refusedFile('wrong-machine', claims)],
        ['c', fileOf({ ...claims, sub: text })],
      );
      await until(() => findAll(element, '.loaded').length === 3, 'the verdicts');
      for (const details of findAll<HTMLDetailsElement>(element, 'details')) details.open = true;
      await check();
      expect(find(element, '.loaded bdi').isConnected).to.equal(true);
    });
  }
});
