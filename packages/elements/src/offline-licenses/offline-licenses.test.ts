import { expect } from '@open-wc/testing';
import { DAY, LatchkeyError } from '@latchkey/core';
import { html } from 'lit';
import { sendKeys } from '../../testing/commands.js';
import {
  issued,
  machineIdOf,
  manyIssued,
  ORGANIZATION,
  OTHER_ORGANIZATION,
} from '../../testing/issuing-samples.js';
import { MemoryIssuingBackend } from '../../testing/memory-issuing-backend.js';
import {
  button,
  find,
  findAll,
  focused,
  held,
  mount,
  next,
  said,
  textOf,
  unmountAll,
  until,
} from '../../testing/mount.js';
import { eachState, mountList, showList } from '../../testing/offline-licenses-states.js';
import { provideIssuing } from '../../testing/provide.js';
import { NOW } from '../../testing/samples.js';
import { stubClock } from '../../testing/stubs.js';

afterEach(() => {
  unmountAll();
  stubClock();
});

const lastQuery = (backend: MemoryIssuingBackend) =>
  backend.calls.findLast(({ call }) => call === 'list')?.request;

const names = (element: Element) =>
  findAll(element, '.rows .machine .file').map((file) =>
    file.textContent?.replace('KSE_', '').replace('.lic', ''),
  );

/** Types without a pause, however busy the machine is. */
function search(element: HTMLElement, text: string): void {
  const field = find<HTMLInputElement>(element, '.search');
  field.focus();
  for (let end = 1; end <= text.length; end++) {
    field.value = text.slice(0, end);
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }
}

