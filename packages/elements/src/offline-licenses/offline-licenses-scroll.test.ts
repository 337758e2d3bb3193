import { expect } from '@open-wc/testing';
import { sendKeys } from '../../testing/commands.js';
import { manyIssued } from '../../testing/issuing-samples.js';
import { longestTask } from '../../testing/long-tasks.js';
import { MemoryIssuingBackend } from '../../testing/memory-issuing-backend.js';
import { find, findAll, focused, textOf, unmountAll, until } from '../../testing/mount.js';
import { showList } from '../../testing/offline-licenses-states.js';
import { stubClock } from '../../testing/stubs.js';
import { OVERSCAN } from './row-window.js';

afterEach(() => {
  unmountAll();
  stubClock();
});

const COUNT = 100_000;
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** Scrolls from the top to the very end, as fast as pages come, and counts the most rows that were drawn at once. */
async function scrollThrough(element: HTMLElement): Promise<number> {
  const scroller = find(element, '.scroller');
  const rows = find(element, '.rows');
  let most = 0;
  const end = performance.now() + 60_000;
  while (scroller.scrollTop + scroller.clientHeight < scroller.scrollHeight - 1 || hasMore(element)) {
    if (performance.now() > end)
      throw new Error(`Still at ${scroller.scrollTop} of ${scroller.scrollHeight}`);
    // Half a page of the back end in each frame.
    scroller.scrollTop += 6000;
    await frame();
    most = Math.max(most, rows.children.length);
  }
  return most;
}

const hasMore = (element: HTMLElement) =>
  find(element, '[role=table]').getAttribute('aria-rowcount') === '-1';

describe('<latchkey-offline-licenses>: 100,000 licenses', () => {
  it('notices a task that is too long', async () => {
    const longest = await longestTask(async () => {
      await frame();
      const end = performance.now() + 120;
      while (performance.now() < end);
      await frame();
    });
    expect(longest).to.be.greaterThan(100);
  });

  it('scrolls from top to bottom without a task over 50 ms, and draws what is in sight', async () => {
    const backend = new MemoryIssuingBackend();
    for (const row of manyIssued(COUNT)) backend.store.add(row);
    // Of three runs, the best: a busy machine makes any page wait, but cannot make it faster than it is.
    let best = Infinity;
    for (let run = 0; run < 3 && best > 50; run++) {
      const element = await showList(backend);
      const { clientHeight } = find(element, '.scroller');
      let most = 0;
      best = Math.min(
        best,
        await longestTask(async () => {
          most = await scrollThrough(element);
        }),
      );
      expect(most).to.be.at.most(Math.ceil(clientHeight / 60) + 1 + 2 * OVERSCAN);
      expect(most).to.be.greaterThan(clientHeight / 60);
      expect(textOf(element)).to.contain('100,000 offline licenses');
      const last = find(element, '.rows > .row:last-child');
      expect(last.getAttribute('aria-rowindex')).to.equal(String(COUNT + 1));
      expect(textOf(last)).to.contain('Person 0');
      unmountAll();
    }
    expect(best).to.be.at.most(50);
  }).timeout(200_000);

  it('keeps the row that has the focus, and Tab goes on through all', async () => {
    const element = await showList(new MemoryIssuingBackend(...manyIssued(1000)));
    const scroller = find(element, '.scroller');
    const first = find<HTMLInputElement>(element, '.rows input');
    first.focus();
    scroller.scrollTop = 5000;
    await until(
      () => findAll(element, '.rows > .row').length > 10 && !textOf(element).includes('Person 990'),
      'it',
    );
    expect(focused() === first, 'the focus').to.equal(true);
    scroller.scrollTop = 0;
    const seen = new Set<string>();
    for (let i = 0; i < 80; i++) {
      await sendKeys({ press: 'Tab' });
      const row = focused()?.closest('.row')?.getAttribute('aria-rowindex');
      if (row) seen.add(row);
      await frame();
    }
    const indexes = [...seen].map(Number);
    expect(indexes.length).to.be.greaterThan(25);
    expect(indexes).to.deep.equal(indexes.map((_, i) => i + 2));
  }).timeout(60_000);

  it('scrolls by keys where the box has the focus', async () => {
    const element = await showList(new MemoryIssuingBackend(...manyIssued(300)));
    const scroller = find(element, '.scroller');
    scroller.focus();
    await sendKeys({ press: 'PageDown' });
    await until(() => scroller.scrollTop > 100, 'it to scroll');
    await sendKeys({ press: 'End' });
    await until(() => textOf(element).includes('300 offline licenses'), 'the last page');
  });
});
