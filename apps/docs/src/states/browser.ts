// What a browser may refuse, refused: the element does not know the difference.

/** A page that may not write to the clipboard, nor read it. */
export function forbidClipboard(): void {
  const refuse = () => Promise.reject(new DOMException('Not allowed.', 'NotAllowedError'));
  setNavigator('clipboard', { writeText: refuse, readText: refuse });
}

/** A clipboard that takes what it is given: the browser's own asks for a click of a person first. */
export function allowClipboard(): void {
  setNavigator('clipboard', { writeText: () => Promise.resolve() });
}

/** A person who says no when asked for the camera. */
export function forbidCamera(): void {
  const getUserMedia = () => Promise.reject(new DOMException('Not allowed.', 'NotAllowedError'));
  setNavigator('mediaDevices', { getUserMedia });
}

/** A camera that looks at a gray wall. */
export function pointCameraAtWall(): void {
  const getUserMedia = async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
    const context = canvas.getContext('2d');
    const paint = () => {
      if (!context) return;
      context.fillStyle = '#8a8f96';
      context.fillRect(0, 0, canvas.width, canvas.height);
    };
    const stream = canvas.captureStream();
    // A picture that nobody paints again is never seen.
    const timer = setInterval(() => (stream.active ? paint() : clearInterval(timer)), 100);
    return stream;
  };
  setNavigator('mediaDevices', { getUserMedia });
}

function setNavigator(name: string, value: unknown): void {
  Object.defineProperty(navigator, name, { value, configurable: true });
}
