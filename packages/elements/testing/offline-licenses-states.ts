import { DAY, LatchkeyError, type IssuingBackend } from '@latchkey/core';
import { html } from 'lit';
import '../src/define/offline-licenses.js';
import type { LatchkeyOfflineLicenses } from '../src/offline-licenses/offline-licenses.component.js';
import { problem } from './issuing-rules.js';
import { issued, machineIdOf, manyIssued, ORGANIZATION } from './issuing-samples.js';
import { MemoryIssuingBackend } from './memory-issuing-backend.js';
import { button, find, findAll, mount, until } from './mount.js';
import { NOW } from './samples.js';
import type { States } from './states.js';
import { stubClock } from './stubs.js';

/** Shows the element over a back end, or over none. */
export function mountList(backend?: IssuingBackend): LatchkeyOfflineLicenses {
  stubClock(NOW);
  const place = mount(
    html`<latchkey-offline-licenses
      .backend=${backend}
      organization-id=${ORGANIZATION.id}
    ></latchkey-offline-licenses>`,
  );
  return find<LatchkeyOfflineLicenses>(place, 'latchkey-offline-licenses');
}

/** One license in each state, and one of nobody. */
export function eachState(): MemoryIssuingBackend {
  const soon = issued({ machineId: machineIdOf(2), seq: 2, assignee: 'Alan Turing', endsAt: NOW + 12 * DAY });
  return new MemoryIssuingBackend(
    issued({
      machineId: machineIdOf(1),
      seq: 1,
      assignee: 'Grace Hopper',
      issuedAt: NOW - 90 * DAY,
      endsAt: NOW - DAY,
    }),
    soon,
    issued({ machineId: machineIdOf(3), seq: 3 }),
    issued({ machineId: machineIdOf(4), seq: 4, startsAt: NOW + 5 * DAY, issuedAt: NOW - 2 * DAY }),
    { ...issued({ machineId: machineIdOf(5), seq: 5 }), assignee: '\u674e\u5a1c' },
  );
}

/** Shows the element, and waits until the first page is there. */
export async function showList(backend: IssuingBackend = eachState()): Promise<LatchkeyOfflineLicenses> {
  const element = mountList(backend);
  await until(() => findAll(element, '.rows > .row, .empty').length > 0, 'the list');
  return element;
}

/** Opens the import, and hands it a table as the file chooser does. */
export async function importTable(element: HTMLElement, table: BlobPart): Promise<void> {
  if (findAll(element, '.import').length === 0) button(element, 'Import CSV').click();
  await until(() => findAll(element, '.import input[type=file]').length > 0, 'the import');
  const transfer = new DataTransfer();
  transfer.items.add(new File([table], 'machines.csv'));
  const input = find<HTMLInputElement>(element, '.import input[type=file]');
  input.files = transfer.files;
  input.dispatchEvent(new Event('change'));
}

/** Two machines to create, one that has a license, one that is no machine. */
export const TABLE = `machine_id,license,assignee
${machineIdOf(11)},lic-ocean,Ada
${machineIdOf(12)},lic-ocean,Grace
${machineIdOf(3)},lic-ocean,
nonsense,lic-ocean,
`;

/** Shows the result of the dry run of a table. */
export async function showChecked(
  table = TABLE,
  backend: IssuingBackend = eachState(),
): Promise<LatchkeyOfflineLicenses> {
  const element = await showList(backend);
  await importTable(element, table);
  await until(() => findAll(element, '.counts').length > 0, 'the dry run');
  return element;
}

async function showRenewing(backend = eachState()): Promise<LatchkeyOfflineLicenses> {
  const element = await showList(backend);
  button(element, /^Renew KSE_/).click();
  await until(() => find<HTMLDialogElement>(element, 'dialog').open, 'the question');
  return element;
}

/** Types the last four characters and confirms. */
export async function confirmRenewal(element: HTMLElement): Promise<void> {
  find<HTMLInputElement>(element, '#last-four').value = machineIdOf(2).slice(-4);
  button(find(element, 'dialog'), 'Renew').click();
  await until(() => findAll(element, 'dialog').length === 0, 'the question to go');
}

const failing = (call: keyof IssuingBackend, error: unknown = new Error('The network broke.')) => {
  const backend = eachState();
  backend.before = (each) => each === call && Promise.reject(error);
  return backend;
};

