/**
 * Every reason for which a license is refused, in the order in which they are looked for: the first that
 * applies is the answer (docs/license-format.md, *Verifying*). `malformed` and `unsupported` are looked for
 * twice, before the signature (the envelope) and after it (the claims); this list has each once.
 */
export const REASONS = [
  'too-large',
  'malformed',
  'unsupported',
  'unknown-key',
  'bad-signature',
  'wrong-product',
  'wrong-machine',
  'not-yet-valid',
  'expired',
  'clock-tampered',
  'possession-failed',
] as const;

export type Reason = (typeof REASONS)[number];

/** What happened and what to do next, for each reason, in English. Other languages live with the widgets. */
export const REASON_TEXT: Readonly<Record<Reason, { says: string; next: string }>> = {
  'too-large': { says: 'This file is too large to be a license.', next: 'Choose the .lic file.' },
  malformed: {
    says: 'This is not a license file, or it was damaged on the way.',
    next: 'Ask for the file again and send it as an attachment.',
  },
  unsupported: { says: 'This license needs a newer version of the app.', next: 'Update the app.' },
  'unknown-key': {
    says: 'This license was signed by a key this app does not know.',
    next: 'Check that it is meant for this product; update the app.',
  },
  'bad-signature': {
    says: 'The license was changed after it was issued.',
    next: 'Ask for the original file.',
  },
  'wrong-product': {
    says: 'This license is for another product.',
    next: 'Choose the file for this product.',
  },
  'wrong-machine': {
    says: 'This license belongs to another machine.',
    next: 'Send this machine ID to your administrator.',
  },
  'not-yet-valid': {
    says: 'This license has not started yet.',
    next: "Wait, or check this machine's clock.",
  },
  expired: {
    says: 'This license has ended.',
    next: 'Ask for a new one; your administrator has the seat back.',
  },
  'clock-tampered': {
    says: "This machine's clock is behind a time it has already seen.",
    next: 'Set date, time and zone, then try again.',
  },
  'possession-failed': {
    says: 'This license is bound to another device key.',
    next: 'Activate again from this device.',
  },
};

/** A step that did not hold: the reason, and one sentence for a log or a developer. */
export interface Refusal {
  readonly ok: false;
  readonly reason: Reason;
  readonly detail: string;
}

/** Makes a {@link Refusal}. */
export function refusal(reason: Reason, detail: string): Refusal {
  return { ok: false, reason, detail };
}
