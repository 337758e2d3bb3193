import { expect } from '@open-wc/testing';
import { groupMachineId } from '@latchkey/core';
import { openForm, previewed, type, usualBackend } from '../../testing/license-issuer-states.js';
import { machineIdOf, requestOf } from '../../testing/issuing-samples.js';
import { problem } from '../../testing/issuing-rules.js';
import {
  button,
  find,
  findAll,
  focused,
  held,
  next,
  said,
  textOf,
  unmountAll,
  until,
} from '../../testing/mount.js';
import { MACHINE_ID, OTHER_ID } from '../../testing/samples.js';

afterEach(unmountAll);

const hint = (element: Element) => textOf(find(element, '#machine-hint')).trim();
const preview = (element: Element) => textOf(find(element, '.preview'));

describe('<latchkey-license-issuer>: the machine', () => {
  it('has the focus in its field, and says how far it is while it is typed', async () => {
    const element = await openForm();
    expect(focused() === find(element, '#machine')).to.equal(true);
    type(element, '#machine', 'KSE1Q 6RXUK');
    await until(() => hint(element) === '10 of 37 characters', 'the count');
    expect(find(element, '#machine').getAttribute('aria-invalid')).to.equal('false');
  });

  it('marks a wrong symbol at its place', async () => {
    const element = await openForm();
    type(element, '#machine', groupMachineId(MACHINE_ID.replace('7nrgh', '7nrgq')));
    await until(() => hint(element).startsWith('The marked character is wrong.'), 'the words');
    const marks = find(element, '.marks');
    expect(find(element, 'mark').textContent).to.equal('q');
    expect(marks.textContent?.indexOf('q', 15)).to.equal(20);
    expect(find(element, '#machine').getAttribute('aria-invalid')).to.equal('true');
    expect(marks.getBoundingClientRect().width).to.equal(
      find(element, '#machine').getBoundingClientRect().width,
    );
  });

  for (const [what, typed, words] of [
    [
      'two wrong symbols',
      MACHINE_ID.replace('7nrgh', '7nrhg'),
      'At least two characters are wrong or swapped.',
    ],
    ['a wrong character', 'kse1qb', 'The marked characters are in no machine ID.'],
    ['another product', machineIdOf(1, 'ABC'), 'This machine ID is for ABC, not for KSE.'],
    ['another beginning', 'abc1', 'A machine ID for this product begins with kse1.'],
    ['too much', `${MACHINE_ID}qq`, 'A machine ID for this product has 37 characters, this has 39.'],
  ] as const) {
    it(`says what is wrong: ${what}`, async () => {
      const backend = usualBackend();
      const element = await openForm(backend);
      type(element, '#machine', typed);
      await until(() => hint(element).startsWith(words), 'the words');
      expect(backend.count('preview')).to.equal(0);
    });
  }

  it('stops at what is missing, and says it', async () => {
    const element = await openForm();
    find(element, '.form .footer :last-child').click();
    await until(() => said(element) === 'Enter the machine ID that the user sent.', 'the words');
    expect(focused() === find(element, '#machine')).to.equal(true);
    type(element, '#machine', 'kse1q');
    await until(() => hint(element).includes('has 37 characters, this has 5'), 'the words');
    type(element, '#machine', MACHINE_ID);
    await until(() => findAll(element, '.facts').length === 1, 'the preview');
    type(element, '#assignee', 'x'.repeat(121));
    find(element, '.form .footer :last-child').click();
    await until(() => said(element) === 'A name has at most 120 characters.', 'the words');
    expect(focused() === find(element, '#assignee')).to.equal(true);
  });

  it('takes an activation request: pasted, chosen, dropped', async () => {
    const backend = usualBackend();
    const element = await openForm(backend);
    const request = requestOf(MACHINE_ID, { host: 'ada-laptop' });
    type(element, '#machine', ` ${request}\n`);
    await until(() => preview(element).includes('ada-laptop'), 'the host');
    expect(backend.last('preview')?.request).to.deep.include({ machine: { activationRequest: request } });
    button(element, 'Use another machine').click();
    await until(() => focused()?.id === 'machine', 'the empty field, with the focus');
    expect(preview(element)).to.contain('Enter a machine ID to see');

    const transferOf = () => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([request], 'KSE_ada.req'));
      return transfer;
    };
    const input = find<HTMLInputElement>(element, 'input[type=file]');
    input.files = transferOf().files;
    input.dispatchEvent(new Event('change'));
    await until(() => textOf(find(element, '.request')).includes('KSE_ada.req'), 'the file');
    button(element, 'Use another machine').click();
    await until(() => findAll(element, '.machine textarea').length === 1, 'the field');

    const zone = find(element, '.machine');
    const over = new DragEvent('dragover', { dataTransfer: transferOf(), bubbles: true, cancelable: true });
    zone.dispatchEvent(over);
    expect(over.defaultPrevented).to.equal(true);
    await until(() => zone.classList.contains('over'), 'the mark');
    zone.dispatchEvent(
      new DragEvent('drop', { dataTransfer: transferOf(), bubbles: true, cancelable: true }),
    );
    await until(() => textOf(find(element, '.request')).includes('KSE_ada.req'), 'the file');
  });

  it('shows what is in a file that is no request, and says that a folder cannot be read', async () => {
    const element = await openForm();
    const drop = (file: File) => {
      const transfer = new DataTransfer();
      const event = new DragEvent('drop', { bubbles: true, cancelable: true });
      Object.defineProperty(transfer, 'files', { value: [file] });
      Object.defineProperty(event, 'dataTransfer', { value: transfer });
      find(element, '.machine').dispatchEvent(event);
    };
    drop(new File(['holiday!'], 'a.jpg'));
    await until(() => hint(element).startsWith('The marked characters'), 'the words');
    const folder = new File([''], 'folder');
    folder.slice = () => {
      throw new DOMException('No.', 'NotReadableError');
    };
    drop(folder);
    await until(() => textOf(find(element, '.machine')).includes('This file cannot be read.'), 'the words');
  });
});

