/** Why nothing can be scanned: there is no camera, the page may not use it, or it does not work. */
export type CameraTrouble = 'none' | 'denied' | 'failed';

/** Between two looks, in milliseconds: a code is found soon enough, and the page stays quick. */
const PAUSE = 100;
/** Dense codes need it; what a camera cannot give it rounds down. */
const CAMERA: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: 'environment', width: { ideal: 1920 }, height: { ideal: 1080 } },
};
const TROUBLES: Readonly<Record<string, CameraTrouble>> = {
  NotFoundError: 'none',
  OverconstrainedError: 'none',
  NotAllowedError: 'denied',
  SecurityError: 'denied',
};

/**
 * Looks through the camera until it sees a QR code. The decoder is loaded on the first call. The camera is off again when
 * this returns, throws or is aborted.
 *
 * @param video shows what the camera sees
 * @param opened called when the camera runs
 * @throws what `cameraTroubleOf` explains
 */
export async function scanQrCode(
  video: HTMLVideoElement,
  signal: AbortSignal,
  opened: () => void,
): Promise<string> {
  const { decodeQR } = await import('qr/decode.js');
  const stream = await openCamera();
  const close = () => stream.getTracks().forEach((track) => track.stop());
  signal.addEventListener('abort', close);
  try {
    signal.throwIfAborted();
    video.srcObject = stream;
    await video.play();
    opened();
    while (stream.active) {
      const text = lookOnce(video, decodeQR);
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

/** What to tell a person about an error of {@link scanQrCode}. */
export function cameraTroubleOf(error: unknown): CameraTrouble {
  return (error instanceof DOMException && TROUBLES[error.name]) || 'failed';
}

async function openCamera(): Promise<MediaStream> {
  // Pages that are not secure have no `mediaDevices`, whatever the types say.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) throw new DOMException('This page has no access to cameras.', 'NotFoundError');
  return devices.getUserMedia(CAMERA);
}

function lookOnce(video: HTMLVideoElement, decode: (image: ImageData) => string): string | undefined {
  const { videoWidth, videoHeight } = video;
  if (videoWidth === 0) return undefined;
  const canvas = new OffscreenCanvas(videoWidth, videoHeight);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return undefined;
  context.drawImage(video, 0, 0);
  try {
    return decode(context.getImageData(0, 0, videoWidth, videoHeight)) || undefined;
  } catch {
    // There is no code in this picture.
    return undefined;
  }
}
