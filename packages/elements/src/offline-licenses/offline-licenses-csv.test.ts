import { expect } from '@open-wc/testing';
import { LatchkeyError, type ImportOutcome } from '@latchkey/core';
import { sendKeys } from '../../testing/commands.js';
import { HOSTILE } from '../../testing/hostile.js';
import { issued, machineIdOf, manyIssued, ORGANIZATION } from '../../testing/issuing-samples.js';
import { MemoryIssuingBackend } from '../../testing/memory-issuing-backend.js';
import {
  button,
  find,
  findAll,
  focused,
  held,
  next,
  said,
  textOf,
  unmountAll,
  until,
} from '../../testing/mount.js';
import {
  eachState,
  importTable,
  showChecked,
  showList,
  TABLE,
} from '../../testing/offline-licenses-states.js';
import { catchDownload, stubClock } from '../../testing/stubs.js';

afterEach(() => {
  unmountAll();
  stubClock();
});

const imports = (backend: MemoryIssuingBackend) =>
  backend.calls
    .filter(({ call }) => call === 'importTable')
    .map(({ request, key }) => ({ ...(request as { csv: string; confirmation?: number }), key }));

/** A table of so many machines, in two pieces where there are more than 20,000. */
const tableOf = (rows: number) => `machine_id\n${Array.from({ length: rows }, (_, i) => `m${i}\n`).join('')}`;

/** A back end that creates a license for every row, as far as `left` goes. */
class Counter extends MemoryIssuingBackend {
  left = Infinity;

  override async importTable(
    request: Parameters<MemoryIssuingBackend['importTable']>[0],
    context?: { readonly key?: string; readonly signal?: AbortSignal },
  ): Promise<ImportOutcome> {
    this.calls.push({ call: 'importTable', request, key: context?.key, signal: context?.signal });
    await this.before('importTable');
    const rows = request.csv.trim().split('\n').length - 1;
    const create = Math.min(rows, this.left);
    if (request.confirmation === undefined)
      return { rows: [], create, existing: 0, refused: 0, issued: false };
    if (request.confirmation !== create) throw new LatchkeyError('confirmation-missing', 'Others now.');
    this.left -= create;
    await this.after('importTable');
    return { rows: [], create, existing: 0, refused: 0, issued: true };
  }
}

