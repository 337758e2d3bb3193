import { LatchkeyError, type IssuingBackend } from '@latchkey/core';
import '@latchkey/elements/define/license-issuer';
import { never, withFaults } from '../back-end/faults.js';
import script from '../examples/license-issuer.txt?raw';
import { find, press, type } from './act.js';
import { forbidClipboard } from './browser.js';
import { make, type ElementPage, type ElementState, type Show } from './element-page.js';
import { LICENSE, machineOf, ONE_SEAT, World } from './world.js';

/** Where a person stands in the element. */
interface Desk {
  readonly world: World;
  readonly element: HTMLElement;
  /** The machine that asks. */
  readonly machineId: string;
}

type Act = (desk: Desk) => Promise<unknown>;

/** Shows the element over a world in which some seats are taken. @param change makes the back end another one */
async function put(
  show: Show,
  licenseId: string,
  change: (issuer: IssuingBackend) => IssuingBackend,
): Promise<Desk> {
  const world = await World.open();
  for (const assignee of ['Grace Hopper', 'Alan Turing', 'Katherine Johnson']) {
    await world.issue({ machineId: await machineOf('KSE') }, LICENSE, assignee);
  }
  await world.issue({ machineId: await machineOf('KSE') }, ONE_SEAT, 'Emmy Noether');
  const element = make('latchkey-license-issuer', { backend: change(world.issuer), licenseId });
  show(element);
  const { machineId } = await world.machine.readMachine();
  return { world, element, machineId };
}

function acting(
  about: string,
  act: Act,
  { licenseId = LICENSE as string, change = (issuer: IssuingBackend) => issuer } = {},
): ElementState {
  return { about, open: async (show) => void (await act(await put(show, licenseId, change))) };
}

const openForm: Act = async ({ element }) => {
  await find(element, '[part~=row]');
  (await find(element, '.create')).click();
  await find(element, '#machine');
};

/** @param text what is entered for the machine; its ID, as it is */
const enter =
  (text?: (desk: Desk) => Promise<string>): Act =>
  async (desk) => {
    await openForm(desk);
    await type(desk.element, '#machine', text ? await text(desk) : desk.machineId);
  };

const preview: Act = async (desk) => {
  await enter()(desk);
  await type(desk.element, '#assignee', 'Ada Lovelace');
  await find(desk.element, '[part~=preview] [part~=details]');
};

const ask: Act = async (desk) => {
  await preview(desk);
  (await find(desk.element, '[part~=form] .primary')).click();
  await find(desk.element, 'dialog[open]');
};

const confirm: Act = async (desk) => {
  await ask(desk);
  await type(desk.element, '#last-four', desk.machineId.slice(-4));
  (await find(desk.element, 'dialog .primary')).click();
};

const create: Act = async (desk) => {
  await confirm(desk);
  await find(desk.element, '[part~=result] .primary');
};

const request = async ({ world }: Desk) => (await world.machine.readMachine()).request;

export const LICENSE_ISSUER: ElementPage = {
  tag: 'latchkey-license-issuer',
  about: 'From the licenses that an organization has purchased to the file for one machine.',
  script,
  states: {
    licenses: acting(
      'What the organization has purchased, with the reason where it cannot be used offline.',
      ({ element }) => find(element, '[part~=row]'),
      { licenseId: '' },
    ),
    chosen: acting('One license is chosen.', ({ element }) => find(element, '.license.chosen')),
    'no-seats': acting('The only seat is taken.', ({ element }) => find(element, '.license.chosen'), {
      licenseId: ONE_SEAT,
    }),
    form: acting('Which machine, and whose?', openForm),
    'half-typed': acting(
      'The machine ID is checked while it is typed.',
      enter(async () => 'kse1p 6rxuk k7x7n'),
    ),
    'wrong-symbol': acting(
      'One symbol is wrong: it is marked at its place.',
      enter(
        async ({ machineId }) =>
          `${machineId.slice(0, 12)}${machineId[12] === 'q' ? 'p' : 'q'}${machineId.slice(13)}`,
      ),
    ),
    'wrong-product': acting(
      'The machine ID is for another product.',
      enter(() => machineOf('MST')),
    ),
    preview: acting('What will happen: for whom, until when, seats before and after.', preview),
    'of-a-request': acting(
      'An activation request in place of the ID: the license will be bound to the device key.',
      async (desk) => {
        await enter(request)(desk);
        await find(desk.element, '[part~=preview] [part~=details]');
      },
    ),
    'already-licensed': acting('The machine has a license already.', async (desk) => {
      await desk.world.issue({ machineId: desk.machineId });
      await enter()(desk);
      await find(desk.element, '[part~=preview] [part~=notice]');
    }),
    'taken-meanwhile': acting('Others took the last seats while the form was open.', async (desk) => {
      await openForm(desk);
      for (let seat = 0; seat < 7; seat++) await desk.world.issue({ machineId: await machineOf('KSE') });
      await type(desk.element, '#machine', desk.machineId);
      await find(desk.element, '[part~=preview] [part~=notice]');
    }),
    confirming: acting('It cannot be undone, so the last four characters confirm it.', ask),
    creating: acting('The service takes its time.', confirm, {
      change: (issuer) => withFaults(issuer, { create: (_, context) => never(context) }),
    }),
    'outcome-unknown': acting(
      'The network broke: whether a license was created is not known. Trying again creates no second one.',
      async (desk) => {
        await confirm(desk);
        await find(desk.element, '.trouble');
      },
      {
        change: (issuer) =>
          withFaults(issuer, { create: () => Promise.reject(new TypeError('The network broke.')) }),
      },
    ),
    created: acting('The license file, made and signed in this page.', create),
    'created-qr-code': acting('The same as a QR code.', async (desk) => {
      await create(desk);
      await press(desk.element, '[part~=result]', 2);
      await find(desk.element, '[part~=qr]');
    }),
    'created-copying-blocked': acting('The page may not use the clipboard.', async (desk) => {
      forbidClipboard();
      await create(desk);
      await press(desk.element, '[part~=result]', 1);
      await find(desk.element, '[part~=result] textarea');
    }),
    'reading-failed': acting(
      'The service does not answer.',
      ({ element }) => find(element, '[part~=notice]'),
      {
        change: (issuer) =>
          withFaults(issuer, {
            listOrganizations: () =>
              Promise.reject(new LatchkeyError('unavailable', 'The service does not answer.')),
          }),
      },
    ),
    reading: acting('The service takes its time.', ({ element }) => find(element, '.skeleton'), {
      change: (issuer) => withFaults(issuer, { listOrganizations: never }),
    }),
    'not-configured': {
      about: 'The page gave the element no back end.',
      open: async (show) => {
        const element = make('latchkey-license-issuer', {});
        show(element);
        await find(element, '[part~=notice]');
      },
    },
  },
};
