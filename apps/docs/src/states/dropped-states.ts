import { LatchkeyError, type ActivationBackend } from '@latchkey/core';
import { never, withFaults } from '../back-end/faults.js';
import { drop, find } from './act.js';
import type { ElementState, Show } from './element-page.js';
import { addUnknownRestriction, spoil } from './forge.js';
import { machineOf, World } from './world.js';

type Put = (show: Show, backend: ActivationBackend) => Promise<HTMLElement>;
type Files = readonly (readonly [name: string, contents: string])[];

/** The states after files were dropped on an element: each file was made by an issuer, and some changed on the way. */
export function droppedStates(put: Put): Readonly<Record<string, ElementState>> {
  const dropped = (about: string, makeFiles: (world: World) => Promise<Files>, facts = {}): ElementState => ({
    about,
    open: async (show) => {
      const world = await World.open(facts);
      const files = await makeFiles(world);
      const element = await put(show, world.machine);
      await drop(element, ...files);
      await find(element, '.results');
    },
  });
  const one = (about: string, makeFile: (world: World) => Promise<string>, facts = {}) =>
    dropped(about, async (world) => [['KSE.lic', await makeFile(world)]], facts);
  return {
    malformed: one('A photo was dropped.', async () => 'JFIF'),
    'too-large': one('A book was dropped.', async () => 'Once upon a time '.repeat(2000)),
    unsupported: one('The license has a restriction that this version does not know.', async (world) =>
      addUnknownRestriction(await world.issueHere(), world.signer),
    ),
    'unknown-key': one('Another vendor signed the license.', async (world) => {
      const other = await World.open();
      const { request } = await world.machine.readMachine();
      return other.issue({ activationRequest: request });
    }),
    'bad-signature': one('One character was changed on the way.', async (world) =>
      spoil(await world.issueHere()),
    ),
    'wrong-product': one('The license is for Mastwork.', async (world) =>
      world.issue({ machineId: await machineOf('MST') }, 'LIC-2026-0050'),
    ),
    'wrong-machine': one('The license of a colleague.', async (world) =>
      world.issue({ machineId: await machineOf('KSE') }),
    ),
    'possession-failed': one(
      'The license is bound to a device key that this machine had before.',
      async (world) => {
        const before = await World.open({ machineId: OS_MACHINE_ID });
        const { request } = await before.machine.readMachine();
        return world.issue({ activationRequest: request });
      },
      { machineId: OS_MACHINE_ID },
    ),
    'several-files': dropped('Three files at once: two good ones, one that was changed.', async (world) => {
      const file = await world.issueHere();
      return [
        ['KSE.lic', file],
        ['changed.lic', spoil(file)],
        ['colleague.lic', await world.issue({ machineId: await machineOf('KSE') })],
      ];
    }),
    'storage-full': {
      about: 'The license is good, and there is no room for it. It stays at hand for the next try.',
      open: async (show) => {
        const world = await World.open();
        const error = new LatchkeyError('storage-full', 'No room is left in the store.');
        const full = withFaults(world.machine, { activate: () => Promise.reject(error) });
        const element = await put(show, full);
        await drop(element, ['KSE.lic', await world.issueHere()]);
        await find(element, '.results');
      },
    },
    checking: {
      about: 'Files are being looked at.',
      open: async (show) => {
        const world = await World.open();
        const file = await world.issueHere();
        const slow = withFaults(world.machine, { activate: (_, context) => never(context) });
        const element = await put(show, slow);
        await drop(element, ['KSE.lic', file], ['again.lic', file]);
      },
    },
  };
}

/** What an operating system gives a machine, as docs/license-format.md has it. */
const OS_MACHINE_ID = 'kse1q6rxukk7x7nrghtylqmhqcmtx6usze35h';
