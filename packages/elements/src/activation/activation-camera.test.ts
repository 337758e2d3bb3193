import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { showActivation } from '../../testing/activation-states.js';
import { pointCameraAt, removeCameras, restoreCameras, stubCamera } from '../../testing/camera.js';
import { fileOf, MemoryActivationBackend } from '../../testing/memory-activation-backend.js';
import { button, find, findAll, mount, textOf, unmountAll, until } from '../../testing/mount.js';
import { drawSvg } from '../../testing/qr.js';
import { license, MACHINE } from '../../testing/samples.js';
import '../define/activation.js';
import { encodeQrCode } from '../shared/qr/qr-code.js';

afterEach(() => {
  unmountAll();
  restoreCameras();
});

/** What a camera sees of a QR code of this text. */
async function cameraAt(text: string): Promise<HTMLCanvasElement> {
  const place = mount(html`${encodeQrCode(text)('code')}`);
  const svg = find<SVGSVGElement>(place, '[part=qr]');
  svg.style.width = `${svg.viewBox.baseVal.width * 4}px`;
  const picture = await drawSvg(svg);
  place.remove();
  return pointCameraAt(picture);
}

const isStopped = (stream: MediaStream | undefined) =>
  stream?.getTracks().every(({ readyState }) => readyState === 'ended');

describe('<latchkey-activation>: the camera', () => {
  it('loads a license that it sees, and is off again', async () => {
    const streams = stubCamera(await cameraAt(fileOf(license())));
    const backend = new MemoryActivationBackend();
    const element = await showActivation(backend);
    button(element, 'Scan').click();
    await until(() => findAll(element, 'video').length === 1, 'the picture');
    expect(textOf(element)).to.contain('Hold the QR code of the license in front of the camera.');
    await until(() => textOf(element).includes('In force until'), 'the license');
    expect(streams).to.have.length(1);
    expect(isStopped(streams[0])).to.equal(true);
    expect(findAll(element, 'video')).to.have.length(0);
  });

  it('reads the code that the machine ID shows, letter by letter', async () => {
    const backend = new MemoryActivationBackend();
    const element = await showActivation(backend);
    button(element, 'QR code').click();
    await until(() => findAll(element, '[part=qr]').length === 1, 'the code');
    stubCamera(pointCameraAt(await drawSvg(find<SVGSVGElement>(element, '[part=qr]'), 2)));
    button(element, 'Scan').click();
    await until(() => backend.calls.includes(`activate ${MACHINE.request}`), 'the request');
    await until(() => textOf(find(element, '.loaded')).includes('Scanned code'), 'where it came from');
  });

  it('is off when the person stops it, and when the element leaves', async () => {
    const blank = document.createElement('canvas');
    const streams = stubCamera(blank);
    const element = await showActivation(new MemoryActivationBackend());
    button(element, 'Scan').click();
    await until(() => find<HTMLVideoElement>(element, 'video').srcObject, 'the picture');
    button(element, 'Stop the camera').click();
    await until(() => isStopped(streams[0]), 'the camera to stop');
    await until(() => findAll(element, 'video').length === 0, 'the picture to go');
    button(element, 'Scan').click();
    await until(() => find<HTMLVideoElement>(element, 'video').srcObject, 'the picture');
    element.remove();
    expect(isStopped(streams[1])).to.equal(true);
  });

  it('is off where it opens only after the person gave up', async () => {
    const streams = stubCamera(document.createElement('canvas'));
    const { getUserMedia } = navigator.mediaDevices;
    let open = () => undefined as unknown;
    navigator.mediaDevices.getUserMedia = (constraints) =>
      new Promise((resolve) => (open = () => resolve(getUserMedia(constraints))));
    const element = await showActivation(new MemoryActivationBackend());
    button(element, 'Scan').click();
    await until(() => findAll(element, 'video').length === 1, 'the picture');
    await until(() => String(open).includes('resolve'), 'the question of the browser');
    button(element, 'Stop the camera').click();
    open();
    await until(() => streams.length === 1 && isStopped(streams[0]), 'the camera to stop');
  });

  for (const [what, stub, words] of [
    ['there is no camera', () => stubCamera(new DOMException('', 'NotFoundError')), 'No camera was found.'],
    ['the page has no cameras at all', removeCameras, 'No camera was found.'],
    [
      'it is not allowed',
      () => stubCamera(new DOMException('', 'NotAllowedError')),
      'This page may not use the camera.',
    ],
    [
      'another app has it',
      () => stubCamera(new DOMException('', 'NotReadableError')),
      'The camera does not answer.',
    ],
  ] as const) {
    it(`says that ${what}, and the other ways stay`, async () => {
      stub();
      const element = await showActivation(new MemoryActivationBackend());
      button(element, 'Scan').click();
      await until(() => textOf(element).includes(words), 'the words');
      expect(textOf(find(element, '.zone .notice')))
        .to.contain('.lic file')
        .and.contain('paste its text');
      expect(findAll(element, 'video')).to.have.length(0);
      expect(button(element, 'Browse').isConnected).to.equal(true);
    });
  }

  it('says that the camera was taken away', async () => {
    const streams = stubCamera(document.createElement('canvas'));
    const element = await showActivation(new MemoryActivationBackend());
    button(element, 'Scan').click();
    await until(() => find<HTMLVideoElement>(element, 'video').srcObject, 'the picture');
    for (const track of streams[0]?.getTracks() ?? []) track.stop();
    await until(() => textOf(element).includes('The camera does not answer.'), 'the words');
  });
});