const never = (call: keyof IssuingBackend) => {
  const backend = eachState();
  backend.before = (each) => each === call && new Promise(() => undefined);
  return backend;
};

/** Every state of `<latchkey-offline-licenses>`. */
export const OFFLINE_LICENSES_STATES: States = {
  'not configured': () => Promise.resolve(mountList()),
  'no organization': async () => {
    const element = mountList(eachState());
    element.organizationId = undefined;
    await until(() => findAll(element, '.notice').length > 0, 'the notice');
    return element;
  },
  reading: () => Promise.resolve(mountList(never('list'))),
  'reading failed': async () => {
    const element = mountList(failing('list', new LatchkeyError('unavailable', 'The database is away.')));
    await until(() => findAll(element, '.notice').length > 0, 'the failure');
    return element;
  },
  empty: () => showList(new MemoryIssuingBackend()),
  'each state': () => showList(),
  many: () => showList(new MemoryIssuingBackend(...manyIssued(1000))),
  'nothing fits': async () => {
    const element = await showList();
    element.search = 'nobody';
    await until(() => findAll(element, '.empty').length > 0, 'the empty state');
    return element;
  },
  'ends soon': async () => {
    const element = await showList();
    element.state = 'ends-soon';
    await until(() => findAll(element, '.rows > .row').length === 1, 'the one');
    return element;
  },
  'next page failed': async () => {
    const backend = new MemoryIssuingBackend(...manyIssued(500));
    const element = await showList(backend);
    backend.before = () => Promise.reject(new Error('The network broke.'));
    const scroller = find(element, '.scroller');
    scroller.scrollTop = scroller.scrollHeight;
    await until(() => findAll(element, '.end .notice').length > 0, 'the failure');
    scroller.scrollTop = scroller.scrollHeight;
    return element;
  },
  selected: async () => {
    const element = await showList();
    for (const box of findAll(element, '.rows input').slice(0, 2)) box.click();
    await until(() => findAll(element, '.selection').length > 0, 'the selection');
    return element;
  },
  'download failed': async () => {
    const element = await showList(failing('download'));
    button(element, /^Download KSE_/).click();
    await until(() => findAll(element, '.below .notice').length > 0, 'the failure');
    return element;
  },
  'asking to renew': () => showRenewing(),
  renewed: async () => {
    const element = await showRenewing();
    await confirmRenewal(element);
    await until(() => findAll(element, '.below .notice.good').length > 0, 'the result');
    return element;
  },
  'renewal unknown': async () => {
    const element = await showRenewing(failing('renew'));
    await confirmRenewal(element);
    await until(() => findAll(element, '.below .notice').length > 0, 'the failure');
    return element;
  },
  importing: async () => {
    const element = await showList();
    button(element, 'Import CSV').click();
    await until(() => findAll(element, '.zone').length > 0, 'the zone');
    return element;
  },
  'pasting a table': async () => {
    const element = await showList();
    button(element, 'Import CSV').click();
    await until(() => findAll(element, '.zone').length > 0, 'the zone');
    button(element, 'Paste').click();
    await until(() => findAll(element, 'textarea').length > 0, 'the field');
    return element;
  },
  'empty table': async () => {
    const element = await showList();
    await importTable(element, 'machine_id\n');
    await until(() => findAll(element, '.import .notice').length > 0, 'the notice');
    return element;
  },
  'checking a table': async () => {
    const element = await showList(never('importTable'));
    await importTable(element, TABLE);
    await until(() => findAll(element, 'progress').length > 0, 'the progress');
    return element;
  },
  'table checked': () => showChecked(),
  imported: async () => {
    const element = await showChecked();
    button(element, 'Create 2 licenses').click();
    await until(() => findAll(element, '.import .notice.good').length > 0, 'the result');
    return element;
  },
  'table refused': async () => {
    const element = await showList(failing('importTable', problem('request-invalid')));
    await importTable(element, TABLE);
    await until(() => findAll(element, '.import .notice').length > 0, 'the refusal');
    return element;
  },
  exporting: async () => {
    const backend = new MemoryIssuingBackend(...manyIssued(500));
    const element = await showList(backend);
    backend.before = () => new Promise(() => undefined);
    button(element, 'Export CSV').click();
    await until(() => findAll(element, '.below .selection').length > 0, 'the progress');
    return element;
  },
};
