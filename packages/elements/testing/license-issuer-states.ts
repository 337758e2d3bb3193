import { DAY, LatchkeyError, type IssuingBackend } from '@latchkey/core';
import { html } from 'lit';
import '../src/define/license-issuer.js';
import type { LatchkeyLicenseIssuer } from '../src/license-issuer/license-issuer.component.js';
import { stubCamera } from './camera.js';
import {
  EVERY_KIND,
  issued,
  machineIdOf,
  ORGANIZATION,
  OTHER_ORGANIZATION,
  purchased,
  requestOf,
} from './issuing-samples.js';
import { problem } from './issuing-rules.js';
import { MemoryIssuingBackend } from './memory-issuing-backend.js';
import { button, find, findAll, mount, until } from './mount.js';
import { MACHINE_ID, NOW, OTHER_ID } from './samples.js';
import type { States } from './states.js';
import { stubClipboard } from './stubs.js';

/** Shows the element over a back end, or over none. */
export function mountIssuer(backend?: IssuingBackend): LatchkeyLicenseIssuer {
  const place = mount(html`<latchkey-license-issuer .backend=${backend}></latchkey-license-issuer>`);
  return find<LatchkeyLicenseIssuer>(place, 'latchkey-license-issuer');
}

/** Three seats taken of the first license, one machine with a license, the only seat of the second taken. */
export function usualBackend(): MemoryIssuingBackend {
  return new MemoryIssuingBackend(
    issued({ machineId: OTHER_ID, seq: 1 }),
    issued({ machineId: machineIdOf(1), seq: 2, assignee: 'Grace Hopper' }),
    issued({ machineId: machineIdOf(2), seq: 3, assignee: 'Alan Turing', endsAt: NOW + 12 * DAY }),
    issued({ machineId: machineIdOf(3), seq: 4, licenseId: 'lic-bridge' }),
  );
}

/** Shows the element, and waits until the licenses are there. */
export async function showIssuer(backend = usualBackend()): Promise<LatchkeyLicenseIssuer> {
  const element = mountIssuer(backend);
  await until(() => findAll(element, '.license, .issuer > .notice').length > 0, 'the licenses');
  return element;
}

/** Chooses a purchased license by its name. */
export async function chooseLicense(element: Element, name: string): Promise<void> {
  const row = findAll(element, '.license').find((each) => each.textContent?.includes(name));
  if (!row) throw new Error(`There is no license ${name}`);
  row.click();
  await until(() => row.classList.contains('chosen'), 'the choice');
}

/** Shows the element with the form open, for the first license. */
export async function openForm(backend = usualBackend()): Promise<LatchkeyLicenseIssuer> {
  const element = await showIssuer(backend);
  if (backend.licenses.length > 1) await chooseLicense(element, 'Ocean Suite');
  button(element, 'Create offline license').click();
  await until(() => findAll(element, '.form').length === 1, 'the form');
  return element;
}

