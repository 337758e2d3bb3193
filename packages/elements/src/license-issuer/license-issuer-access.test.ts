import { expect } from '@open-wc/testing';
import { sendKeys } from '../../testing/commands.js';
import { restoreCameras } from '../../testing/camera.js';
import { HOSTILE } from '../../testing/hostile.js';
import { EVERY_KIND, ORGANIZATION, OTHER_ORGANIZATION, purchased } from '../../testing/issuing-samples.js';
import {
  confirm,
  LICENSE_ISSUER_STATES,
  openForm,
  previewed,
  showIssuer,
  type,
  usualBackend,
} from '../../testing/license-issuer-states.js';
import { violationsInEveryLook } from '../../testing/looks.js';
import { find, findAll, focused, settle, textOf, unmountAll, until } from '../../testing/mount.js';
import { overflowAt } from '../../testing/pages.js';
import { MACHINE_ID } from '../../testing/samples.js';

afterEach(() => {
  unmountAll();
  restoreCameras();
});

describe('<latchkey-license-issuer>: access', () => {
  it('is used by keyboard alone, from the license to its file', async () => {
    const element = await showIssuer();
    const press = async (...keys: readonly string[]) => {
      for (const key of keys) await sendKeys({ press: key });
    };
    await press('Tab', 'Tab', 'Space', 'Shift+Tab', 'Enter');
    await until(() => focused()?.id === 'machine', 'the form');
    await sendKeys({ type: MACHINE_ID });
    await until(() => findAll(element, '.facts').length === 1, 'the preview');
    await press('Tab', 'Tab', 'Tab');
    expect(focused()?.id).to.equal('assignee');
    await sendKeys({ type: 'Ada' });
    await press('Enter');
    await until(() => focused()?.id === 'last-four', 'the question');
    await sendKeys({ type: MACHINE_ID.slice(-4) });
    await press('Enter');
    await until(() => textOf(element).includes('Download'), 'the file');
    await press('Tab');
    expect(textOf(focused() ?? element).trim()).to.equal('Download');
  });

  for (const [name, open] of Object.entries(LICENSE_ISSUER_STATES)) {
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
      const check = async (element: Element) => {
        expect(await overflowAt(320, () => settle(element))).to.equal(0);
        expect(globalThis.wasHit).to.equal(undefined);
        expect(findAll(element, 'img, script, [onerror]')).to.have.length(0);
        expect(textOf(element)).not.to.match(/[\u202e\u2066\u0000]/);
        expect(element.getBoundingClientRect().height).to.be.lessThan(30_000);
      };
      const backend = usualBackend();
      const organization = { ...ORGANIZATION, name: text };
      backend.organizations = [organization];
      backend.licenses = [
        ...EVERY_KIND,
        purchased({ id: 'evil', name: text, product: text, features: [text] }),
      ];
      backend.file = text;
      const element = await previewed(MACHINE_ID, backend);
      const { preview } = backend;
      backend.preview = async (...args) => ({ ...(await preview.apply(backend, args)), host: text });
      type(element, '#assignee', text.slice(0, 100));
      type(element, '#machine', `${MACHINE_ID} `);
      await until(() => textOf(find(element, '.preview')).includes('Name of the machine'), 'the host');
      await check(element);
      await confirm(element);
      await until(() => textOf(element).includes('Download'), 'the result');
      await check(element);
      unmountAll();

      backend.organizations = [organization, { ...OTHER_ORGANIZATION, name: text }];
      await check(await showIssuer(backend));
      unmountAll();

      const form = await openForm();
      type(form, '#machine', text);
      type(form, '#assignee', text);
      expect(await overflowAt(320, () => settle(form))).to.equal(0);
      expect(find(form, '#machine').getBoundingClientRect().height).to.be.lessThan(200);
    });
  }
});
