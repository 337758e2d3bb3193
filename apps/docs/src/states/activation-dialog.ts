import type { ActivationBackend } from '@latchkey/core';
import '@latchkey/elements/define/activation-dialog';
import script from '../examples/activation-dialog.txt?raw';
import { drop, find } from './act.js';
import { make, type ElementPage, type Show } from './element-page.js';
import { spoil } from './forge.js';
import { World } from './world.js';

async function put(show: Show, backend?: ActivationBackend): Promise<HTMLElement> {
  const element = make('latchkey-activation-dialog', { backend, open: true });
  show(element);
  await find(element, '[part=status], [part=notice]');
  return element;
}

export const ACTIVATION_DIALOG: ElementPage = {
  tag: 'latchkey-activation-dialog',
  about: 'The same as latchkey-activation, in a modal dialog of the browser.',
  script,
  states: {
    'no-license': {
      about: 'Open, without a license.',
      open: async (show) => {
        const { machine } = await World.open();
        await put(show, machine);
      },
    },
    'in-force': {
      about: 'A license is in force: Done takes the place of Cancel.',
      open: async (show) => {
        const world = await World.open();
        await world.activate();
        await put(show, world.machine);
      },
    },
    refused: {
      about: 'A license that was changed on the way.',
      open: async (show) => {
        const world = await World.open();
        const file = spoil(await world.issueHere());
        const element = await put(show, world.machine);
        await drop(element, ['KSE.lic', file]);
        await find(element, '.results');
      },
    },
    closed: {
      about: 'A button of the page opens the dialog, and gets the focus back.',
      open: async (show) => {
        const { machine } = await World.open();
        const dialog = make('latchkey-activation-dialog', { backend: machine });
        const button = Object.assign(document.createElement('button'), {
          className: 'button',
          textContent: 'Offline activation',
          onclick: () => dialog.show(),
        });
        const place = document.createElement('div');
        place.append(button, dialog);
        show(place);
        await find(dialog, 'dialog');
      },
    },
    'not-configured': {
      about: 'The page gave the element no back end.',
      open: async (show) => void (await put(show)),
    },
  },
};
