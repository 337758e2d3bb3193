import { expect } from '@open-wc/testing';
import { confirm, created, previewed, usualBackend } from '../../testing/license-issuer-states.js';
import { fileTextOf, problem } from '../../testing/issuing-rules.js';
import {
  button,
  find,
  findAll,
  focused,
  next,
  said,
  textOf,
  unmountAll,
  until,
} from '../../testing/mount.js';
import { readQrCode } from '../../testing/qr.js';
import { MACHINE_ID } from '../../testing/samples.js';
import { catchDownload, stubClipboard } from '../../testing/stubs.js';

afterEach(unmountAll);

describe('<latchkey-license-issuer>: the result', () => {
  it('hands out the file', async () => {
    const backend = usualBackend();
    const element = await created(backend);
    const file = catchDownload();
    const saved = next(element, 'latchkey-saved');
    button(element, 'Download').click();
    const row = backend.store.all.at(-1);
    if (!row) throw new Error('Nothing was issued.');
    expect(await file).to.deep.equal({ name: `KSE_${MACHINE_ID}.lic`, text: fileTextOf(row) });
    expect((await saved).fileName).to.equal(`KSE_${MACHINE_ID}.lic`);
    await until(() => said(element) === 'License file saved', 'the announcement');
  });

  it('copies the text, or selects it where the browser does not allow that', async () => {
    const copied: string[] = [];
    stubClipboard(async (text) => void copied.push(text));
    const backend = usualBackend();
    backend.file = ' text of the license\n';
    const element = await created(backend);
    const event = next(element, 'latchkey-copied');
    button(element, 'Copy').click();
    expect((await event).text).to.equal('text of the license');
    expect(copied).to.deep.equal(['text of the license']);
    await until(() => said(element) === 'License copied', 'the announcement');
    stubClipboard(() => Promise.reject(new Error('No.')));
    button(element, 'Copy').click();
    await until(() => focused()?.tagName === 'TEXTAREA', 'the text, with the focus');
    const { value, selectionStart, selectionEnd } = focused() as HTMLTextAreaElement;
    expect(value.slice(selectionStart, selectionEnd)).to.equal('text of the license');
  });

  it('shows a QR code of the very text, or says that it cannot', async () => {
    const backend = usualBackend();
    const element = await created(backend);
    button(element, 'QR code').click();
    await until(() => findAll(element, '[part=qr]').length === 1, 'the code');
    const row = backend.store.all.at(-1);
    expect(await readQrCode(find<SVGSVGElement>(element, '[part=qr]'))).to.equal(row && fileTextOf(row));
    button(element, 'QR code').click();
    await until(() => findAll(element, '[part=qr]').length === 0, 'the code to go');
  });

  it('says that a text is too long for a QR code', async () => {
    const backend = usualBackend();
    backend.file = 'x'.repeat(5000);
    const element = await created(backend);
    button(element, 'QR code').click();
    await until(() => textOf(element).includes('Download the file instead.'), 'the words');
  });

  it('tries again to fetch the file: the license is there', async () => {
    const backend = usualBackend();
    backend.before = (call) => call === 'download' && Promise.reject(problem('unavailable'));
    const element = await previewed(MACHINE_ID, backend);
    await confirm(element);
    await until(() => textOf(find(element, '.result')).includes('cannot be reached'), 'the words');
    expect(textOf(find(element, '.result'))).to.contain('The offline license was created.');
    backend.before = () => undefined;
    button(find(element, '.result'), 'Try again').click();
    await until(() => button(element, 'Download'), 'the file');
  });
});
