import { html } from 'lit';
import '../src/define/activation-dialog.js';
import { MemoryActivationBackend } from './memory-activation-backend.js';
import { find, findAll, mount, until } from './mount.js';
import { license } from './samples.js';
import type { States } from './states.js';

async function open(backend: MemoryActivationBackend | undefined): Promise<HTMLElement> {
  const place = mount(
    html`<latchkey-activation-dialog open .backend=${backend}></latchkey-activation-dialog>`,
  );
  const element = find(place, 'latchkey-activation-dialog');
  await until(() => find<HTMLDialogElement>(element, 'dialog').open, 'the dialog');
  await until(() => findAll(element, '.status, .notice').length > 0, 'its content');
  await until(() => findAll(element, '.skeleton').length === 0, 'the machine ID');
  return element;
}

/** Every state of `<latchkey-activation-dialog>` that the element inside does not have by itself. */
export const ACTIVATION_DIALOG_STATES: States = {
  'not configured': () => open(undefined),
  'no license': () => open(new MemoryActivationBackend()),
  'in force': () => open(new MemoryActivationBackend(license())),
};