describe('<latchkey-offline-licenses>: import', () => {
  it('says first what would happen, with each refused row, its line and why', async () => {
    const backend = eachState();
    const element = await showChecked(TABLE, backend);
    const text = textOf(find(element, '.import'));
    for (const words of ['2 licenses to create', '1 machine has one already', '1 row refused']) {
      expect(text).to.contain(words);
    }
    expect(textOf(find(element, '.refusals li'))).to.contain('Line 5 This is not a machine ID.');
    expect(said(element)).to.contain('2 licenses to create');
    expect(imports(backend).map(({ confirmation }) => confirmation)).to.deep.equal([undefined]);
    expect(backend.store.all).to.have.length(5);
    await until(() => focused() === find(element, '.import'), 'the focus');
  });

  it('imports what was confirmed, tells the page, and shows the new ones', async () => {
    const backend = eachState();
    const element = await showChecked(TABLE, backend);
    const event = next(document.body, 'latchkey-offline-licenses-imported');
    button(element, 'Create 2 licenses').focus();
    await sendKeys({ press: 'Enter' });
    expect((await event).created).to.equal(2);
    await until(() => textOf(find(element, '.import')).includes('2 licenses created'), 'the result');
    await until(() => findAll(element, '.rows > .row').length === 7, 'the new ones');
    const [, real] = imports(backend);
    expect(real?.confirmation).to.equal(2);
    expect(real?.key).to.be.a('string');
    button(element, 'Import another table').click();
    await until(() => focused() === button(element, 'Browse'), 'the zone, with the focus');
  });

  it('takes a table that is dropped or pasted, with the license that the list is about', async () => {
    const backend = eachState();
    const element = await showList(backend);
    element.licenseId = 'lic-ocean';
    button(element, 'Import CSV').click();
    await until(() => findAll(element, '.zone').length > 0, 'the zone');
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([TABLE], 'a.csv'));
    const over = new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true });
    find(element, '.zone').dispatchEvent(over);
    expect(over.defaultPrevented).to.equal(true);
    const drop = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
    find(element, '.zone').dispatchEvent(drop);
    expect(drop.defaultPrevented).to.equal(true);
    await until(() => findAll(element, '.counts').length > 0, 'the dry run');
    button(element, 'Cancel').click();
    await until(() => focused() === button(element, 'Browse'), 'the zone, with the focus');
    button(element, 'Paste').focus();
    await sendKeys({ press: 'Enter' });
    await until(() => focused()?.matches('textarea'), 'the field');
    find<HTMLTextAreaElement>(element, 'textarea').value = `machine_id\n${machineIdOf(20)}`;
    button(element, 'Check').click();
    await until(() => textOf(element).includes('Create 1 license'), 'the dry run');
    const [first, second] = backend.calls.filter(({ call }) => call === 'importTable');
    for (const call of [first, second]) {
      expect(call?.request).to.include({ organizationId: ORGANIZATION.id, licenseId: 'lic-ocean' });
    }
  });

  it('says what is no table, or has no rows', async () => {
    const element = await showList();
    await importTable(element, 'machine_id\n');
    await until(() => textOf(element).includes('This table has no rows.'), 'the words');
    await importTable(element, new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]));
    await until(() => textOf(element).includes('This file cannot be read as a table.'), 'the words');
    expect(said(element)).to.contain('Save the table as CSV');
    await importTable(element, 'name\nsomething\n');
    await until(() => textOf(element).includes('This is not a table of machines.'), 'the words');
  });

  it('offers nothing to create where there is nothing', async () => {
    const element = await showChecked(`machine_id,license\n${machineIdOf(3)},lic-ocean\n`);
    expect(textOf(element)).to.contain('There is nothing to create.');
    expect(findAll(element, '.import .primary')).to.have.length(0);
  });

  it('sends a large table in several calls, and says how far it is', async () => {
    const backend = new Counter();
    const gate = held();
    backend.before = (call) => call === 'importTable' && backend.count('importTable') === 2 && gate.promise;
    const element = await showList(backend);
    await importTable(element, tableOf(25_000));
    await until(() => textOf(element).includes('Checking rows: 20,000 of 25,000'), 'the progress');
    expect(find<HTMLProgressElement>(element, 'progress').value).to.equal(20_000);
    gate.release();
    await until(() => textOf(element).includes('25,000 licenses to create'), 'the dry run');
    button(element, 'Create 25,000 licenses').click();
    await until(() => textOf(element).includes('25,000 licenses created'), 'the result');
    const sent = imports(backend);
    expect(sent.map(({ confirmation }) => confirmation)).to.deep.equal([undefined, undefined, 20_000, 5000]);
    expect(sent[2]?.key).not.to.equal(sent[3]?.key);
  });

  it('stops between two calls, and says what is done', async () => {
    const backend = new Counter();
    const element = await showChecked(tableOf(45_000), backend);
    const gate = held();
    backend.before = () => gate.promise;
    button(element, 'Create 45,000 licenses').click();
    await until(() => backend.count('importTable') === 4, 'the first call');
    const event = next(element, 'latchkey-offline-licenses-imported');
    button(find(element, '.import'), 'Cancel').click();
    await until(() => textOf(element).includes('Stopping after the rows that are on their way'), 'the words');
    // The call goes on: nobody could say what became of it otherwise.
    expect(backend.calls.at(-1)?.signal?.aborted).to.equal(false);
    gate.release();
    expect((await event).created).to.equal(20_000);
    await until(() => textOf(element).includes('Stopped after 20,000 of 45,000 rows.'), 'the result');
    expect(backend.count('importTable')).to.equal(4);
  });

  it('leaves a dry run at once', async () => {
    const backend = eachState();
    backend.before = (call) => call === 'importTable' && new Promise(() => undefined);
    const element = await showList(backend);
    await importTable(element, TABLE);
    await until(() => backend.count('importTable') === 1, 'the call');
    button(find(element, '.import'), 'Cancel').click();
    await until(() => focused() === button(element, 'Browse'), 'the zone, with the focus');
    expect(backend.calls.at(-1)?.signal?.aborted).to.equal(true);
  });

  it('checks again where the numbers have changed, and creates only what is confirmed anew', async () => {
    const backend = new Counter();
    backend.left = 30_000;
    const element = await showChecked(tableOf(25_000), backend);
    backend.left = 22_000;
    button(element, 'Create 25,000 licenses').click();
    await until(() => textOf(element).includes('Meanwhile something has changed'), 'the words');
    expect(backend.left).to.equal(2000);
    expect(textOf(element)).to.contain('2,000 licenses to create');
    button(element, 'Create 2,000 licenses').click();
    await until(() => textOf(element).includes('22,000 licenses created'), 'the result');
  });

  it('repeats a piece whose outcome nobody knows with the same key, and no other', async () => {
    const backend = new Counter();
    const element = await showChecked(tableOf(25_000), backend);
    backend.before = () =>
      backend.count('importTable') === 4 && Promise.reject(new Error('The network broke.'));
    button(element, 'Create 25,000 licenses').click();
    await until(
      () => textOf(element).includes('It is not known whether these rows were imported.'),
      'the words',
    );
    expect(textOf(find(element, '.import'))).to.contain('20,000 licenses created');
    backend.before = () => undefined;
    button(element, 'Try again').click();
    await until(() => textOf(element).includes('25,000 licenses created'), 'the result');
    const [, , first, broken, again, ...more] = imports(backend);
    expect(more).to.have.length(0);
    expect(first?.confirmation).to.equal(20_000);
    expect(again?.key).to.equal(broken?.key);
  });

  it('is forgotten where the element leaves the page', async () => {
    const element = await showChecked();
    const place = element.parentElement;
    element.remove();
    place?.append(element);
    await until(() => findAll(element, '.rows > .row').length === 5, 'the list');
    expect(findAll(element, '.import')).to.have.length(0);
  });

  it('draws a table of refusals in bounds, and says how many more there are', async () => {
    const table = `machine_id\n${'nonsense\n'.repeat(500)}`;
    const element = await showChecked(table);
    expect(findAll(element, '.refusals li')).to.have.length(201);
    expect(textOf(element)).to.contain('and 300 more rows');
  });
});

