import { secondsToWait } from '../shared/seconds-to-wait.js';

/** What the time of the next wake-up follows from. */
type Moments = Parameters<typeof secondsToWait>[0];

const UNKNOWN: Moments = { verdict: undefined, license: undefined, next: undefined };

/**
 * Tells subscribers when to look again: another window has written, a license ends or begins, or the page is shown
 * again after timers may have slept. Listens to nothing while nobody has subscribed.
 */
export class Watch {
  readonly #name: string;
  readonly #subscribers = new Set<{ readonly changed: () => void }>();
  #moments = UNKNOWN;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #channel: BroadcastChannel | undefined;

  /** @param name of the channel that the windows share */
  constructor(name: string) {
    this.#name = name;
  }

  /** @returns ends it */
  subscribe(changed: () => void): () => void {
    const subscriber = { changed };
    this.#subscribers.add(subscriber);
    if (!this.#channel) this.#start();
    return () => {
      if (this.#subscribers.delete(subscriber) && this.#subscribers.size === 0) this.#stop();
    };
  }

  /** Tells the subscribers in this window. */
  readonly tell = (): void => {
    for (const { changed } of this.#subscribers) {
      try {
        changed();
      } catch (error) {
        // A fault of one subscriber is not a fault of the others, nor of whoever wrote.
        reportError(error);
      }
    }
  };

  /** Tells the subscribers in all windows. */
  tellAll(): void {
    const channel = this.#channel ?? new BroadcastChannel(this.#name);
    channel.postMessage('changed');
    if (channel !== this.#channel) channel.close();
    this.tell();
  }

  /** Sets the alarm for what a look has found. */
  expect(moments: Moments): void {
    this.#moments = moments;
    if (this.#channel) this.#setAlarm();
  }

  close(): void {
    this.#subscribers.clear();
    this.#stop();
  }

  #start(): void {
    this.#channel = new BroadcastChannel(this.#name);
    this.#channel.addEventListener('message', this.tell);
    globalThis.document?.addEventListener('visibilitychange', this.#onVisibility);
    this.#setAlarm();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    globalThis.document?.removeEventListener('visibilitychange', this.#onVisibility);
    this.#channel?.close();
    this.#channel = undefined;
  }

  #setAlarm(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => {
        // Whoever looks now sets the next one; where nobody does, it rings again in an hour.
        this.expect(UNKNOWN);
        this.tell();
      },
      Math.ceil(secondsToWait(this.#moments) * 1000),
    );
  }

  readonly #onVisibility = (): void => {
    if (document.visibilityState === 'visible') this.tell();
  };
}
