/** What every event of the elements shares: it bubbles and leaves shadow roots. */
export abstract class LatchkeyEvent extends Event {
  constructor(type: string, options?: { readonly cancelable?: boolean }) {
    super(type, { bubbles: true, composed: true, ...options });
  }
}