describe('<latchkey-offline-licenses>: export', () => {
  it('writes all that the filter shows, page by page, with nothing that runs', async () => {
    const backend = new MemoryIssuingBackend(...manyIssued(450));
    backend.store.add(
      issued({ seq: 900, machineId: machineIdOf(1), assignee: '=HYPERLINK("http://x","y")' }),
    );
    const element = await showList(backend);
    const file = catchDownload();
    button(element, 'Export CSV').focus();
    await sendKeys({ press: 'Enter' });
    const { name, text } = await file;
    expect(name).to.equal('offline-licenses.csv');
    const lines = text.replace('\ufeff', '').split('\r\n');
    expect(lines).to.have.length(453);
    expect(lines[0]).to.equal(
      'machine_id,license,assignee,file_name,product,state,issued_at,starts_at,ends_at',
    );
    expect(lines[1]).to.contain(`${machineIdOf(1)},lic-ocean,"'=HYPERLINK(""http://x"",""y"")",KSE_`);
    expect(lines[1]).to.match(/,in-force,2026-11-14T09:00:00Z,2026-11-14T08:55:00Z,2027-01-13T09:00:00Z$/);
    await until(() => said(element) === '451 rows exported', 'it to be said');
  });

  it('writes only what fits', async () => {
    const element = await showList();
    element.state = 'ends-soon';
    await until(() => findAll(element, '.rows > .row').length === 1, 'the one');
    const file = catchDownload();
    button(element, 'Export CSV').click();
    expect((await file).text.trim().split('\r\n')).to.have.length(2);
  });

  it('says how far it is, and is cancelled', async () => {
    const backend = new MemoryIssuingBackend(...manyIssued(450));
    const element = await showList(backend);
    const gate = held();
    backend.before = () => backend.count('list') === 3 && gate.promise;
    button(element, 'Export CSV').click();
    await until(() => textOf(element).includes('Exporting: 200 rows so far'), 'the progress');
    const cancel = button(find(element, '.below'), 'Cancel');
    // It is there at once and seen a little later.
    await until(() => {
      cancel.focus();
      return focused() === cancel;
    }, 'the button');
    await sendKeys({ press: 'Enter' });
    await until(() => !textOf(element).includes('Exporting'), 'it to end');
    await until(() => focused() === find(element, '.below'), 'the focus');
    expect(backend.calls.at(-1)?.signal?.aborted).to.equal(true);
    gate.release();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(backend.count('list')).to.equal(3);
  });

  it('says why it failed, and tries again', async () => {
    const backend = eachState();
    const element = await showList(backend);
    backend.before = () => Promise.reject(new LatchkeyError('unavailable', 'Away.'));
    button(element, 'Export CSV').click();
    await until(() => textOf(element).includes('The service cannot be reached.'), 'the words');
    backend.before = () => undefined;
    const file = catchDownload();
    button(element, 'Try again').click();
    expect((await file).name).to.equal('offline-licenses.csv');
  });

  it('writes hostile text as text', async () => {
    for (const text of Object.values(HOSTILE)) {
      const element = await showList(new MemoryIssuingBackend(issued({ assignee: text })));
      const file = catchDownload();
      button(element, 'Export CSV').click();
      expect((await file).text).to.contain(text.replaceAll('"', '""'));
      unmountAll();
    }
  });
});
