import { LatchkeyError, type IssuingBackend } from '@latchkey/core';
import '@latchkey/elements/define/offline-licenses';
import { never, withFaults } from '../back-end/faults.js';
import script from '../examples/offline-licenses.txt?raw';
import { find } from './act.js';
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

/** A list over a world. @param selector what is there once the list is in this state */
function listed(
  about: string,
  selector: string,
  properties: Partial<HTMLElementTagNameMap['latchkey-offline-licenses']> = {},
  { openWorld = busyWorld, change = (issuer: IssuingBackend) => issuer } = {},
): ElementState {
  return {
    about,
    open: async (show) => {
      const { issuer } = await openWorld();
      const backend = change(issuer);
      const element = make('latchkey-offline-licenses', {
        backend,
        organizationId: ORGANIZATION,
        ...properties,
      });
      show(element);
      await find(element, selector);
    },
  };
}

export const OFFLINE_LICENSES: ElementPage = {
  tag: 'latchkey-offline-licenses',
  about: 'The offline licenses of an organization: find, download, renew, import and export.',
  script,
  states: {
    licenses: listed('Licenses of each state.', '[part~=row]'),
    expired: listed('Only those that have ended.', '[part~=row]', { state: 'expired' }),
    'sorted-by-end': listed('What ends first comes first.', '[part~=row]', { sort: 'ends', ascending: true }),
    searched: listed('Part of a name, or of a machine ID.', '[part~=row]', { search: 'turing' }),
    'nothing-found': listed('Nobody has this name.', '[part~=notice], .empty', { search: 'nobody' }),
    empty: listed(
      'No license has been issued yet.',
      '[part~=notice], .empty',
      {},
      { openWorld: () => World.open() },
    ),
    'reading-failed': listed(
      'The service does not answer.',
      '[part~=notice]',
      {},
      {
        change: (issuer) =>
          withFaults(issuer, {
            list: () => Promise.reject(new LatchkeyError('unavailable', 'The service does not answer.')),
          }),
      },
    ),
    reading: listed(
      'The service takes its time.',
      '.skeleton, [role=img]',
      {},
      { change: (issuer) => withFaults(issuer, { list: (_, context) => never(context) }) },
    ),
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
