/** Puts a clipboard in place of the browser's, which tests may not use. */
export function stubClipboard(
  writeText: (text: string) => Promise<void>,
  readText: () => Promise<string> = () => Promise.reject(new DOMException('No.', 'NotAllowedError')),
): void {
  Object.defineProperty(navigator, 'clipboard', { value: { writeText, readText }, configurable: true });
}

/** Catches the next file that a page hands out, instead of saving it. */
export function catchDownload(): Promise<{ readonly name: string; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function catchClick() {
      HTMLAnchorElement.prototype.click = click;
      fetch(this.href)
        .then((response) => response.text())
        .then((text) => resolve({ name: this.download, text }), reject);
    };
  });
}

const realNow = Date.now;

/** Sets the clock of the page to this time, in seconds since 1970; it goes on from there. Without one, it is right again. */
export function stubClock(seconds?: number): void {
  const started = realNow();
  Date.now = seconds === undefined ? realNow : () => seconds * 1000 + realNow() - started;
}
