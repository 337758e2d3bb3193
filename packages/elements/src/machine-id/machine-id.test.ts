import { expect } from '@open-wc/testing';
import { LatchkeyError } from '@latchkey/core';

import { sendKeys } from '../../testing/commands.js';

import { MemoryActivationBackend } from '../../testing/memory-activation-backend.js';
import { button, find, findAll, focused, held, textOf, unmountAll, until } from '../../testing/mount.js';

import { MACHINE_ID } from '../../testing/samples.js';
import '../define/machine-id.js';

import { show, showReady } from '../../testing/machine-id-states.js';

afterEach(unmountAll);

describe('<latchkey-machine-id>', () => {
  describe('states', () => {
    it('says that it is not configured where there is no back end', async () => {
      const element = show();
      await element.updateComplete;
      expect(textOf(element)).to.contain('Not configured');
    });

    it('is reading until the back end answers', async () => {
      const backend = new MemoryActivationBackend();
      const answer = held();
      backend.before = () => answer.promise;
      const element = show(backend);
      await element.updateComplete;
      expect(find(element, '.skeleton').getAttribute('aria-label')).to.equal('Reading the machine ID');
      answer.release();
      await until(() => findAll(element, '.code').length === 1, 'the machine ID');
    });

    it('shows the ID in groups of five that are selected as one string', async () => {
      const element = await showReady();
      const groups = findAll(element, '.code span').map((span) => span.textContent);
      expect(groups.slice(0, 2)).to.deep.equal(['kse1q', '6rxuk']);
      expect(find(element, '.code').textContent).to.equal(MACHINE_ID);
      const selection = getSelection();
      selection?.selectAllChildren(find(element, '.code'));
      expect(String(selection)).to.equal(MACHINE_ID);
    });

    it('says why there is no ID and what to do, and tries again', async () => {
      const backend = new MemoryActivationBackend();
      const failure = new LatchkeyError('device-key-lost', 'No key in store.');
      backend.before = () => Promise.reject(failure);
      const events: Event[] = [];
      const listen = (event: Event) => events.push(event);
      document.body.addEventListener('latchkey-failed', listen);
      const element = show(backend);
      await until(() => events.length === 1, 'the event');
      document.body.removeEventListener('latchkey-failed', listen);
      await element.updateComplete;
      expect(events[0]).to.include({ error: failure, bubbles: true, composed: true });
      expect(textOf(element)).to.contain('The key of this device is gone').and.contain('Start anew');
      backend.before = () => undefined;
      const again = button(element, 'Try again');
      again.focus();
      await sendKeys({ press: 'Enter' });
      await until(() => findAll(element, '.code').length === 1, 'the machine ID');
      await until(() => focused() === button(element, 'Copy'), 'the focus to stay in the element');
    });
  });
});
