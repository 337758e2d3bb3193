/**
 * Puts a canvas in place of the camera, or an error that asking for one ends with. The canvas is drawn again and again, since
 * one that does not change gives no pictures.
 *
 * @returns the streams that were handed out
 */
export function stubCamera(camera: HTMLCanvasElement | DOMException): MediaStream[] {
  const streams: MediaStream[] = [];
  const getUserMedia = async () => {
    if (camera instanceof DOMException) throw camera;
    const context = camera.getContext('2d');
    const picture = new OffscreenCanvas(camera.width, camera.height);
    picture.getContext('2d')?.drawImage(camera, 0, 0);
    const stream = camera.captureStream();
    const timer = setInterval(() => {
      context?.drawImage(picture, 0, 0);
      if (!stream.active) clearInterval(timer);
    }, 50);
    streams.push(stream);
    return stream;
  };
  Object.defineProperty(navigator, 'mediaDevices', { value: { getUserMedia }, configurable: true });
  return streams;
}

/** A page without any right to cameras, as one that is not secure. */
export function removeCameras(): void {
  Object.defineProperty(navigator, 'mediaDevices', { value: undefined, configurable: true });
}

/** The browser's own cameras again. */
export function restoreCameras(): void {
  Reflect.deleteProperty(navigator, 'mediaDevices');
}

/** What a camera sees that looks at a picture: larger than it, gray around it, and a little tilted. */
export function pointCameraAt(picture: HTMLCanvasElement): HTMLCanvasElement {
  const camera = document.createElement('canvas');
  camera.width = 1280;
  camera.height = 960;
  const context = camera.getContext('2d');
  if (!context) throw new Error('No canvas.');
  context.fillStyle = '#999';
  context.fillRect(0, 0, camera.width, camera.height);
  context.translate(camera.width / 2, camera.height / 2);
  context.rotate(0.06);
  const side = 760;
  context.drawImage(picture, -side / 2, -side / 2, side, side);
  // Whoever draws on it next starts straight.
  context.resetTransform();
  return camera;
}
