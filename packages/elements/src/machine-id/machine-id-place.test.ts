import { expect } from '@open-wc/testing';

import { provide } from '../../testing/provide.js';

import { html } from 'lit';

import { stubClipboard } from '../../testing/stubs.js';

import { MemoryActivationBackend } from '../../testing/memory-activation-backend.js';
import { button, find, findAll, held, mount, said, textOf, unmountAll, until } from '../../testing/mount.js';

import { MACHINE, MACHINE_ID, OTHER_ID } from '../../testing/samples.js';
import '../define/machine-id.js';

import { show, showReady } from '../../testing/machine-id-states.js';

afterEach(unmountAll);

describe('<latchkey-machine-id>', () => {
  describe('its place', () => {
    it('takes the back end around it, and follows the provider', async () => {
      const first = new MemoryActivationBackend();
      const place = document.createElement('div');
      const provider = provide(place, first);
      mount(html`<latchkey-machine-id></latchkey-machine-id>`, place);
      await until(() => findAll(place, '.code').length === 1, 'the machine ID');
      const second = new MemoryActivationBackend();
      second.machine = { ...MACHINE, machineId: OTHER_ID };
      provider.setValue(second);
      await until(() => find(place, '.code').textContent === OTHER_ID, 'the other machine ID');
    });

    it('prefers its property to the context', async () => {
      const around = new MemoryActivationBackend();
      const own = new MemoryActivationBackend();
      const place = document.createElement('div');
      provide(place, around);
      mount(html`<latchkey-machine-id .backend=${own}></latchkey-machine-id>`, place);
      await until(() => findAll(place, '.code').length === 1, 'the machine ID');
      expect(own.calls).to.deep.equal(['readMachine']);
      expect(around.calls).to.deep.equal([]);
    });

    it('reads again when it comes back, and forgets the provider it left', async () => {
      const backend = new MemoryActivationBackend();
      const place = document.createElement('div');
      provide(place, backend);
      mount(html`<latchkey-machine-id></latchkey-machine-id>`, place);
      await until(() => findAll(place, '.code').length === 1, 'the machine ID');
      const element = find(place, 'latchkey-machine-id');
      element.remove();
      place.append(element);
      await until(
        () => backend.calls.length === 2 && findAll(place, '.code').length === 1,
        'the second reading',
      );
      document.body.append(element);
      await until(() => textOf(element).includes('Not configured'), 'no back end here');
      element.remove();
    });

    it('drops an answer that comes after a newer one, or after it has left', async () => {
      const slow = new MemoryActivationBackend();
      const late = held();
      slow.before = () => late.promise;
      slow.machine = { ...MACHINE, machineId: OTHER_ID };
      const element = show(slow);
      await until(() => slow.calls.length === 1, 'the call');
      const events: Event[] = [];
      element.addEventListener('latchkey-machine-read', (event) => events.push(event));
      element.backend = new MemoryActivationBackend();
      await until(() => findAll(element, '.code').length === 1, 'the machine ID');
      expect(slow.signals[0]?.aborted).to.equal(true);
      late.release();
      await new Promise((resolve) => setTimeout(resolve, 20));
      await element.updateComplete;
      expect(find(element, '.code').textContent).to.equal(MACHINE_ID);
      expect(events).to.have.length(1);

      const gone = new MemoryActivationBackend();
      const never = held();
      gone.before = () => never.promise;
      element.backend = gone;
      await until(() => gone.calls.length === 1, 'the call');
      element.remove();
      expect(gone.signals[0]?.aborted).to.equal(true);
      never.fail(new Error('Too late.'));
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(events).to.have.length(1);
    });

    it('keeps two instances apart', async () => {
      stubClipboard(() => Promise.resolve());
      const one = await showReady();
      const backend = new MemoryActivationBackend();
      backend.machine = { ...MACHINE, machineId: OTHER_ID };
      const other = await showReady(backend);
      button(one, 'Copy').click();
      await until(() => button(one, 'Copied'), 'the label');
      expect(button(other, 'Copy').isConnected).to.equal(true);
      expect(said(other)).to.equal('');
      expect(find(other, '.code').textContent).to.equal(OTHER_ID);
    });

    it('speaks the language of its place, and follows it', async () => {
      const element = await showReady();
      document.documentElement.lang = 'de-AT';
      await until(() => textOf(element).includes('Geräte-ID'), 'German');
      element.lang = 'ar';
      await until(() => textOf(element).includes('معرّف الجهاز'), 'Arabic');
      expect(getComputedStyle(find(element, '.base')).direction).to.equal('rtl');
      element.lang = 'fr';
      await until(
        () => textOf(element).includes('Machine ID'),
        'English for a language that is not spoken here',
      );
      expect(find(element, '.base').lang).to.equal('en');
      element.removeAttribute('lang');
      await until(() => textOf(element).includes('Geräte-ID'), 'German again');
    });
  });
});
