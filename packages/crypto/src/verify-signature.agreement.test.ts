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
import { expect, it } from 'vitest';
import { bytes32, L, littleEndian, smallOrderPoints } from '../testing/curve.js';
import { verifySignature } from './verify-signature.js';

const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const TORSION = smallOrderPoints().slice(1);
const ROUNDS = 10_000;

interface Case {
  readonly key: Key;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

interface Key {
  readonly bytes: Uint8Array;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const KEYS = Array.from({ length: 20 }, makeKey);

const flipped = (bytes: Uint8Array, from: number, to: number): Uint8Array => {
  const copy = bytes.slice();
  const bit = randomInt(from * 8, to * 8);
  copy[bit >> 3] = (copy[bit >> 3] as number) ^ (1 << (bit & 7));
  return copy;
};

/** Ways to change a sound case. The first two leave it sound; half of all cases get one of them. */
const CHANGES: Record<string, (sound: Case) => Case> = {
  'as signed': (sound) => sound,
  'signed again': (sound) => make(sound.key),
  'a bit of R': (sound) => ({ ...sound, signature: flipped(sound.signature, 0, 32) }),
  'a bit of S': (sound) => ({ ...sound, signature: flipped(sound.signature, 32, 64) }),
  'a bit of the message': (sound) => ({ ...sound, message: flipped(sound.message, 0, sound.message.length) }),
  'another key': (sound) => ({ ...sound, key: KEYS[(KEYS.indexOf(sound.key) + 1) % KEYS.length] as Key }),
  'S + L': ({ signature, ...sound }) => {
    const s = littleEndian(signature.subarray(32)) + L;
    return { ...sound, signature: Uint8Array.from([...signature.subarray(0, 32), ...bytes32(s)]) };
  },
  'R plus a point of small order': ({ signature, ...sound }) => {
    const r = Point.fromBytes(signature.subarray(0, 32)).add(TORSION[randomInt(7)] as Point);
    return { ...sound, signature: Uint8Array.from([...r.toBytes(), ...signature.subarray(32)]) };
  },
  'a random signature': (sound) => ({ ...sound, signature: new Uint8Array(randomBytes(64)) }),
};

it('node:crypto and this verifier agree on 10,000 signatures under gated keys', { timeout: 120_000 }, () => {
  const names = Object.keys(CHANGES);
  const outcomes = { true: 0, false: 0 };
  const differing: string[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const name = names[i % 2 === 0 ? (i % 4) >> 1 : randomInt(2, names.length)] as string;
    const { key, message, signature } = (CHANGES[name] as (sound: Case) => Case)(make());
    const ours = verifySignature(key.bytes, message, signature);
    outcomes[`${ours}`]++;
    if (ours !== verify(null, message, key.publicKey, signature)) {
      differing.push(
        [name, key.bytes, message, signature].map((part) => Buffer.from(part).toString('hex')).join(),
      );
    }
  }
  expect(differing).toEqual([]);
  expect(outcomes.true + outcomes.false).toBe(ROUNDS);
  expect(Math.min(outcomes.true, outcomes.false)).toBeGreaterThanOrEqual(ROUNDS / 2);
});

function make(key = KEYS[randomInt(KEYS.length)] as Key): Case {
  const message = new Uint8Array(randomBytes(randomInt(1, 200)));
  return { key, message, signature: new Uint8Array(sign(null, message, key.privateKey)) };
}

function makeKey(): Key {
  const der = Buffer.concat([PKCS8, randomBytes(32)]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(privateKey);
  const bytes = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }).subarray(-32));
  return { bytes, publicKey, privateKey };
}