describe('<latchkey-offline-licenses>', () => {
  it('shows each license with its machine, its person, its state in words and its times', async () => {
    const element = await showList();
    const rows = findAll(element, '.rows > .row').map(textOf);
    expect(rows).to.have.length(5);
    for (const [index, word] of ['In force', 'Scheduled', 'In force', 'Ends soon', 'Expired'].entries()) {
      expect(rows[index]).to.contain(word);
    }
    expect(rows[4]).to.contain('Grace Hopper');
    expect(rows[4]).to.contain(`KSE_${machineIdOf(1)}.lic`);
    const times = findAll(find(element, '.rows > .row:last-child'), 'time');
    expect(times.map((time) => time.title)).to.deep.equal(['2026-08-26 09:00 UTC', '2026-11-23 09:00 UTC']);
    expect(textOf(element)).to.contain('5 offline licenses');
    expect(said(element)).to.equal('5 offline licenses');
  });

  it('says what it needs where the page gave it no back end or no organization', async () => {
    const element = mountList();
    await until(() => textOf(element).includes('Not configured.'), 'the words');
    element.backend = eachState();
    await until(() => findAll(element, '.rows > .row').length === 5, 'the list');
    element.organizationId = undefined;
    await until(() => textOf(element).includes('No organization is chosen.'), 'the words');
  });

  it('takes the back end around it', async () => {
    const place = document.createElement('div');
    const provider = provideIssuing(place, eachState());
    mount(
      html`<latchkey-offline-licenses organization-id=${ORGANIZATION.id}></latchkey-offline-licenses>`,
      place,
    );
    await until(() => findAll(place, '.rows > .row').length === 5, 'the list');
    provider.setValue(new MemoryIssuingBackend());
    await until(() => textOf(place).includes('No offline license has been issued yet.'), 'the other one');
  });

  it('filters by state, tells the page, and shows everything again', async () => {
    const backend = eachState();
    const element = await showList(backend);
    const event = next(document.body, 'latchkey-query-changed');
    button(element, 'Expired').click();
    expect((await event).query).to.deep.equal({
      search: '',
      state: 'expired',
      sort: 'issued',
      ascending: false,
    });
    await until(() => findAll(element, '.rows > .row').length === 1, 'the one');
    expect(element.state).to.equal('expired');
    expect(button(element, 'Expired').ariaPressed).to.equal('true');
    expect(lastQuery(backend)).to.include({ state: 'expired', organizationId: ORGANIZATION.id, limit: 200 });
    button(element, 'All').click();
    await until(() => findAll(element, '.rows > .row').length === 5, 'all');
    expect(button(element, 'All').ariaPressed).to.equal('true');
  });

  it('finds what ends within 14 days, which the service has no state for, by their ends', async () => {
    const backend = new MemoryIssuingBackend(
      ...[20, 3, 14, 15, 9].map((days, i) =>
        issued({ seq: i + 1, machineId: machineIdOf(i), endsAt: NOW + days * DAY }),
      ),
      ...Array.from({ length: 300 }, (_, i) =>
        issued({ seq: i + 10, machineId: machineIdOf(i + 10), endsAt: NOW + 40 * DAY }),
      ),
    );
    const element = await showList(backend);
    button(element, 'Ends soon').click();
    await until(() => findAll(element, '.rows > .row').length === 3, 'the three');
    expect(names(element)).to.deep.equal([machineIdOf(1), machineIdOf(4), machineIdOf(2)]);
    expect(lastQuery(backend)).to.include({ state: 'in-force', sort: 'ends', ascending: true });
    expect(textOf(element)).to.contain('3 offline licenses');
    expect(findAll(element, '.sort')).to.have.length(0);
    expect(find(element, '[role=columnheader].ends').ariaSort).to.equal('ascending');
  });

  it('searches once the person pauses, and offers the way back where nothing fits', async () => {
    const backend = eachState();
    const element = await showList(backend);
    const events: Event[] = [];
    element.addEventListener('latchkey-query-changed', (event) => events.push(event));
    search(element, 'Grace');
    await until(() => findAll(element, '.rows > .row').length === 1, 'the one');
    expect(events).to.have.length(1);
    expect(backend.count('list')).to.equal(2);
    search(element, 'nobody');
    await until(() => textOf(element).includes('No offline license fits.'), 'the words');
    expect(said(element)).to.equal('No offline license fits.');
    button(element, 'Show all').focus();
    await sendKeys({ press: 'Enter' });
    await until(() => findAll(element, '.rows > .row').length === 5, 'all');
    expect(find<HTMLInputElement>(element, '.search').value).to.equal('');
    expect(focused() === find(element, '.search'), 'the focus').to.equal(true);
  });

  it('sorts by its headers, and says how', async () => {
    const element = await showList();
    const head = (name: string) => find(element, `[role=columnheader].${name}`);
    expect(head('issued').ariaSort).to.equal('descending');
    button(head('machine'), 'Machine').click();
    await until(() => head('machine').ariaSort === 'ascending', 'the order');
    const ids = [1, 2, 3, 4, 5].map((n) => machineIdOf(n)).toSorted();
    await until(() => names(element).join() === ids.join(), 'the rows');
    button(head('machine'), 'Machine').click();
    await until(() => names(element).join() === ids.toReversed().join(), 'the other way');
    expect(element.sort).to.equal('machine');
    expect(head('issued').ariaSort).to.equal('none');
  });

  it('takes its query from the page, and says nothing about that', async () => {
    const backend = eachState();
    const element = await showList(backend);
    const events: Event[] = [];
    element.addEventListener('latchkey-query-changed', (event) => events.push(event));
    Object.assign(element, {
      search: 'Ada',
      state: 'in-force',
      sort: 'ends',
      ascending: true,
      licenseId: 'lic-ocean',
    });
    await until(() => findAll(element, '.rows > .row').length === 1, 'the row');
    expect(backend.count('list')).to.equal(2);
    expect(lastQuery(backend)).to.deep.equal({
      organizationId: ORGANIZATION.id,
      sort: 'ends',
      ascending: true,
      limit: 200,
      licenseId: 'lic-ocean',
      search: 'Ada',
      state: 'in-force',
    });
    expect(events).to.deep.equal([]);
  });

  it('drops an answer that comes after a newer one', async () => {
    const backend = eachState();
    const element = await showList(backend);
    const slow = held();
    backend.before = () => slow.promise;
    element.search = 'Grace';
    await until(() => backend.count('list') === 2, 'the slow call');
    backend.before = () => undefined;
    element.search = 'Alan';
    await until(() => names(element).join() === machineIdOf(2), 'the newer answer');
    expect(backend.calls.at(-2)?.signal?.aborted).to.equal(true);
    slow.release();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(names(element)).to.deep.equal([machineIdOf(2)]);
  });

  it('shows nothing of another organization, not even for a moment', async () => {
    const backend = eachState();
    const element = await showList(backend);
    find(element, '.rows input').click();
    await until(() => textOf(element).includes('1 selected'), 'the selection');
    const slow = held();
    backend.before = () => slow.promise;
    element.organizationId = OTHER_ORGANIZATION.id;
    await until(() => findAll(element, '.skeleton').length === 1, 'the skeleton');
    expect(findAll(element, '.rows > .row, .selection')).to.have.length(0);
    slow.release();
    await until(() => textOf(element).includes('No offline license has been issued yet.'), 'the empty state');
  });

  it('says why it failed, and tries again', async () => {
    const backend = eachState();
    backend.before = () => Promise.reject(new LatchkeyError('forbidden', 'Not for you.'));
    const element = mountList(backend);
    const event = next(element, 'latchkey-failed');
    expect(((await event).error as LatchkeyError).code).to.equal('forbidden');
    await until(() => textOf(element).includes('Your role does not allow this.'), 'the words');
    expect(said(element)).to.contain('Your role does not allow this.');
    backend.before = () => undefined;
    button(element, 'Try again').click();
    await until(() => findAll(element, '.rows > .row').length === 5, 'the list');
  });

  it('keeps what it has where a page fails in the middle, and goes on from there', async () => {
    const backend = new MemoryIssuingBackend(...manyIssued(450));
    const element = await showList(backend);
    const scroller = find(element, '.scroller');
    const toEnd = () => (scroller.scrollTop = scroller.scrollHeight);
    backend.before = () => Promise.reject(new Error('The network broke.'));
    toEnd();
    await until(() => findAll(element, '.end .notice').length === 1, 'the failure');
    expect(textOf(element)).to.contain('200 offline licenses, and more below');
    toEnd();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(backend.count('list')).to.equal(2);
    backend.before = () => undefined;
    button(element, 'Try again').click();
    await until(() => textOf(element).includes('400 offline licenses, and more below'), 'the next page');
    toEnd();
    await until(() => textOf(element).includes('450 offline licenses'), 'the last page');
    expect(find(element, '[role=table]').getAttribute('aria-rowcount')).to.equal('451');
  });

  it('reads again when asked, and keeps what is there until then', async () => {
    const backend = eachState();
    const element = await showList(backend);
    const slow = held();
    backend.before = () => slow.promise;
    backend.store.add(issued({ seq: 9, machineId: machineIdOf(9) }));
    element.refresh();
    await until(() => find(element, '[role=table]').ariaBusy === 'true', 'it to be busy');
    expect(findAll(element, '.rows > .row')).to.have.length(5);
    slow.release();
    await until(() => findAll(element, '.rows > .row').length === 6, 'the new one');
  });

  it('reads again when it comes back into the page', async () => {
    const backend = eachState();
    const element = await showList(backend);
    const place = element.parentElement;
    element.remove();
    backend.store.add(issued({ seq: 9, machineId: machineIdOf(9) }));
    place?.append(element);
    await until(() => findAll(element, '.rows > .row').length === 6, 'the new one');
  });

  it('keeps two instances apart', async () => {
    const backend = eachState();
    const one = await showList(backend);
    const two = await showList(backend);
    one.state = 'expired';
    await until(() => findAll(one, '.rows > .row').length === 1, 'the one');
    find(two, '.rows input').click();
    await until(() => textOf(two).includes('1 selected'), 'the selection');
    expect(findAll(two, '.rows > .row')).to.have.length(5);
    expect(findAll(one, '.selection')).to.have.length(0);
  });

  it('changes language and dates in the middle of it all', async () => {
    const element = await showList();
    for (const [lang, words] of [
      ['de', 'Endet bald'],
      ['ja', 'まもなく終了'],
      ['es', 'Termina pronto'],
      ['ar', 'ينتهي قريبًا'],
      ['en-GB', '13 Jan 2027'],
    ] as const) {
      element.lang = lang;
      await until(() => textOf(element).includes(words), words);
    }
  });
});
