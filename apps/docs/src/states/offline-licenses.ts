import { LatchkeyError, type IssuingBackend } from '@latchkey/core';
import '@latchkey/elements/define/offline-licenses';
import { never, withFaults } from '../back-end/faults.js';
import script from '../examples/offline-licenses.txt?raw';
import { drop, find, findAll, press, type } from './act.js';
import { make, type ElementPage, type ElementState } from './element-page.js';
import { LICENSE, machineOf, ORGANIZATION, World } from './world.js';

/** A world in which licenses have ended, end soon, follow one another and are in force. */
async function busyWorld(): Promise<World> {
  const world = await World.open({}, 70);
  const issueTo = async (...people: readonly string[]) => {
    for (const person of people) await world.issue({ machineId: await machineOf('KSE') }, LICENSE, person);
  };
  await issueTo('Grace Hopper', 'Alan Turing');
  world.clock.move(20);
  await world.activate();
  await issueTo('Katherine Johnson');
  world.clock.move(50);
  await world.renew();
  await issueTo('Emmy Noether', 'Edsger Dijkstra', 'Barbara Liskov');
  return world;
}

/** A world in which one license ends soon, and has no successor. */
async function lateWorld(): Promise<World> {
  const world = await World.open({}, 50);
  await world.issue({ machineId: await machineOf('KSE') }, LICENSE, 'Katherine Johnson');
  world.clock.move(50);
  return world;
}

/** Where a person stands in the element. */
interface Desk {
  readonly world: World;
  readonly element: HTMLElement;
}

type Act = (desk: Desk) => Promise<unknown>;

interface Listed {
  readonly properties?: Partial<HTMLElementTagNameMap['latchkey-offline-licenses']>;
  readonly openWorld?: () => Promise<World>;
  /** Makes the back end another one. */
  readonly change?: (issuer: IssuingBackend) => IssuingBackend;
}

/** A list over a world. @param act what a person does, or what is there once the list is in this state */
function listed(about: string, act: Act | string, given: Listed = {}): ElementState {
  const { properties = {}, openWorld = busyWorld, change = (issuer) => issuer } = given;
  return {
    about,
    open: async (show) => {
      const world = await openWorld();
      const backend = change(world.issuer);
      const element = make('latchkey-offline-licenses', {
        backend,
        organizationId: ORGANIZATION,
        ...properties,
      });
      show(element);
      if (typeof act === 'string') await find(element, act);
      else await act({ world, element });
    },
  };
}

/** Only what ends soon can be renewed, and has a button for it before the one for the file. */
const askToRenew: Act = async ({ element }) => {
  await find(element, '.rows .row');
  await press(element, '.rows .do', 0);
  await find(element, 'dialog[open]');
};

const renew: Act = async (desk) => {
  await askToRenew(desk);
  const machineId = (await find(desk.element, 'dialog [part~=id]')).innerText.replaceAll(/\s/g, '');
  await type(desk.element, '#last-four', machineId.slice(-4));
  (await find(desk.element, 'dialog .primary')).click();
  await find(desk.element, '.below [part~=notice]');
};

const importTable =
  (makeTable: (world: World) => Promise<string>): Act =>
  async ({ world, element }) => {
    await find(element, '.rows');
    await press(element, '.top', 0);
    await drop(element, ['machines.csv', await makeTable(world)]);
  };

const checkTable: Act = async (desk) => {
  await importTable(mixedTable)(desk);
  await find(desk.element, '.import .counts');
};

/** Two machines to create, one that has a license already, one that is no machine. */
async function mixedTable(world: World): Promise<string> {
  const [first, second] = [await machineOf('KSE'), await machineOf('KSE')];
  const { offlineLicenses } = await world.issuer.list({ organizationId: ORGANIZATION });
  const present = offlineLicenses[0]?.machineId ?? '';
  const rows = [`${first},Ada Lovelace`, `${second},Grace Hopper`, `${present},`, 'laptop,'];
  return ['machine_id,assignee', ...rows, ''].join('\n');
}

const ENDS_SOON = { openWorld: lateWorld };
const IN_LICENSE = { properties: { licenseId: LICENSE } } as const;

const unavailable = () => Promise.reject(new LatchkeyError('unavailable', 'The service does not answer.'));

export const OFFLINE_LICENSES: ElementPage = {
  tag: 'latchkey-offline-licenses',
  about: 'The offline licenses of an organization: find, download, renew, import and export.',
  script,
  states: {
    licenses: listed('Licenses of each state.', '[part~=row]'),
    selected: listed('Two are selected, to be downloaded as one archive.', async ({ element }) => {
      await find(element, '.rows .row');
      for (const name of ['Emmy Noether', 'Barbara Liskov']) {
        const row = findAll(element, '.rows .row').find(({ innerText }) => innerText.includes(name));
        row?.querySelector('input')?.click();
      }
      await find(element, '.selection');
    }),
    expired: listed('Only those that have ended.', '[part~=row]', { properties: { state: 'expired' } }),
    'sorted-by-end': listed('What ends first comes first.', '[part~=row]', {
      properties: { sort: 'ends', ascending: true },
    }),
    searched: listed('Part of a name, or of a machine ID.', '[part~=row]', {
      properties: { search: 'turing' },
    }),
    'nothing-found': listed('Nobody has this name.', '.empty', { properties: { search: 'nobody' } }),
    empty: listed('No license has been issued yet.', '.empty', { openWorld: () => World.open() }),
    'ends-soon': listed('What ends soon can be renewed.', '[part~=row]', {
      properties: { state: 'ends-soon' },
    }),
    'asking-to-renew': listed(
      'It cannot be undone, so the last four characters confirm it.',
      askToRenew,
      ENDS_SOON,
    ),
    renewed: listed('The successor takes over without a gap.', renew, ENDS_SOON),
    'renewal-unknown': listed('The network broke: whether it was renewed is not known.', renew, {
      ...ENDS_SOON,
      change: (issuer) =>
        withFaults(issuer, { renew: () => Promise.reject(new TypeError('The network broke.')) }),
    }),
    importing: listed('A table of machines goes here.', async ({ element }) => {
      await find(element, '.rows .row');
      await press(element, '.top', 0);
      await find(element, '.zone');
    }),
    'table-checked': listed('What the table would do, before anything is spent.', checkTable, IN_LICENSE),
    imported: listed(
      'The licenses of the table.',
      async (desk) => {
        await checkTable(desk);
        (await find(desk.element, '.import .primary')).click();
        await find(desk.element, '.import .good');
      },
      IN_LICENSE,
    ),
    'table-refused': listed(
      'A file that is no such table.',
      async (desk) => {
        await importTable(async () => 'name\nAda\n')(desk);
        await find(desk.element, '.import [part~=notice]');
      },
      IN_LICENSE,
    ),
    'download-failed': listed(
      'The service does not answer any more.',
      async ({ element }) => {
        await find(element, '.rows .row');
        await press(element, '.rows .do', -1);
        await find(element, '.below [part~=notice]');
      },
      { change: (issuer) => withFaults(issuer, { download: unavailable }) },
    ),
    'reading-failed': listed('The service does not answer.', '[part~=notice]', {
      change: (issuer) => withFaults(issuer, { list: unavailable }),
    }),
    reading: listed('The service takes its time.', '.skeleton', {
      change: (issuer) => withFaults(issuer, { list: (_, context) => never(context) }),
    }),
    'not-configured': {
      about: 'The page gave the element no back end.',
      open: async (show) => {
        const element = make('latchkey-offline-licenses', {});
        show(element);
        await find(element, '[part~=notice]');
      },
    },
  },
};
