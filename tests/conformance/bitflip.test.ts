import { createPublicKey, verify } from 'node:crypto';
import { KeySet, verifyLicense } from '@latchkey/crypto';
import { expect, it } from 'vitest';
import { loadCorpus, type Vector } from './corpus.js';

/**
 * Every single bit of a real license file flipped, the newline at its end included: each one is refused, and
 * for the reason that *Verifying* in docs/license-format.md prescribes.
 *
 * The reason comes from an oracle that shares no code with the packages: Buffer, JSON and node:crypto. It walks
 * the steps in their order, and it is short because of what a single flipped bit cannot do:
 *
 * - The size stays, so step 1 never refuses. The first byte is an `e`, 65, at least three bits away from EF, FE
 *   and FF, so no byte order mark comes up.
 * - Some bytes turn into white space and fall out (`J` into LF, `0` into a blank), and the newline turns into
 *   something that stays (`J` again, VT). Both are seen by filtering bytes first, as a reader does.
 * - Canonical base64url: Buffer decodes loosely, so a part holds if encoding the result gives the part again.
 * - Strict JSON: a text holds if it is UTF-8, parses to an object, prints as it was, and has no control
 *   character in a string (a backslash can come up before an `n`). The rules on depth, numbers and names
 *   cannot be broken in a header of three strings by changing one symbol, which is at most two characters.
 * - With alg, typ, kid and members right, only the signature is left, and node:crypto judges that. A payload
 *   with a flipped bit is never looked at.
 */
const { vectors, jwks } = loadCorpus();
const [{ bytes, question }] = vectors.filter(({ file }) => file === 'files/good-plain.lic') as [Vector];
const issuer = (jwks as { keys: [{ kid: string; x: string }] }).keys[0];
const nodeKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: issuer.x }, format: 'jwk' });

function oracle(file: Uint8Array): string {
  const text = Buffer.from(file.filter((byte) => ![0x09, 0x0a, 0x0c, 0x0d, 0x20].includes(byte)));
  const parts = text.toString('latin1').split('.');
  if (parts.length !== 3) return 'malformed';
  const decoded = parts.map((part) => Buffer.from(part, 'base64url'));
  if (decoded.some((part, i) => part.toString('base64url') !== parts[i])) return 'malformed';
  const [head, , signature] = decoded as [Buffer, Buffer, Buffer];
  const header = parseHeader(head);
  if (header === undefined) return 'malformed';
  if (header.alg !== 'EdDSA' || header.typ !== 'license+jwt') return 'unsupported';
  if (Object.keys(header).toSorted().join() !== 'alg,kid,typ') return 'unsupported';
  if (header.kid !== issuer.kid) return 'unknown-key';
  const message = Buffer.from(`${parts[0]}.${parts[1]}`);
  return verify(null, message, nodeKey, signature) ? 'not refused' : 'bad-signature';
}

function parseHeader(head: Buffer): Record<string, unknown> | undefined {
  const text = head.toString('utf8');
  // Bytes that are not UTF-8 came back as U+FFFD, whose bytes are others.
  if (!Buffer.from(text).equals(head)) return undefined;
  try {
    const header = JSON.parse(text) as Record<string, unknown>;
    const strings = Object.entries(header).flat().map(String);
    if (strings.some((string) => /[\u0000-\u001f]/.test(string))) return undefined;
    return JSON.stringify(header) === text ? header : undefined;
  } catch {
    return undefined;
  }
}

it('refuses each single flipped bit of a license file, for the prescribed reason', () => {
  const keys = KeySet.fromJwks(jwks);
  const counts: Record<string, number> = {};
  expect(oracle(bytes)).toBe('not refused');
  for (let i = 0; i < bytes.length * 8; i++) {
    const flipped = bytes.map((byte, at) => (at === i >> 3 ? byte ^ (1 << (i & 7)) : byte));
    const wanted = oracle(flipped);
    const verdict = verifyLicense(flipped, { ...question, keys });
    const reason = verdict.ok ? 'not refused' : verdict.reason;
    if (reason !== wanted) expect.fail(`bit ${i & 7} of byte ${i >> 3}: ${reason}, not ${wanted}`);
    counts[reason] = (counts[reason] ?? 0) + 1;
  }
  // Each reason that a bit can bring about has come up, and nothing else.
  expect(Object.keys(counts).toSorted()).toEqual([
    'bad-signature',
    'malformed',
    'unknown-key',
    'unsupported',
  ]);
}, 60_000);
