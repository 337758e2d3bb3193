import { expect } from '@open-wc/testing';
import { DAY, LatchkeyError, MAX_TOKEN_BYTES, REASONS } from '@latchkey/core';
import { sendKeys } from '../../testing/commands.js';
import { choose, showActivation } from '../../testing/activation-states.js';
import { fileOf, MemoryActivationBackend, refusedFile } from '../../testing/memory-activation-backend.js';
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
import { license, NOW, OTHER_ID } from '../../testing/samples.js';
import { stubClipboard } from '../../testing/stubs.js';
import '../define/activation.js';

afterEach(unmountAll);

const GOOD = ['KSE.lic', fileOf(license())] as const;

function transferOf(text: string, ...files: File[]): DataTransfer {
  const transfer = new DataTransfer();
  if (text !== '') transfer.setData('text/plain', text);
  for (const file of files) transfer.items.add(file);
  return transfer;
}

/** What a browser fires for Ctrl+V. Firefox lets nobody fill a clipboard event by its constructor. */
function pasteOf(text: string): Event {
  const event = new ClipboardEvent('paste', { bubbles: true, composed: true, cancelable: true });
  Object.defineProperty(event, 'clipboardData', { value: transferOf(text) });
  return event;
}

describe('<latchkey-activation>: loading', () => {
  it('loads a chosen file, tells the page, and goes on at the license', async () => {
    const backend = new MemoryActivationBackend();
    const element = await showActivation(backend);
    button(element, 'Browse').focus();
    const event = next(document.body, 'latchkey-activated');
    choose(element, GOOD);
    expect((await event).license).to.deep.equal(license());
    await until(() => textOf(element).includes('In force until'), 'the license');
    expect(backend.calls).to.contain(`activate ${GOOD[1]}`);
    await until(() => focused() === find(element, '.status'), 'the focus on the license');
    expect(findAll(element, '.zone')).to.have.length(0);
  });

  it('opens the file chooser by its button, and takes the same file twice', async () => {
    const element = await showActivation(new MemoryActivationBackend());
    const input = find<HTMLInputElement>(element, 'input[type=file]');
    expect(input.multiple).to.equal(true);
    let opened = 0;
    input.addEventListener('click', (event) => {
      event.preventDefault();
      opened++;
    });
    button(element, 'Browse').focus();
    await sendKeys({ press: 'Enter' });
    expect(opened).to.equal(1);
    choose(element, GOOD);
    expect(input.value).to.equal('');
  });

  it('loads what is dropped: files, or text', async () => {
    const backend = new MemoryActivationBackend();
    const element = await showActivation(backend);
    const zone = find(element, '.zone');
    const drag = (type: string, dataTransfer = new DataTransfer()) => {
      const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
      zone.dispatchEvent(event);
      return event;
    };
    expect(drag('dragover').defaultPrevented).to.equal(true);
    await until(() => zone.classList.contains('over'), 'the mark');
    drag('dragleave');
    await until(() => !zone.classList.contains('over'), 'the mark to go');
    expect(drag('drop', transferOf('', new File(['JFIF'], 'holiday.jpg'))).defaultPrevented).to.equal(true);
    await until(() => textOf(element).includes('This is not a license file'), 'the verdict');
    expect(textOf(find(element, '.loaded'))).to.contain('holiday.jpg');
    button(element, 'Load another file').click();
    await until(() => focused() === button(element, 'Browse'), 'the empty zone, with the focus');
    find(element, '.zone').dispatchEvent(
      new DragEvent('drop', { dataTransfer: transferOf(GOOD[1]), bubbles: true, cancelable: true }),
    );
    await until(() => textOf(element).includes('In force until'), 'the license');
  });

  it('loads what is pasted anywhere in the steps', async () => {
    const element = await showActivation(new MemoryActivationBackend());
    const event = pasteOf(GOOD[1]);
    button(element, 'Browse').dispatchEvent(event);
    expect(event.defaultPrevented).to.equal(true);
    await until(() => textOf(element).includes('In force until'), 'the license');
  });

  it('takes the text of the clipboard at once where the browser gives it', async () => {
    stubClipboard(
      () => Promise.resolve(),
      () => Promise.resolve(refusedFile('bad-signature')),
    );
    const element = await showActivation(new MemoryActivationBackend());
    button(element, 'Paste').click();
    await until(
      () => textOf(element).includes('The license was changed after it was issued.'),
      'the verdict',
    );
    expect(textOf(find(element, '.loaded'))).to.contain('Pasted text');
  });

  it('opens a field to paste into where the browser does not', async () => {
    stubClipboard(() => Promise.resolve());
    const backend = new MemoryActivationBackend();
    const element = await showActivation(backend);
    button(element, 'Paste').click();
    await until(() => focused()?.tagName === 'TEXTAREA', 'the field, with the focus');
    button(element, 'Load').click();
    expect(backend.calls.filter((call) => call.startsWith('activate'))).to.deep.equal([]);
    const field = find<HTMLTextAreaElement>(element, 'textarea');
    const paste = pasteOf('x');
    field.dispatchEvent(paste);
    expect(paste.defaultPrevented, 'the field keeps what is pasted into it').to.equal(false);
    field.value = ` ${GOOD[1]}\n`;
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    await until(() => textOf(element).includes('In force until'), 'the license');
  });

  it('judges several at once, tells the page of each, and shows what was refused', async () => {
    const element = await showActivation(new MemoryActivationBackend());
    const activated: string[] = [];
    const refusals: string[] = [];
    element.addEventListener('latchkey-activated', (event) => activated.push(event.license.jti));
    element.addEventListener('latchkey-refused', (event) => refusals.push(event.verdict.reason));
    const later = license({ jti: '0190163d-8694-739b-aea5-966c26f8ad93', nbf: NOW + DAY });
    choose(element, GOOD, ['bad.lic', refusedFile('bad-signature')], ['later.lic', fileOf(later)]);
    await until(() => findAll(element, '.loaded').length === 3, 'the verdicts');
    expect(activated).to.deep.equal([license().jti, later.jti]);
    expect(refusals).to.deep.equal(['bad-signature']);
    expect(textOf(element)).to.contain('2 licenses loaded · 1 file refused');
    expect(textOf(findAll(element, '.loaded')[0] ?? element)).to.contain('bad.lic');
    expect(textOf(element)).to.contain('This license takes over on November 25, 2026');
    expect(textOf(element)).to.contain('In force until');
  });

  it('says how far it is, and hides most of a flood', async () => {
    const backend = new MemoryActivationBackend();
    const element = await showActivation(backend);
    const gate = held();
    let calls = 0;
    backend.before = (call) => (call === 'activate' && ++calls === 3 ? gate.promise : undefined);
    choose(element, ...Array.from({ length: 30 }, (_, i) => [`${i}.lic`, 'nothing'] as const));
    await until(() => textOf(element).includes('Checking 3 of 30'), 'how far it is');
    gate.release();
    await until(() => findAll(element, '.loaded').length === 20, 'the verdicts');
    expect(textOf(element)).to.contain('30 files refused').and.contain('and 10 more');
  });

  for (const reason of REASONS) {
    it(`says what is wrong and what to do: ${reason}`, async () => {
      const element = await showActivation(new MemoryActivationBackend());
      const event = next(element, 'latchkey-refused');
      choose(element, ['a.lic', refusedFile(reason, license({ sub: OTHER_ID }))]);
      expect((await event).verdict.reason).to.equal(reason);
      await until(() => findAll(element, '.loaded').length === 1, 'the verdict');
      const [says, wayOut] = findAll(element, '.loaded .notice p').map((each) => textOf(each).trim());
      await until(() => said(element).startsWith(says ?? '?'), 'the announcement');
      expect(said(element)).to.contain(wayOut);
      await until(() => focused() === find(element, '.results'), 'the focus on the verdict');
    });
  }

  it('hands on no more of a huge file than shows that it is too large', async () => {
    const backend = new MemoryActivationBackend();
    const element = await showActivation(backend);
    choose(element, ['film.mp4', 'x'.repeat(5_000_000)]);
    await until(() => findAll(element, '.loaded').length === 1, 'the verdict');
    const text = backend.calls.find((call) => call.startsWith('activate')) ?? '';
    expect(text.length).to.equal('activate '.length + MAX_TOKEN_BYTES + 1);
  });

  it('says that a file cannot be read, and judges the others', async () => {
    const element = await showActivation(new MemoryActivationBackend());
    const folder = new File([''], 'folder');
    folder.slice = () => {
      throw new DOMException('No.', 'NotReadableError');
    };
    const transfer = transferOf('');
    Object.defineProperty(transfer, 'files', { value: [folder, new File([GOOD[1]], GOOD[0])] });
    const drop = new DragEvent('drop', { bubbles: true, cancelable: true });
    Object.defineProperty(drop, 'dataTransfer', { value: transfer });
    find(element, '.zone').dispatchEvent(drop);
    await until(() => textOf(element).includes('This file cannot be read.'), 'the words');
    expect(textOf(element)).to.contain('1 license loaded · 1 file refused');
  });

  it('says why loading failed, and goes on with the rest', async () => {
    const backend = new MemoryActivationBackend();
    const element = await showActivation(backend);
    const failure = new LatchkeyError('storage-full', 'Full.');
    let calls = 0;
    backend.before = (call) => call === 'activate' && ++calls === 2 && Promise.reject(failure);
    const event = next(element, 'latchkey-failed');
    choose(element, ['first.lic', 'nothing'], GOOD);
    expect((await event).error).to.equal(failure);
    await until(() => textOf(element).includes('There is no room left'), 'the words');
    expect(said(element)).to.contain('There is no room left');
    button(element, 'Try again').click();
    await until(() => textOf(element).includes('In force until'), 'the license');
    expect(backend.calls.filter((call) => call === 'activate nothing')).to.have.length(1);
  });
});