/** Types into a field as a person would who pastes. */
export function type(element: Element, selector: string, text: string): void {
  const field = find<HTMLInputElement | HTMLTextAreaElement>(element, selector);
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

/** The form with a machine ID, and what the service says to it. */
export async function previewed(text = MACHINE_ID, backend = usualBackend()): Promise<LatchkeyLicenseIssuer> {
  const element = await openForm(backend);
  type(element, '#machine', text);
  await until(() => findAll(element, '.preview .facts, .preview .notice').length > 0, 'the preview');
  return element;
}

/** Goes on to the question, and waits for it. */
export async function askToCreate(element: Element): Promise<void> {
  const submit = find(element, '.form .footer :last-child');
  submit.focus();
  submit.click();
  await until(() => find<HTMLDialogElement>(element, 'dialog').open, 'the question');
}

/** Answers the question with the right characters. */
export async function confirm(element: Element, lastFour = MACHINE_ID.slice(-4)): Promise<void> {
  await askToCreate(element);
  type(element, '#last-four', lastFour);
  find(element, 'dialog .primary').click();
}

/** Creates a license, and waits for its file. */
export async function created(
  backend = usualBackend(),
  text = MACHINE_ID,
  lastFour = MACHINE_ID.slice(-4),
): Promise<LatchkeyLicenseIssuer> {
  const element = await previewed(text, backend);
  await confirm(element, lastFour);
  await until(() => button(find(element, '.result'), 'Download'), 'the file');
  return element;
}

const never = () => new Promise(() => undefined);

async function failing(call: keyof IssuingBackend, error: Error): Promise<MemoryIssuingBackend> {
  const backend = usualBackend();
  backend.before = (each) => each === call && Promise.reject(error);
  return backend;
}

/** Every state of `<latchkey-license-issuer>`. */
export const LICENSE_ISSUER_STATES: States = {
  'not configured': async () => mountIssuer(),
  reading: async () => {
    const backend = usualBackend();
    backend.before = never;
    return mountIssuer(backend);
  },
  'reading failed': async () => {
    const element = mountIssuer(await failing('listOrganizations', problem('unavailable')));
    await until(() => findAll(element, '.notice').length > 0, 'the failure');
    return element;
  },
  'no organization': async () => {
    const backend = usualBackend();
    backend.organizations = [];
    const element = mountIssuer(backend);
    await until(() => findAll(element, '.notice').length > 0, 'the words');
    return element;
  },
  'no license': async () => {
    const backend = usualBackend();
    backend.licenses = [];
    return showIssuer(backend);
  },
  'reading licenses failed': async () => showIssuer(await failing('listLicenses', problem('forbidden'))),
  'all ineligible': async () => {
    const backend = usualBackend();
    backend.licenses = EVERY_KIND.slice(2);
    return showIssuer(backend);
  },
  licenses: () => showIssuer(),
  'several organizations and products': async () => {
    const backend = usualBackend();
    backend.organizations = [ORGANIZATION, OTHER_ORGANIZATION];
    backend.licenses = [...EVERY_KIND, purchased({ id: 'lic-tide', product: 'TIDE', name: 'Tide Tables' })];
    const element = await showIssuer(backend);
    await chooseLicense(element, 'Ocean Suite');
    return element;
  },
  'license chosen that cannot be used': async () => {
    const element = await showIssuer();
    await chooseLicense(element, 'Fleet Planner');
    return element;
  },
  form: () => openForm(),
  'machine ID half typed': async () => {
    const element = await openForm();
    type(element, '#machine', 'kse1q 6rxuk k7x7n');
    await until(() => find(element, '#machine-hint').textContent?.includes('15'), 'the count');
    return element;
  },
  'wrong symbol': async () => {
    const element = await openForm();
    type(element, '#machine', MACHINE_ID.replace('7nrgh', '7nrgq'));
    await until(() => findAll(element, 'mark').length === 1, 'the mark');
    return element;
  },
  'wrong characters': async () => {
    const element = await openForm();
    type(element, '#machine', 'kse1q 6rxuk k7x7n bogus');
    await until(() => findAll(element, 'mark').length > 1, 'the marks');
    return element;
  },
  checking: async () => {
    const backend = usualBackend();
    backend.before = (call) => call === 'preview' && never();
    const element = await openForm(backend);
    type(element, '#machine', MACHINE_ID);
    await until(() => backend.count('preview') === 1, 'the call');
    return element;
  },
  preview: async () => {
    const element = await previewed();
    type(element, '#assignee', 'Ada Lovelace');
    return element;
  },
  'preview of a request': () => previewed(requestOf(MACHINE_ID, { host: 'ada-laptop' })),
  'preview with warnings': async () => {
    const backend = usualBackend();
    backend.warnings = [{ code: 'device-key-elsewhere', detail: 'The profile may have been copied.' }];
    return previewed(requestOf(MACHINE_ID, { host: 'build-7', container: true }), backend);
  },
  'preview refused': async () => {
    const backend = new MemoryIssuingBackend();
    backend.licenses = [purchased({ quantity: 1 })];
    const element = await openForm(backend);
    // Somebody else was quicker.
    backend.store.add(issued({ machineId: OTHER_ID }));
    type(element, '#machine', MACHINE_ID);
    await until(() => findAll(element, '.preview .bad').length > 0, 'the refusal');
    return element;
  },
  'preview failed': async () => previewed(MACHINE_ID, await failing('preview', problem('unavailable'))),
  'has a license already': () => previewed(OTHER_ID),
  scanning: async () => {
    stubCamera(document.createElement('canvas'));
    const element = await openForm();
    button(element, 'Scan').click();
    await until(() => findAll(element, 'video').length > 0, 'the camera');
    return element;
  },
  'camera denied': async () => {
    stubCamera(new DOMException('No.', 'NotAllowedError'));
    const element = await openForm();
    button(element, 'Scan').click();
    await until(() => findAll(element, '.machine .notice').length > 0, 'the notice');
    return element;
  },
  confirming: async () => {
    const element = await previewed();
    await askToCreate(element);
    return element;
  },
  'confirmed wrongly': async () => {
    const element = await previewed();
    await confirm(element, 'abcd');
    await until(() => findAll(element, '#last-four-wrong').length > 0, 'the words');
    return element;
  },
  creating: async () => {
    const backend = usualBackend();
    backend.before = (call) => call === 'create' && never();
    const element = await previewed(MACHINE_ID, backend);
    await confirm(element);
    await until(() => backend.count('create') === 1, 'the call');
    return element;
  },
  'creating refused': async () => {
    const element = await previewed(MACHINE_ID, await failing('create', problem('forbidden')));
    await confirm(element);
    await until(() => findAll(element, '.trouble').length > 0, 'the failure');
    return element;
  },
  'outcome unknown': async () => {
    const element = await previewed(
      MACHINE_ID,
      await failing('create', new LatchkeyError('unavailable', 'It broke.')),
    );
    await confirm(element);
    await until(() => findAll(element, '.trouble').length > 0, 'the failure');
    return element;
  },
  created: () => created(),
  'created, copying blocked': async () => {
    stubClipboard(() => Promise.reject(new Error('No.')));
    const element = await created();
    button(element, 'Copy').click();
    await until(() => findAll(element, '.result textarea').length > 0, 'the text');
    return element;
  },
  'created, QR code': async () => {
    const element = await created();
    button(element, 'QR code').click();
    await until(() => findAll(element, '[part=qr]').length > 0, 'the code');
    return element;
  },
  'file not fetched': async () => {
    const element = await previewed(MACHINE_ID, await failing('download', problem('unavailable')));
    await confirm(element);
    await until(() => findAll(element, '.result .bad').length > 0, 'the failure');
    return element;
  },
};
