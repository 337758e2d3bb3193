import { decodeQR } from 'qr/decode.js';

/** Between two looks, in milliseconds: a code is found soon enough, and the page stays quick. */
const PAUSE = 100;
/** Dense codes need it; what a camera cannot give it rounds down. */
const CAMERA: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: 'environment', width: { ideal: 1920 }, height: { ideal: 1080 } },
};

/**
 * Looks through the camera until it sees a QR code. This module and the decoder are large: load it by `import()` when a
 * person wants to scan. The camera is off again when this returns, throws or is aborted.
 *
 * @param video shows what the camera sees
 * @param opened called when the camera runs
 * @throws what `getUserMedia` throws, and `NotFoundError` where the page has no access to cameras at all
 */
export async function scanQrCode(
  video: HTMLVideoElement,
  signal: AbortSignal,
  opened: () => void,
): Promise<string> {
  const stream = await openCamera();
  const close = () => stream.getTracks().forEach((track) => track.stop());
  signal.addEventListener('abort', close);
  try {
    signal.throwIfAborted();
    video.srcObject = stream;
    await video.play();
    opened();
    while (stream.active) {
      const text = lookOnce(video);
      if (text !== undefined) return text;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
      signal.throwIfAborted();
    }
    throw new Error('The camera was taken away.');
  } finally {
    close();
    video.srcObject = null;
  }
}

async function openCamera(): Promise<MediaStream> {
  // Pages that are not secure have no `mediaDevices`, whatever the types say.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) throw new DOMException('This page has no access to cameras.', 'NotFoundError');
  return devices.getUserMedia(CAMERA);
}

function lookOnce(video: HTMLVideoElement): string | undefined {
  const { videoWidth, videoHeight } = video;
  if (videoWidth === 0) return undefined;
  const canvas = new OffscreenCanvas(videoWidth, videoHeight);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return undefined;
  context.drawImage(video, 0, 0);
  try {
    return decodeQR(context.getImageData(0, 0, videoWidth, videoHeight)) || undefined;
  } catch {
    // There is no code in this picture.
    return undefined;
  }
}
