import { Point } from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { fromLittleEndian, torsionPoint } from '../vectors/ed25519.js';
import { bytes32 } from './craft.js';
import { L, P, times } from './numbers.js';

/**
 * The Ed25519 vectors of C2SP/CCTV, made anew by their published recipe: 350 kB that need not be stored. Each way to
 * put a point of small order into A and R, in each of its encodings, with or without a point of prime order added.
 * The result is the published file to the byte; public-suites.test.ts compares the hash.
 */
export interface CctvVector {
  readonly number: number;
  readonly key: string;
  readonly sig: string;
  readonly msg: string;
  /** What is odd about it; null where nothing is. */
  readonly flags: readonly string[] | null;
}

/** A or R. */
interface Half {
  /** Its part of small order, as a multiple of one point of order 8. */
  readonly torsion: number;
  /** The logarithm of its part of prime order: 0 where there is none. */
  readonly scalar: bigint;
  readonly bytes: Uint8Array;
  /** The very same array where `bytes` are canonical. */
  readonly canonical: Uint8Array;
}

/** The halves that share a part of small order. */
interface Family {
  readonly small: Half;
  readonly full: Half;
  /** The small one, in encodings that RFC 8032 does not allow. */
  readonly odd: readonly Half[];
}

interface Shape {
  readonly a: Half;
  readonly r: Half;
  /** k is made from the canonical encodings instead of those that are sent. */
  readonly reencoded?: boolean;
}

/** The private scalar and the nonce of the recipe: any would do. */
const SECRET = ((fromLittleEndian(new Uint8Array(32).fill(0x42)) & ((1n << 254n) - 8n)) | (1n << 254n)) % L;
const NONCE = fromLittleEndian(Uint8Array.from({ length: 64 }, (_, i) => (i % 2 ? 0x37 : 0x13))) % L;

/** The points of small order, by their encodings. */
const SMALL = times(8, (torsion) => ({ torsion, point: torsionPoint(torsion) })).toSorted((x, y) =>
  x.point.toHex() < y.point.toHex() ? -1 : 1,
);

/** The vectors in the order of the file. */
export function makeCctvVectors(): CctvVector[] {
  const keys = families(SECRET);
  const nonces = families(NONCE);
  const shapes = keys.flatMap((a) => nonces.flatMap((r) => shapesOf(a, r)));
  return shapes.flatMap(vectorsOf).map((vector, number) => ({ number, ...vector }));
}

function families(scalar: bigint): Family[] {
  return SMALL.map(({ torsion, point }) => {
    const canonical = point.toBytes();
    const small = (bytes: Uint8Array): Half => ({ torsion, scalar: 0n, bytes, canonical });
    const full = Point.BASE.multiply(scalar).add(point).toBytes();
    return {
      small: small(canonical),
      full: { torsion, scalar, bytes: full, canonical: full },
      odd: oddEncodings(point).map(small),
    };
  });
}

/** The other sign where x is 0, and y + p where that fits 255 bits. */
function oddEncodings(point: Point): Uint8Array[] {
  const { x, y } = point.toAffine();
  const sign = (x & 1n) << 255n;
  const ys = y + P < 1n << 255n ? [y, y + P] : [y];
  const encodings = ys.flatMap((value) => (x === 0n ? [value, value | (1n << 255n)] : [value | sign]));
  return encodings.slice(1).map(bytes32);
}

function shapesOf(a: Family, r: Family): Shape[] {
  return [
    { a: a.small, r: r.small },
    { a: a.small, r: r.full },
    { a: a.full, r: r.small },
    { a: a.full, r: r.full },
    ...a.odd.flatMap((odd) => [
      { a: odd, r: r.small },
      { a: odd, r: r.full },
      { a: odd, r: r.full, reencoded: true },
    ]),
    ...r.odd.flatMap((odd) => [
      { a: a.small, r: odd },
      { a: a.full, r: odd },
      { a: a.full, r: odd, reencoded: true },
    ]),
    ...a.odd.flatMap((oddA) => r.odd.map((oddR) => ({ a: oddA, r: oddR }))),
  ];
}

/** Up to two vectors: the parts of small order add up to nothing, or they leave a residue. k modulo 8 decides. */
function vectorsOf(shape: Shape): Omit<CctvVector, 'number'>[] {
  const { a, r, reencoded = false } = shape;
  const found = new Map<boolean, Omit<CctvVector, 'number'>>();
  for (let rest = 0n; rest < 8n; rest++) {
    const [message, k] = messageFor(shape, rest);
    const leaves = leavesResidue(a, r, k);
    if (found.has(leaves)) continue;
    const flags = Object.entries({
      low_order_R: r.scalar === 0n,
      low_order_A: a.scalar === 0n,
      low_order_component_R: r.torsion !== 0,
      low_order_component_A: a.torsion !== 0,
      low_order_residue: leavesResidue(a, r, challenge(r.bytes, a.bytes, message)),
      non_canonical_A: a.bytes !== a.canonical,
      non_canonical_R: r.bytes !== r.canonical,
      reencoded_k: reencoded,
    }).flatMap(([flag, holds]) => (holds ? [flag] : []));
    found.set(leaves, {
      key: bytesToHex(a.bytes),
      sig: bytesToHex(concatBytes(r.bytes, bytes32((r.scalar + k * a.scalar) % L))),
      msg: message,
      flags: flags.length > 0 ? flags : null,
    });
  }
  return [...found.values()];
}

/** The first message whose k leaves that rest modulo 8. */
function messageFor({ a, r, reencoded }: Shape, rest: bigint): [message: string, k: bigint] {
  const [R, A] = reencoded ? [r.canonical, a.canonical] : [r.bytes, a.bytes];
  for (let i = 0; ; i++) {
    const message = i === 0 ? 'ed25519vectors' : `ed25519vectors ${i}`;
    const k = challenge(R, A, message);
    if (k % 8n === rest) return [message, k];
  }
}

function leavesResidue(a: Half, r: Half, k: bigint): boolean {
  return (Number(k % 8n) * a.torsion + r.torsion) % 8 !== 0;
}

function challenge(r: Uint8Array, a: Uint8Array, message: string): bigint {
  return fromLittleEndian(sha512(concatBytes(r, a, utf8ToBytes(message)))) % L;
}
