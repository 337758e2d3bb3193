import { html, type ReactiveController, type ReactiveElement, type TemplateResult } from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import { Step } from '../step.js';

/** Why nothing can be scanned: there is no camera, the page may not use it, or it does not work. */
export type CameraTrouble = 'none' | 'denied' | 'failed';
type CameraPhase = 'off' | 'starting' | 'scanning' | CameraTrouble;

/** Reads one QR code through the camera for an element. Leaving the page turns the camera off. */
export class CameraScan implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #found: (text: string) => void;
  readonly #step: Step;
  readonly #video = createRef<HTMLVideoElement>();
  #phase: CameraPhase = 'off';

  constructor(host: ReactiveElement, found: (text: string) => void) {
    this.#host = host;
    this.#found = found;
    this.#step = new Step(host);
    host.addController(this);
  }

  get isOpen(): boolean {
    return this.#phase === 'starting' || this.#phase === 'scanning';
  }

  /** Why it did not work, if it did not. */
  get trouble(): CameraTrouble | undefined {
    return this.#phase === 'none' || this.#phase === 'denied' || this.#phase === 'failed'
      ? this.#phase
      : undefined;
  }

  hostDisconnected(): void {
    this.#phase = 'off';
  }

  start(): void {
    this.#become('starting');
    void this.#step.run((signal) => this.#scan(signal), {
      done: (text) => {
        this.#become('off');
        this.#found(text);
      },
      failed: (error) => this.#become(troubleOf(error)),
    });
  }

  stop(): void {
    this.#step.abort();
    this.#become('off');
  }

  /** What the camera sees, where it is open. */
  render(label: string): TemplateResult {
    return html`<video
      class="camera"
      part="camera"
      aria-label=${label}
      .muted=${true}
      playsinline
      ${ref(this.#video)}
    ></video>`;
  }

  async #scan(signal: AbortSignal): Promise<string> {
    // The picture has to be there first.
    await this.#host.updateComplete;
    const video = this.#video.value;
    if (!video) throw new Error('The element shows no picture.');
    // Loaded on first use, with the decoder.
    const { scanQrCode } = await import('./scan-qr-code.js');
    return scanQrCode(video, signal, () => this.#become('scanning'));
  }

  #become(phase: CameraPhase): void {
    this.#phase = phase;
    this.#host.requestUpdate();
  }
}

function troubleOf(error: unknown): CameraTrouble {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'none';
  return name === 'NotAllowedError' || name === 'SecurityError' ? 'denied' : 'failed';
}
