import { expect } from '@open-wc/testing';
import { sendKeys } from '../../testing/commands.js';
import { HOSTILE } from '../../testing/hostile.js';
import { issued } from '../../testing/issuing-samples.js';
import { violationsInEveryLook } from '../../testing/looks.js';
import { MemoryIssuingBackend } from '../../testing/memory-issuing-backend.js';
import { find, findAll, focused, settle, textOf, unmountAll, until } from '../../testing/mount.js';
import { mountList, OFFLINE_LICENSES_STATES, showList } from '../../testing/offline-licenses-states.js';
import { overflowAt } from '../../testing/pages.js';
import { NOW } from '../../testing/samples.js';
import { stubClock } from '../../testing/stubs.js';

afterEach(() => {
  unmountAll();
  stubClock();
});

/** What is cut off inside the rows, by part and text: rows have one height, and what does not fit would be lost. */
function cutOff(element: HTMLElement): string[] {
  return findAll(element, '.rows .cell').flatMap((cell) => {
    const { bottom, left, right } = cell.getBoundingClientRect();
    // A file name ends in dots: it repeats the machine ID, and is whole on hover.
    const parts = findAll(cell, 'time, .chip, .code span, button, input, .assignee bdi');
    return parts
      .filter((part) => {
        const box = part.getBoundingClientRect();
        return box.bottom > bottom + 0.5 || box.left < left - 0.5 || box.right > right + 0.5;
      })
      .map((part) => `${part.className} ${textOf(part)}`);
  });
}

describe('<latchkey-offline-licenses>: access', () => {
  it('is used by keyboard alone, in the order in which it reads', async () => {
    await showList();
    const order: string[] = [];
    for (let i = 0; i < 16; i++) {
      await sendKeys({ press: 'Tab' });
      const at = focused();
      order.push(at?.getAttribute('aria-label') ?? textOf(at ?? document.body).trim());
    }
    expect(order.slice(0, 13)).to.deep.equal([
      'Import CSV',
      'Export CSV',
      'Search machine ID or name',
      'All',
      'Scheduled',
      'In force',
      'Ends soon',
      'Expired',
      'Offline licenses',
      'Select all that are shown',
      'Machine',
      'Issued',
      'Ends',
    ]);
    expect(order[13]).to.match(/^Select KSE_/);
    expect(order[14]).to.match(/^Download KSE_/);
    expect(order[15]).to.match(/^Select KSE_/);
  });

  it('is a table that says how many rows it has, and which ones are drawn', async () => {
    const element = await showList();
    const table = find(element, '[role=table]');
    expect(table.getAttribute('aria-rowcount')).to.equal('6');
    expect(findAll(table, '[role=row]').map((row) => row.getAttribute('aria-rowindex'))).to.deep.equal([
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
    ]);
    for (const row of findAll(table, '[role=row]')) expect(row.children).to.have.length(7);
  });

  for (const [name, open] of Object.entries(OFFLINE_LICENSES_STATES)) {
    it(`has nothing for axe to find: ${name}`, async () => {
      const element = await open();
      expect(await violationsInEveryLook(element, () => settle(element))).to.deep.equal([]);
    });

    it(`fits on 320 pixels, which is 1280 at 400 %: ${name}`, async () => {
      const element = await open();
      // Its words are the longest.
      document.documentElement.lang = 'de';
      const overflow = await overflowAt(320, async () => {
        await settle(element);
        await until(() => cutOff(element).length === 0, 'all that is cut off to fit');
      });
      expect(overflow).to.equal(0);
    });
  }

  for (const lang of ['en', 'de', 'ja', 'es', 'ar']) {
    it(`cuts nothing off in any width: ${lang}`, async () => {
      const element = await showList();
      document.documentElement.lang = lang;
      for (const width of [320, 480, 900, 940, 1024, 1600]) {
        await overflowAt(width, async () => {
          await settle(element);
          await until(() => cutOff(element).length === 0, `all that is cut off at ${width} to fit`);
        });
      }
    });
  }

  for (const [kind, text] of Object.entries(HOSTILE)) {
    it(`shows hostile text as text: ${kind}`, async () => {
      const row = issued({ assignee: text, machineId: text, fileName: text, endsAt: NOW + 1 });
      const backend = new MemoryIssuingBackend(row);
      const element = await showList(backend);
      const check = async () => {
        for (const width of [320, 1024]) {
          expect(await overflowAt(width, () => settle(element))).to.equal(0);
        }
        expect(globalThis.wasHit).to.equal(undefined);
        expect(findAll(element, 'img, script, [onerror]')).to.have.length(0);
        expect(textOf(element)).not.to.match(/[\u202e\u2066\u0000\u200b]/);
        for (const each of findAll(element, '[title], [aria-label]')) {
          expect(`${each.title} ${each.ariaLabel}`).not.to.match(/[\u202e\u2066\u0000\u200b]/);
        }
        expect(element.getBoundingClientRect().height).to.be.lessThan(3000);
      };
      expect(findAll(element, '.rows > .row')[0]?.getBoundingClientRect().height).to.equal(60);
      await check();
      unmountAll();
      backend.before = () => Promise.reject(new Error(text));
      const failed = mountList(backend);
      await until(() => findAll(failed, 'details').length === 1, 'the failure');
      find<HTMLDetailsElement>(failed, 'details').open = true;
      expect(await overflowAt(320, () => settle(failed))).to.equal(0);
      expect(findAll(failed, 'img, script')).to.have.length(0);
    });
  }
});
