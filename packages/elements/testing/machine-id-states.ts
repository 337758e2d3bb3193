import { LatchkeyError } from '@latchkey/core';
import { html } from 'lit';
import '../src/define/machine-id.js';
import { MemoryActivationBackend } from './memory-activation-backend.js';
import { button, find, findAll, mount, until } from './mount.js';
import type { States } from './states.js';
import { stubClipboard } from './stubs.js';

function show(backend: MemoryActivationBackend | undefined): HTMLElement {
  return find(
    mount(html`<latchkey-machine-id .backend=${backend}></latchkey-machine-id>`),
    'latchkey-machine-id',
  );
}

async function showReady(press?: string): Promise<HTMLElement> {
  const element = show(new MemoryActivationBackend());
  await until(() => findAll(element, '.actions').length > 0, 'the buttons');
  if (press) button(element, press).click();
  return element;
}

/** Every state of `<latchkey-machine-id>`. */
export const MACHINE_ID_STATES: States = {
  'not configured': async () => show(undefined),
  reading: async () => {
    const backend = new MemoryActivationBackend();
    backend.before = () => new Promise(() => undefined);
    return show(backend);
  },
  ready: () => showReady(),
  copied: async () => {
    stubClipboard(() => Promise.resolve());
    const element = await showReady('Copy');
    await until(() => button(element, 'Copied'), 'the button to say so');
    return element;
  },
  'copying blocked': async () => {
    stubClipboard(() => Promise.reject(new Error('No.')));
    const element = await showReady('Copy');
    await until(() => findAll(element, '.notice').length > 0, 'the notice');
    return element;
  },
  'QR code': async () => {
    const element = await showReady('QR code');
    await until(() => findAll(element, '.qr').length > 0, 'the code');
    return element;
  },
  'no ID': async () => {
    const backend = new MemoryActivationBackend();
    backend.before = () => Promise.reject(new LatchkeyError('device-key-lost', 'No key is in the store.'));
    const element = show(backend);
    await until(() => findAll(element, '.notice').length > 0, 'the notice');
    return element;
  },
  'start anew': async () => {
    const element = await MACHINE_ID_STATES['no ID']?.();
    if (!element) throw new Error('There is no such state.');
    button(element, 'Start anew').click();
    await until(() => find<HTMLDialogElement>(element, 'dialog').open, 'the question');
    return element;
  },
};
