import { DAY, LatchkeyError, type LicenseClaims } from '@latchkey/core';
import { html } from 'lit';
import '../src/define/activation.js';
import { stubCamera } from './camera.js';
import { fileOf, MemoryActivationBackend, refusedFile } from './memory-activation-backend.js';
import { button, find, findAll, mount, until } from './mount.js';
import { endingIn, license, NOW, OTHER_ID } from './samples.js';
import type { States } from './states.js';
import { stubClipboard } from './stubs.js';

/** Shows the element over a back end, and waits until it has read the state. */
export async function showActivation(backend: MemoryActivationBackend): Promise<HTMLElement> {
  const place = mount(html`<latchkey-activation .backend=${backend}></latchkey-activation>`);
  const element = find(place, 'latchkey-activation');
  await until(() => findAll(element, '.status').length > 0, 'the state');
  await until(() => findAll(element, '.skeleton').length === 0, 'the machine ID');
  return element;
}

/** Hands files to an element, as the file chooser of the browser does. */
export function choose(element: Element, ...files: readonly (readonly [name: string, text: string])[]): void {
  const transfer = new DataTransfer();
  for (const [name, text] of files) transfer.items.add(new File([text], name));
  const input = find<HTMLInputElement>(element, 'input[type=file]');
  input.files = transfer.files;
  input.dispatchEvent(new Event('change'));
}

const stored = (...licenses: readonly LicenseClaims[]) =>
  showActivation(new MemoryActivationBackend(...licenses));

async function judged(...files: readonly (readonly [name: string, text: string])[]): Promise<HTMLElement> {
  const element = await stored();
  choose(element, ...files);
  await until(() => findAll(element, '.loaded').length > 0, 'the verdict');
  return element;
}

async function lost(): Promise<HTMLElement> {
  const backend = new MemoryActivationBackend();
  backend.before = (call) =>
    call !== 'startAnew' && Promise.reject(new LatchkeyError('device-key-lost', 'No key is in the store.'));
  const place = mount(html`<latchkey-activation .backend=${backend}></latchkey-activation>`);
  await until(() => button(place, 'Start anew'), 'the way out');
  return find(place, 'latchkey-activation');
}

/** Every state of `<latchkey-activation>`. */
export const ACTIVATION_STATES: States = {
  'not configured': async () =>
    find(mount(html`<latchkey-activation></latchkey-activation>`), 'latchkey-activation'),
  reading: async () => {
    const backend = new MemoryActivationBackend();
    backend.before = () => new Promise(() => undefined);
    return find(
      mount(html`<latchkey-activation .backend=${backend}></latchkey-activation>`),
      'latchkey-activation',
    );
  },
  'reading failed': async () => {
    const backend = new MemoryActivationBackend();
    backend.before = () => Promise.reject(new LatchkeyError('storage-blocked', 'Another window keeps it.'));
    const place = mount(html`<latchkey-activation .backend=${backend}></latchkey-activation>`);
    await until(() => findAll(place, '.notice').length > 0, 'the failure');
    return find(place, 'latchkey-activation');
  },
  'no license': () => stored(),
  'in force': () => stored(license()),
  'ends in 14 days': () => stored(endingIn(14)),
  'ends in 7 days': () => stored(endingIn(7)),
  'ends in 1 day': () => stored(endingIn(1)),
  followed: () =>
    stored(
      endingIn(5),
      license({ jti: '0190163d-8694-739b-aea5-966c26f8ad92', nbf: NOW + 5 * DAY, exp: NOW + 65 * DAY }),
    ),
  'not persisted': () => {
    const backend = new MemoryActivationBackend(license());
    backend.persisted = false;
    return showActivation(backend);
  },
  expired: () => stored(license({ nbf: NOW - 70 * DAY, exp: NOW - DAY })),
  'not yet valid': () => stored(license({ nbf: NOW + 3 * DAY })),
  adding: async () => {
    const element = await stored(license());
    button(element, 'Replace or add').click();
    await until(() => findAll(element, '.zone').length > 0, 'the zone');
    return element;
  },
  pasting: async () => {
    stubClipboard(() => Promise.reject(new Error('No.')));
    const element = await stored();
    button(element, 'Paste').click();
    await until(() => findAll(element, 'textarea').length > 0, 'the field');
    return element;
  },
  scanning: async () => {
    stubCamera(document.createElement('canvas'));
    const element = await stored();
    button(element, 'Scan').click();
    await until(() => findAll(element, 'video').length > 0, 'the camera');
    return element;
  },
  'camera denied': async () => {
    stubCamera(new DOMException('No.', 'NotAllowedError'));
    const element = await stored();
    button(element, 'Scan').click();
    await until(() => findAll(element, '.zone .notice').length > 0, 'the notice');
    return element;
  },
  checking: async () => {
    const backend = new MemoryActivationBackend();
    backend.before = (call) => call === 'activate' && new Promise(() => undefined);
    const element = await showActivation(backend);
    choose(element, ['a.lic', fileOf(license())], ['b.lic', fileOf(license())]);
    await until(() => findAll(element, '.zone').length === 0, 'the zone to go');
    return element;
  },
  'wrong machine': () => judged(['KSE_other.lic', fileOf(license({ sub: OTHER_ID }))]),
  malformed: () => judged(['holiday.jpg', 'JFIF']),
  'several files': () =>
    judged(
      ['KSE_good.lic', fileOf(license())],
      ['changed.lic', refusedFile('bad-signature')],
      ['KSE_later.lic', fileOf(license({ jti: '0190163d-8694-739b-aea5-966c26f8ad93', nbf: NOW + DAY }))],
    ),
  'loading failed': async () => {
    const backend = new MemoryActivationBackend();
    backend.before = (call) =>
      call === 'activate' && Promise.reject(new LatchkeyError('storage-full', 'No room is left.'));
    const element = await showActivation(backend);
    choose(element, ['a.lic', fileOf(license())]);
    await until(() => findAll(element, '.results .notice').length > 0, 'the failure');
    return element;
  },
  removing: async () => {
    const element = await stored(license());
    button(element, 'Remove').click();
    await until(() => find<HTMLDialogElement>(element, 'dialog').open, 'the question');
    return element;
  },
  'device key lost': () => lost(),
  'starting anew': async () => {
    const element = await lost();
    button(element, 'Start anew').click();
    await until(() => find<HTMLDialogElement>(element, 'dialog').open, 'the question');
    return element;
  },
};
