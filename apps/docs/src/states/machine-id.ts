import { LatchkeyError, type ActivationBackend } from '@latchkey/core';
import '@latchkey/elements/define/machine-id';
import { never, withFaults } from '../back-end/faults.js';
import script from '../examples/machine-id.txt?raw';
import { find, press } from './act.js';
import { allowClipboard, forbidClipboard } from './browser.js';
import { make, type ElementPage, type Show } from './element-page.js';
import { World } from './world.js';

function put(show: Show, backend: ActivationBackend): HTMLElement {
  const element = make('latchkey-machine-id', { backend });
  show(element);
  return element;
}

async function ready(show: Show): Promise<HTMLElement> {
  const { machine } = await World.open();
  const element = put(show, machine);
  await find(element, '[part=id]');
  return element;
}

async function failing(show: Show, error: LatchkeyError): Promise<void> {
  const { machine } = await World.open();
  const element = put(show, withFaults(machine, { readMachine: () => Promise.reject(error) }));
  await find(element, '[part=notice]');
}

export const MACHINE_ID: ElementPage = {
  tag: 'latchkey-machine-id',
  about: 'The ID of this machine, and the ways to send it to whoever makes licenses.',
  script,
  states: {
    ready: {
      about: 'The machine ID is there. A device key was made for it in this page.',
      open: async (show) => void (await ready(show)),
    },
    copied: {
      about: 'For two seconds after Copy, the button says so. It is announced, too.',
      open: async (show) => {
        allowClipboard();
        const element = await ready(show);
        await press(element, '[part=card]', 0);
        await find(element, '[role=status] p');
      },
    },
    'copying-blocked': {
      about: 'The page may not use the clipboard: the ID is selected instead.',
      open: async (show) => {
        forbidClipboard();
        const element = await ready(show);
        await press(element, '[part=card]', 0);
        await find(element, '[part=notice]');
      },
    },
    'qr-code': {
      about: 'The activation request as a QR code. The encoder is loaded when it is first asked for.',
      open: async (show) => {
        const element = await ready(show);
        await press(element, '[part=card]', 1);
        await find(element, '[part=qr]');
      },
    },
    reading: {
      about: 'The back end takes its time.',
      open: async (show) => {
        const { machine } = await World.open();
        const element = put(show, withFaults(machine, { readMachine: never }));
        await find(element, '.skeleton');
      },
    },
    'device-key-lost': {
      about: 'Somebody deleted a part of the site data. No other key is made silently.',
      open: async (show) => {
        const { machine } = await World.open();
        machine.loseKey();
        await find(put(show, machine), '[part=notice]');
      },
    },
    'browser-unsupported': {
      about: 'The browser has no Ed25519, or the page is not secure.',
      open: (show) => failing(show, new LatchkeyError('browser-unsupported', 'There is no Ed25519 here.')),
    },
    'not-configured': {
      about: 'The page gave the element no back end.',
      open: async (show) => {
        const element = make('latchkey-machine-id', {});
        show(element);
        await find(element, '[part=notice]');
      },
    },
  },
};
