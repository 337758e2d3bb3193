import { decodeBase64url, encodeBase64url } from '@latchkey/core';
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { refuseField } from '../input.js';
import { createGate } from './gate.js';

const SHORTEST = 12;
/** UTF-16 code units. A limit, since whoever sends a longer one only wants to keep us busy. */
const LONGEST = 200;
/** RFC 7914: 128 MiB and about a third of a second a guess. */
const COST = { N: 2 ** 17, r: 8, p: 1 } as const;
const MEMORY = 128 * COST.N * COST.r + 2 ** 20;
const SALT_LENGTH = 16;
const KEY_LENGTH = 32;
/** How a stored hash begins: which function, and its parameters. */
const HEAD = `scrypt$${COST.N}$${COST.r}$${COST.p}`;

/**
 * Of the whole process, whatever ledgers it has open: memory is what runs out. Each hash takes 128 MiB and a thread of
 * the pool that files need, too.
 */
const enter = createGate(2, 32);

/**
 * @param field what the caller calls it
 * @throws LatchkeyError `request-invalid` for a password that nobody should choose
 */
export function assertPassword(password: string, field = 'password'): void {
  if (password.length < SHORTEST || !canBePassword(password)) {
    refuseField(field, `must have ${SHORTEST} to ${LONGEST} characters. A few unrelated words are good.`);
  }
}

/** Whether an account could have this password; if not, there is nothing to hash. */
export function canBePassword(password: string): boolean {
  // A lone surrogate would hash like any other one.
  return password !== '' && password.length <= LONGEST && !/\p{Surrogate}/u.test(password);
}

/**
 * Hashes a password to be stored: scrypt with a new salt, all of it in one line of text. At most two hashes are computed
 * at once in a process.
 *
 * @throws LatchkeyError `request-invalid` for an unfit password, `too-many-requests` where 32 wait already
 */
export async function hashPassword(password: string): Promise<string> {
  assertPassword(password);
  const salt = randomBytes(SALT_LENGTH);
  return `${HEAD}$${encodeBase64url(salt)}$${encodeBase64url(await derive(password, salt))}`;
}

/**
 * Whether a password is the one that was stored. It takes as long where there is none, so that nobody learns from the
 * time which accounts exist.
 *
 * @param stored what {@link hashPassword} gave; `null` for an account that has no password, or does not exist
 * @throws LatchkeyError `too-many-requests` where 32 wait already
 */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  if (stored === null) {
    await derive(password, new Uint8Array(SALT_LENGTH));
    return false;
  }
  const [salt, key] = parse(stored);
  return timingSafeEqual(await derive(password, salt), key);
}

function derive(password: string, salt: Uint8Array): Promise<Buffer> {
  // NFC: the same password typed on two systems is the same bytes.
  const bytes = Buffer.from(password.normalize('NFC'));
  const work = () =>
    new Promise<Buffer>((resolve, reject) => {
      scrypt(bytes, salt, KEY_LENGTH, { ...COST, maxmem: MEMORY }, (error, key) =>
        error ? reject(error) : resolve(key),
      );
    });
  return enter(work);
}

function parse(stored: string): [salt: Uint8Array, key: Uint8Array] {
  const [salt, key] = stored.startsWith(`${HEAD}$`)
    ? stored
        .slice(HEAD.length + 1)
        .split('$')
        .map(decodeBase64url)
    : [];
  if (salt?.length !== SALT_LENGTH || key?.length !== KEY_LENGTH) {
    throw new Error('A stored password is in a form that this version does not know.');
  }
  return [salt, key];
}