describe('<latchkey-license-issuer>: the preview', () => {
  it('says for whom, for which machine, until when, and what becomes of the seats', async () => {
    const element = await previewed();
    type(element, '#assignee', ' Ada Lovelace ');
    await until(() => preview(element).includes('Assigned to Ada Lovelace'), 'the name');
    expect(find(element, '.preview .code').textContent).to.equal(MACHINE_ID);
    expect(preview(element)).to.contain('January 23, 2027').and.contain('7 available, then 6');
    await until(() => said(element).startsWith('Valid until January 23, 2027'), 'the announcement');
  });

  it('waits until nothing is typed any more', async () => {
    const backend = usualBackend();
    const element = await openForm(backend);
    for (const text of [MACHINE_ID, `${MACHINE_ID} `, OTHER_ID]) type(element, '#machine', text);
    await until(() => findAll(element, '.facts').length === 1, 'the preview');
    expect(backend.count('preview')).to.equal(1);
    expect(find(element, '.preview .code').textContent).to.equal(OTHER_ID);
  });

  it('drops an answer about another machine, however late it comes', async () => {
    const backend = usualBackend();
    const gate = held();
    backend.before = (call) => call === 'preview' && gate.promise;
    const element = await openForm(backend);
    type(element, '#machine', OTHER_ID);
    await until(() => backend.count('preview') === 1, 'the slow call');
    backend.before = () => undefined;
    type(element, '#machine', MACHINE_ID);
    await until(() => findAll(element, '.facts').length === 1, 'the preview');
    expect(backend.calls.find(({ call }) => call === 'preview')?.signal?.aborted).to.equal(true);
    gate.release();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(find(element, '.preview .code').textContent).to.equal(MACHINE_ID);
  });

  it('is not confirmed before it is there', async () => {
    const backend = usualBackend();
    backend.before = (call) => call === 'preview' && new Promise(() => undefined);
    const element = await openForm(backend);
    type(element, '#machine', MACHINE_ID);
    await until(() => backend.count('preview') === 1, 'the call');
    find(element, '.form .footer :last-child').click();
    await until(() => said(element).startsWith('This machine is still being checked.'), 'the words');
    expect(findAll(element, 'dialog')).to.have.length(0);
  });

  it('says why it would be refused, and does not ask to confirm it', async () => {
    const element = await openForm();
    type(element, '#machine', 'a.b.c');
    await until(() => preview(element).includes('This is not an activation request'), 'the words');
    expect(findAll(find(element, '.preview'), '.actions')).to.have.length(0);
    find(element, '.form .footer :last-child').click();
    await until(() => focused() === find(element, '.preview'), 'the focus on the reason');
    // What is to be done first is not that button.
    expect(findAll(element, '.form .primary')).to.have.length(0);
    expect(findAll(element, 'dialog')).to.have.length(0);
  });

  it('tries again where the service was away, with what was typed', async () => {
    const backend = usualBackend();
    const error = problem('unavailable');
    backend.before = (call) => call === 'preview' && Promise.reject(error);
    const element = await openForm(backend);
    const failed = next(element, 'latchkey-failed');
    type(element, '#machine', MACHINE_ID);
    expect((await failed).error).to.equal(error);
    await until(() => preview(element).includes('The service cannot be reached.'), 'the words');
    backend.before = () => undefined;
    button(find(element, '.preview'), 'Try again').click();
    await until(() => preview(element).includes('January 23, 2027'), 'the preview');
    expect(find<HTMLTextAreaElement>(element, '#machine').value).to.equal(MACHINE_ID);
  });

  it('shows every warning with a reason to stop', async () => {
    const backend = usualBackend();
    backend.warnings = [
      { code: 'known-bad-machine-id', detail: '' },
      { code: 'device-key-elsewhere', detail: '' },
    ];
    const element = await previewed(requestOf(MACHINE_ID, { container: true }), backend);
    const warnings = findAll(element, '.preview .warn').map((each) => textOf(each));
    expect(warnings).to.have.length(3);
    expect(warnings.join())
      .to.contain('container')
      .and.contain('Many machines share')
      .and.contain('another machine');
    expect(said(element)).to.contain('Stop here.');
  });

  it('goes back to the licenses, with the focus where it was', async () => {
    const element = await previewed();
    button(element, 'Cancel').click();
    await until(() => findAll(element, '.license').length === 6, 'the licenses');
    expect(focused() === button(element, 'Create offline license')).to.equal(true);
    button(element, 'Create offline license').click();
    await until(() => findAll(element, '.form').length === 1, 'the form');
    expect(find<HTMLTextAreaElement>(element, '#machine').value).to.equal('');
  });
});
