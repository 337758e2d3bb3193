import { LatchkeyError, type ActivationBackend, type ErrorCode } from '@latchkey/core';
import '@latchkey/elements/define/activation';
import { never, withFaults } from '../back-end/faults.js';
import script from '../examples/activation.txt?raw';
import { find, press } from './act.js';
import { forbidCamera, forbidClipboard, pointCameraAtWall } from './browser.js';
import { droppedStates } from './dropped-states.js';
import { make, type ElementPage, type ElementState, type Show } from './element-page.js';
import { World } from './world.js';

/** Shows the element, and waits until it has read the state. */
async function put(show: Show, backend: ActivationBackend): Promise<HTMLElement> {
  const element = make('latchkey-activation', { backend });
  show(element);
  await find(element, '[part=status], [part=notice]');
  return element;
}

/** A state that a world is in, once something has happened there. */
function after(about: string, happen: (world: World) => unknown, facts = {}): ElementState {
  return {
    about,
    open: async (show) => {
      const world = await World.open(facts);
      await happen(world);
      await put(show, world.machine);
    },
  };
}

/** A state in which the stores of a browser fail. */
function failing(about: string, code: ErrorCode): ElementState {
  const readState = () => Promise.reject(new LatchkeyError(code, `The store said: ${code}.`));
  return {
    about,
    open: async (show) => {
      const { machine } = await World.open();
      await put(show, withFaults(machine, { readState }));
    },
  };
}

/** A state that a person brings about. */
function acting(
  about: string,
  happen: (world: World) => unknown,
  act: (element: HTMLElement) => Promise<unknown>,
): ElementState {
  return {
    about,
    open: async (show) => {
      const world = await World.open();
      await happen(world);
      await act(await put(show, world.machine));
    },
  };
}

export const ACTIVATION: ElementPage = {
  tag: 'latchkey-activation',
  about:
    'The license of this machine: its ID, the ways to load a license, the verdict in words, the details.',
  script,
  states: {
    'no-license': after('No license is stored: the two steps to get one.', () => undefined),
    'in-force': after('A license of 60 days, issued and loaded in this page.', (world) => world.activate()),
    'ends-in-14-days': after('The first warning.', async (world) => {
      await world.activate();
      world.leave(14);
    }),
    'ends-in-1-day': after('The last warning.', async (world) => {
      await world.activate();
      world.leave(1);
    }),
    followed: after('Ten days before the end, and the successor is loaded already.', async (world) => {
      await world.activate();
      world.leave(10);
      await world.machine.activate(await world.renew());
    }),
    'not-persisted': after(
      'The browser did not promise to keep what is stored.',
      (world) => world.activate(),
      { persisted: false },
    ),
    expired: after('The license ended yesterday.', async (world) => {
      await world.activate();
      world.leave(-1);
    }),
    'clock-tampered': after('The clock was set back by five days.', async (world) => {
      await world.activate();
      world.clock.move(20);
      await world.machine.readState();
      world.clock.move(-5);
    }),
    'not-yet-valid': after('Only the license of next week is stored.', async (world) => {
      await world.activate();
      world.leave(7);
      const { license } = await world.machine.readState();
      await world.machine.activate(await world.renew());
      await world.machine.remove(license?.jti ?? '');
    }),
    ...droppedStates(put),
    adding: acting(
      'Replace or add, next to a license in force.',
      (world) => world.activate(),
      async (element) => {
        await press(element, '[part=status]', 0);
        await find(element, '[part=zone]');
      },
    ),
    pasting: acting('The browser does not hand out the clipboard.', forbidClipboard, async (element) => {
      await press(element, '[part=zone]', 1);
      await find(element, 'textarea');
    }),
    scanning: acting('The camera is on, and sees a gray wall.', pointCameraAtWall, async (element) => {
      await press(element, '[part=zone]', 2);
      await find(element, 'video');
    }),
    'camera-denied': acting('Somebody said no when asked for the camera.', forbidCamera, async (element) => {
      await press(element, '[part=zone]', 2);
      await find(element, '[part=zone] [part=notice]');
    }),
    removing: acting(
      'Remove asks first.',
      (world) => world.activate(),
      async (element) => {
        await press(element, '[part=status]', 1);
        await find(element, 'dialog[open]');
      },
    ),
    'device-key-lost': after('The device key is gone, the licenses are there.', async (world) => {
      await world.activate();
      world.machine.loseKey();
    }),
    'storage-blocked': failing('Another window keeps the store.', 'storage-blocked'),
    'storage-unavailable': failing('A private window, or site data are forbidden.', 'storage-unavailable'),
    reading: {
      about: 'The back end takes its time.',
      open: async (show) => {
        const { machine } = await World.open();
        const element = make('latchkey-activation', { backend: withFaults(machine, { readState: never }) });
        show(element);
        await find(element, '.skeleton');
      },
    },
    'not-configured': {
      about: 'The page gave the element no back end.',
      open: async (show) => {
        const element = make('latchkey-activation', {});
        show(element);
        await find(element, '[part=notice]');
      },
    },
  },
};
