import { describe, expect, it } from 'vitest';
import { REASON_TEXT, REASONS, refusal } from './reason.js';

describe('reasons', () => {
  it('stand in the order of docs/license-format.md, Verifying', () => {
    expect(REASONS).toEqual([
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
    ]);
  });

  it('have a text each, and no text is without a reason', () => {
    expect(Object.keys(REASON_TEXT)).toEqual([...REASONS]);
  });

  it.each(REASONS)('%s: says what happened and what to do, in whole sentences', (reason) => {
    const { says, next } = REASON_TEXT[reason];
    expect(says).toMatch(/^[A-Z].{10,}\.$/);
    expect(next).toMatch(/^[A-Z].{10,}\.$/);
  });

  it('makes a refusal', () => {
    expect(refusal('expired', 'Why.')).toEqual({ ok: false, reason: 'expired', detail: 'Why.' });
  });
});
