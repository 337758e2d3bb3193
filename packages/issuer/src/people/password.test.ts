import { describe, expect, it } from 'vitest';
import { watchHashing } from '../../testing/watch-hashing.js';
import { hashPassword, verifyPassword } from './password.js';

describe('a password', () => {
  it('is known again by its hash, in both spellings of its accents, and no other one is', async () => {
    const stored = await hashPassword('cafe\u0301 au lait, twice');
    expect(stored).toMatch(/^scrypt\$131072\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
    expect(await verifyPassword('caf\u00e9 au lait, twice', stored)).toBe(true);
    expect(await verifyPassword('cafe au lait, twice', stored)).toBe(false);
  });

  it('is hashed as well where there is none to compare it with', async () => {
    const hashing = watchHashing();
    expect(await verifyPassword('not this one, either', null)).toBe(false);
    hashing.stop();
    expect(hashing.begun).toBe(1);
  });

  it.each(['', 'eleven char', 'a'.repeat(201), 'a'.repeat(10_000_000), 'a lone surrogate \ud800 in it'])(
    'case %# is not taken',
    async (password) => {
      await expect(hashPassword(password)).rejects.toMatchObject({
        code: 'request-invalid',
        details: { fields: ['password'] },
      });
    },
  );

  it('stored in another form is our mistake, not a wrong password', async () => {
    for (const stored of ['', 'scrypt$16384$8$1$AAAA$AAAA', 'scrypt$131072$8$1$AAAA$AAAA', 'plain text']) {
      await expect(verifyPassword('whatever it may be', stored)).rejects.toThrow('stored password');
    }
  });

  it('is hashed for two at once', async () => {
    const hashing = watchHashing();
    const all = Array.from({ length: 5 }, () => verifyPassword('many at the same time', null));
    expect(await Promise.all(all)).toEqual(all.map(() => false));
    hashing.stop();
    expect(hashing).toMatchObject({ begun: 5, most: 2 });
  });
});
