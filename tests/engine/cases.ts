import {
  createPrivateKey,
  createPublicKey,
  randomBytes,
  randomInt,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { Point } from '@noble/ed25519';
import { fromLittleEndian, L, replaceS, torsionPoint } from '../vectors/ed25519.js';
import type { Host, Item } from './host.js';

/**
 * Random signatures, sound and changed, and what node:crypto says of them. For keys that passed the gate and R other
 * than the identity, it and `verifySignature` agree (packages/crypto, verify-signature.agreement.test.ts), and it
 * answers twelve times as fast: the bulk is judged by it, a sample by `verifySignature` as well.
 */
export interface Key {
  readonly bytes: Uint8Array;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

export interface Case extends Item {
  readonly change: string;
  /** Index of the key. */
  readonly key: number;
}

const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const LONGEST = 1200;

export function makeKeys(count: number): Key[] {
  return Array.from({ length: count }, () => {
    const der = Buffer.concat([PKCS8, randomBytes(32)]);
    const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    const publicKey = createPublicKey(privateKey);
    const bytes = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }).subarray(-32));
    return { bytes, publicKey, privateKey };
  });
}

const flipped = (bytes: Uint8Array, from: number, to: number): Uint8Array => {
  const copy = bytes.slice();
  const bit = randomInt(from * 8, to * 8);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
};
const sOf = (signature: Uint8Array) => fromLittleEndian(signature.subarray(32));
const join = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
/** Between 2^252 and L, where no honest signer ever gets. */
const rareS = () => (1n << 252n) + BigInt(`0x${randomBytes(15).toString('hex')}`);

/** Ways to change a sound case into one that does not hold. */
const CHANGES: Readonly<Record<string, (sound: Case, keys: number) => Case>> = {
  'a bit of R': (sound) => ({ ...sound, signature: flipped(sound.signature, 0, 32) }),
  'a bit of S': (sound) => ({ ...sound, signature: flipped(sound.signature, 32, 64) }),
  'a bit of the message': ({ message, ...sound }) => ({
    ...sound,
    message: message.length > 0 ? flipped(message, 0, message.length) : Uint8Array.of(0),
  }),
  'a byte more': (sound) => ({ ...sound, message: join(sound.message, randomBytes(1)) }),
  'another key': (sound, keys) => ({ ...sound, key: (sound.key + 1) % keys }),
  'R the other way': (sound) => ({
    ...sound,
    signature: sound.signature.map((x, i) => (i === 31 ? x ^ 0x80 : x)),
  }),
  'halves exchanged': ({ signature, ...sound }) => ({
    ...sound,
    signature: join(signature.subarray(32), signature.subarray(0, 32)),
  }),
  'S + L': (sound) => ({ ...sound, signature: replaceS(sound.signature, sOf(sound.signature) + L) }),
  'L − S': (sound) => ({ ...sound, signature: replaceS(sound.signature, L - sOf(sound.signature)) }),
  'S from 2^252 on': (sound) => ({ ...sound, signature: replaceS(sound.signature, rareS()) }),
  'R plus a point of small order': ({ signature, ...sound }) => {
    const r = Point.fromBytes(signature.subarray(0, 32)).add(torsionPoint(randomInt(1, 8)));
    return { ...sound, signature: join(r.toBytes(), signature.subarray(32)) };
  },
  'a random signature': (sound) => ({ ...sound, signature: new Uint8Array(randomBytes(64)) }),
};
export const CHANGE_NAMES = Object.keys(CHANGES);

/** Half of the cases are as signed. */
export function makeCases(keys: readonly Key[], count: number): Case[] {
  return Array.from({ length: count }, (_, i) => {
    const index = randomInt(keys.length);
    const key = keys[index] as Key;
    const message = new Uint8Array(randomBytes(randomInt(LONGEST + 1)));
    const signature = new Uint8Array(sign(null, message, key.privateKey));
    const sound = { change: 'as signed', key: index, message, signature };
    if (i % 2 === 0) return sound;
    const change = CHANGE_NAMES[randomInt(CHANGE_NAMES.length)] as string;
    return { ...(CHANGES[change] as (typeof CHANGES)[string])(sound, keys.length), change };
  });
}

/** The verdicts of node:crypto, 1 or 0. */
export function judge(keys: readonly Key[], cases: readonly Case[]): Uint8Array {
  return Uint8Array.from(cases, ({ key, message, signature }) =>
    verify(null, message, (keys[key] as Key).publicKey, signature) ? 1 : 0,
  );
}

/** The verdicts of the engine: key by key, each into the next slot, in batches of the given sizes. */
export function askEngine(
  host: Host,
  slots: number,
  keys: readonly Key[],
  cases: readonly Case[],
  ask: (items: readonly Item[], slot: number) => Uint8Array,
): Uint8Array {
  const verdicts = new Uint8Array(cases.length);
  for (const [index, key] of keys.entries()) {
    const slot = 1 + (index % slots);
    if (host.setKey(key.bytes, slot) !== 0)
      throw new Error(`The gate refused a sound key: ${hex(key.bytes)}`);
    const own = cases.flatMap((item, at) => (item.key === index ? [{ item, at }] : []));
    const answers = ask(
      own.map(({ item }) => item),
      slot,
    );
    for (const [i, { at }] of own.entries()) verdicts[at] = answers[i] ?? 255;
  }
  return verdicts;
}

/** The cases in which two lists of verdicts differ, in full: a failure can be looked into without the random numbers. */
export function differing(
  keys: readonly Key[],
  cases: readonly Case[],
  a: Uint8Array,
  b: Uint8Array,
): string[] {
  return cases
    .filter((_, i) => a[i] !== b[i])
    .map(({ change, key, message, signature }) =>
      [change, ...[(keys[key] as Key).bytes, message, signature].map(hex)].join(),
    );
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
