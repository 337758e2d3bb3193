import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { sendKeys, setViewport } from '../../testing/commands.js';
import { manyIssued } from '../../testing/issuing-samples.js';
import { longestTasks } from '../../testing/long-tasks.js';
import { MemoryIssuingBackend } from '../../testing/memory-issuing-backend.js';
import { find, findAll, focused, mount, textOf, unmountAll, until } from '../../testing/mount.js';
import { showList } from '../../testing/offline-licenses-states.js';
import { stubClock } from '../../testing/stubs.js';
import { OVERSCAN } from './row-window.js';

beforeEach(() => setViewport({ width: 1024, height: 800 }));
afterEach(() => {
  unmountAll();
  stubClock();
});

const COUNT = 100_000;
const ROW_HEIGHT = 60;
const PAGE_HEIGHT = 200 * ROW_HEIGHT;

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** The pieces of an element that scrolls: looked up once, since looking is work too. */
function piecesOf(element: HTMLElement) {
  return {
    scroller: find(element, '.scroller'),
    rows: find(element, '.rows'),
    table: find(element, '[role=table]'),
  };
}

/** Goes on by one page of the back end, and says where it is now; undefined at the very end. */
async function scrollOn({ scroller, rows, table }: ReturnType<typeof piecesOf>): Promise<number | undefined> {
  const hasMore = () => table.getAttribute('aria-rowcount') === '-1';
  const before = rows.clientHeight;
  const end = scroller.scrollHeight - scroller.clientHeight;
  if (scroller.scrollTop >= end - 1 && !hasMore()) return undefined;
  const top = Math.min(end, scroller.scrollTop + PAGE_HEIGHT);
  scroller.scrollTop = top;
  const waits = () => top === end && hasMore() && rows.clientHeight === before;
  while (waits()) await frame();
  await frame();
  return top;
}

/**
 * Those of several places to which scrolling takes a task over 50 ms each time that it is tried. One that is slow once
 * is the machine, busy with something else.
 */
async function slowPlaces(scroller: HTMLElement, places: readonly number[]): Promise<number[]> {
  let slow = [...places];
  for (let attempt = 0; attempt < 30 && slow.length > 0; attempt++) {
    const rest = slow.values();
    const tasks = await longestTasks(scroller, async () => {
      const { value: top, done } = rest.next();
      if (done) return false;
      scroller.scrollTop = top - PAGE_HEIGHT;
      await frame();
      await frame();
      scroller.scrollTop = top;
      await frame();
      await frame();
      return true;
    });
    slow = slow.filter((_, i) => (tasks[i] ?? 0) > 50);
  }
  return slow;
}

describe('<latchkey-offline-licenses>: 100,000 licenses', () => {
  it('notices a task that is too long, and in which step it was', async () => {
    const place = mount(
      html`<div style="height: 100px; overflow: auto"><p style="height: 9000px"></p></div>`,
    );
    const box = find(place, 'div');
    let left = 4;
    box.addEventListener('scroll', () => {
      const end = performance.now() + 120;
      if (left === 2) while (performance.now() < end);
    });
    const longest = await longestTasks(box, async () => {
      box.scrollTop += 100;
      await frame();
      await frame();
      return left-- > 1;
    });
    expect(longest).to.have.length(4);
    expect(Math.max(...longest)).to.be.greaterThan(100);
    expect(longest[0]).to.be.lessThan(100);
  });

  it('scrolls from top to bottom without a task over 50 ms, and draws only what is in sight', async () => {
    const backend = new MemoryIssuingBackend();
    for (const row of manyIssued(COUNT)) backend.store.add(row);
    const element = await showList(backend);
    const pieces = piecesOf(element);
    const visible = pieces.scroller.clientHeight / ROW_HEIGHT;
    const most = Math.ceil(visible) + 1 + 2 * OVERSCAN;
    const places: number[] = [];
    const tasks = await longestTasks(pieces.scroller, async () => {
      const top = await scrollOn(pieces);
      expect(pieces.rows.children.length).to.be.within(1, most);
      if (top !== undefined) places.push(top);
      return top !== undefined;
    });
    expect(places.length).to.be.greaterThan(COUNT / 200 - 1);
    expect(textOf(element)).to.contain('100,000 offline licenses');
    await until(() => find(element, '.rows').children.length > visible, 'all that is in sight');
    const last = find(element, '.rows > .row:last-child');
    expect(last.getAttribute('aria-rowindex')).to.equal(String(COUNT + 1));
    expect(textOf(last)).to.contain('Person 0');
    const slow = places.filter((_, i) => (tasks[i] ?? 0) > 50);
    expect(await slowPlaces(pieces.scroller, slow)).to.deep.equal([]);
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

  it('keeps what is on top where the rows turn into cards, and back', async () => {
    const element = await showList(new MemoryIssuingBackend(...manyIssued(200)));
    const scroller = find(element, '.scroller');
    const top = () => {
      const edge = scroller.getBoundingClientRect().top + find(element, '.head').clientHeight;
      const isSeen = (row: HTMLElement) => row.getBoundingClientRect().bottom > edge;
      return Number(findAll(element, '.rows > .row').find(isSeen)?.getAttribute('aria-rowindex'));
    };
    scroller.scrollTop = 150 * ROW_HEIGHT;
    const isThere = () => Math.abs(top() - 152) <= 1;
    await until(isThere, 'row 150');
    for (const width of [500, 1024]) {
      await setViewport({ width, height: 800 });
      await until(() => findAll(element, '.narrow').length === (width < 900 ? 1 : 0), 'the turn');
      await until(isThere, `row 150 at ${width}`);
    }
  });

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
