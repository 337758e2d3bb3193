import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hashSecret, makeSecret, type SecretKind } from './secret.js';

const KINDS: readonly SecretKind[] = ['session', 'token', 'widget', 'invite', 'set-up'];
const ledger = { random: (length: number) => randomBytes(length) };

describe('a secret', () => {
  it('of one kind is none of another', () => {
    for (const kind of KINDS) {
      const { text, hash } = makeSecret(ledger, kind);
      expect(text).toMatch(/^lk[a-z]_[\w-]{43}$/);
      const takenFor = KINDS.filter((other) => hashSecret(other, text) === hash);
      expect(takenFor).toEqual([kind]);
    }
  });

  it('has 32 random bytes, and its hash does not tell them', () => {
    const bytes = Buffer.alloc(32, 0xa5);
    const { text, hash } = makeSecret({ random: () => bytes }, 'session');
    expect(text).toBe(`lks_${bytes.toString('base64url')}`);
    expect(hash).not.toContain(bytes.toString('base64url').slice(0, 8));
    expect(makeSecret(ledger, 'session').text).not.toBe(makeSecret(ledger, 'session').text);
  });

  it('other texts are not even looked up', () => {
    const { text } = makeSecret(ledger, 'session');
    for (const other of [
      '',
      'lks_',
      text.slice(0, -1),
      `${text}a`,
      `${text}\n`,
      ` ${text}`,
      text.toUpperCase(),
    ]) {
      expect(hashSecret('session', other)).toBeUndefined();
    }
    expect(hashSecret('session', `lks_${'a'.repeat(42)}\0`)).toBeUndefined();
    expect(hashSecret('session', `lks_${'a'.repeat(10_000_000)}`)).toBeUndefined();
  });
});
