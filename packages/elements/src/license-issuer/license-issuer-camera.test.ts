import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { pointCameraAt, removeCameras, restoreCameras, stubCamera } from '../../testing/camera.js';
import { created, openForm, usualBackend } from '../../testing/license-issuer-states.js';
import { showActivation } from '../../testing/activation-states.js';
import { fileTextOf } from '../../testing/issuing-rules.js';
import { MemoryActivationBackend } from '../../testing/memory-activation-backend.js';
import { button, find, findAll, focused, mount, textOf, unmountAll, until } from '../../testing/mount.js';
import '../define/machine-id.js';
import { drawSvg } from '../../testing/qr.js';
import { MACHINE_ID, NOW, REQUEST } from '../../testing/samples.js';

afterEach(() => {
  unmountAll();
  restoreCameras();
});

/** What a camera sees that is held over the code of an element. */
async function cameraAtCode(element: Element): Promise<HTMLCanvasElement> {
  button(element, 'QR code').click();
  await until(() => findAll(element, '[part=qr]').length === 1, 'the code');
  return pointCameraAt(await drawSvg(find<SVGSVGElement>(element, '[part=qr]'), 2));
}

describe('<latchkey-license-issuer>: the camera', () => {
  it('reads the code that the machine ID shows, and previews its machine', async () => {
    const place = mount(
      html`<latchkey-machine-id .backend=${new MemoryActivationBackend()}></latchkey-machine-id>`,
    );
    await until(() => findAll(place, '.code').length === 1, 'the machine ID');
    const streams = stubCamera(await cameraAtCode(find(place, 'latchkey-machine-id')));
    const backend = usualBackend();
    const element = await openForm(backend);
    button(element, 'Scan').click();
    await until(() => textOf(find(element, '.preview')).includes('ada-laptop'), 'the preview');
    expect(backend.last('preview')?.request).to.deep.include({ machine: { activationRequest: REQUEST } });
    expect(find(element, '.preview .code').textContent).to.equal(MACHINE_ID);
    expect(streams[0]?.getTracks().every(({ readyState }) => readyState === 'ended')).to.equal(true);
    expect(focused() === button(element, 'Use another machine')).to.equal(true);
  });

  it('and its own code is read by the machine, which then has its license', async () => {
    const backend = usualBackend();
    const issuer = await created(backend);
    stubCamera(await cameraAtCode(issuer));
    const text = backend.store.all.map(fileTextOf).at(-1) ?? '';
    expect(text.length).to.be.greaterThan(500);
    const device = new MemoryActivationBackend();
    device.now = NOW + 60;
    const element = await showActivation(device);
    button(element, 'Scan').click();
    await until(() => device.calls.includes(`activate ${text}`), 'the license, letter by letter');
    await until(() => textOf(element).includes('In force until January 23, 2027'), 'the license');
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
      const element = await openForm();
      button(element, 'Scan').click();
      await until(() => textOf(element).includes(words), 'the words');
      expect(textOf(find(element, '.machine .notice')))
        .to.contain('.req file')
        .and.contain('type the machine ID');
      expect(findAll(element, 'video')).to.have.length(0);
    });
  }

  it('is off when the person stops it, cancels, or the element leaves', async () => {
    const streams = stubCamera(document.createElement('canvas'));
    const isOff = (i: number) => streams[i]?.getTracks().every(({ readyState }) => readyState === 'ended');
    const element = await openForm();
    const open = async () => {
      button(element, 'Scan').click();
      await until(() => find<HTMLVideoElement>(element, 'video').srcObject, 'the picture');
    };
    await open();
    button(element, 'Stop the camera').click();
    await until(() => isOff(0), 'the camera to stop');
    await until(() => findAll(element, 'video').length === 0, 'the picture to go');
    await open();
    button(element, 'Cancel').click();
    await until(() => isOff(1), 'the camera to stop');
    button(element, 'Create offline license').click();
    await until(() => findAll(element, '.form').length === 1, 'the form');
    await open();
    element.remove();
    expect(isOff(2)).to.equal(true);
  });
});
