import { LatchkeyError } from '@latchkey/core';
import { html } from 'lit';
import '../src/define/machine-id.js';
import type { LatchkeyMachineId } from '../src/machine-id/machine-id.component.js';
import { MemoryActivationBackend } from './memory-activation-backend.js';
import { button, find, findAll, mount, until } from './mount.js';
import type { States } from './states.js';
import { stubClipboard } from './stubs.js';

/** Shows the element over a back end, or over none. */
export function show(backend?: MemoryActivationBackend): LatchkeyMachineId {
  const place = mount(html`<latchkey-machine-id .backend=${backend}></latchkey-machine-id>`);
  return find<LatchkeyMachineId>(place, 'latchkey-machine-id');
}

/** Shows the element, and waits until it has the machine ID. */
export async function showReady(backend = new MemoryActivationBackend()): Promise<LatchkeyMachineId> {
  const element = show(backend);
  await until(() => findAll(element, '.code').length === 1, 'the machine ID');
  return element;
}

/** Shows the element, presses a button, and waits for what that brings. */
async function showAfter(press: string, selector: string): Promise<HTMLElement> {
  const element = await showReady();
  button(element, press).click();
  await until(() => findAll(element, selector).length > 0, selector);
  return element;
}

async function showLost(): Promise<HTMLElement> {
  const backend = new MemoryActivationBackend();
  backend.before = () => Promise.reject(new LatchkeyError('device-key-lost', 'No key is in the store.'));
  const element = show(backend);
  await until(() => findAll(element, '.notice').length > 0, 'the notice');
  return element;
}

/** Every state of `<latchkey-machine-id>`. */
export const MACHINE_ID_STATES: States = {
  'not configured': async () => show(),
  reading: async () => {
    const backend = new MemoryActivationBackend();
    backend.before = () => new Promise(() => undefined);
    return show(backend);
  },
  ready: () => showReady(),
  copied: async () => {
    stubClipboard(() => Promise.resolve());
    return showAfter('Copy', '[role=status] p');
  },
  'copying blocked': async () => {
    stubClipboard(() => Promise.reject(new Error('No.')));
    return showAfter('Copy', '.notice');
  },
  'QR code': () => showAfter('QR code', '[part=qr]'),
  'no ID': showLost,
};
