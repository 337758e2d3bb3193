import { createHash } from 'node:crypto';
import { invert, mod, power } from './numbers.js';

/**
 * The signature policy of docs/license-format.md, rule by rule, in plain BigInt arithmetic. A judge of its own: no point,
 * no equation and no hash comes from the project's verifiers or from the libraries that they use.
 */
const P = 2n ** 255n - 19n;
const L = 2n ** 252n + 27742317777372353535851937790883648493n;
/** −121665/121666, of the equation of the curve (RFC 8032 §5.1). */
const D = mod(-121665n * invert(121666n));
const ROOT_OF_MINUS_ONE = power(2n, (P - 1n) / 4n);

/** Extended coordinates: x = X/Z, y = Y/Z, x·y = T/Z. */
type Point = readonly [X: bigint, Y: bigint, Z: bigint, T: bigint];
const ZERO: Point = [0n, 1n, 1n, 0n];
const BASE = decodePoint(encodeNumber(mod(4n * invert(5n)))) ?? ZERO;

/** What a point is: of one of the small orders, of prime order, or a sum of both. */
type Order = 'identity' | 'small' | 'L' | 'mixed';

export interface Signed {
  readonly key: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

/** Undefined where the bytes stand for no point, in whatever encoding. */
type Found = { readonly order: Order; readonly canonical: boolean } | undefined;

export interface Examined {
  readonly key: Found;
  readonly r: Found;
  readonly s: '0' | '<L' | '>L';
  /** Whether 8·S·B = 8·R + 8·k·A, with S of any size, and R and A in any encoding. */
  readonly cofactored: boolean;
  /** Whether the encoding of S·B − k·A is R as it came, with S of any size, and A in any encoding. */
  readonly cofactorless: boolean;
}

/** The gate: 32 bytes, the canonical encoding of a point of prime order. */
export function passesGate(key: Uint8Array): boolean {
  const found = find(key);
  return found !== undefined && found.canonical && found.order === 'L';
}

/** The acceptance set: the gate, then the four rules of the equation. */
export function accepts({ key, message, signature }: Signed): boolean {
  if (!passesGate(key) || signature.length !== 64) return false;
  if (number(signature.subarray(32)) >= L) return false;
  const r = hex(signature.subarray(0, 32));
  return (
    r !== hex(encodePoint(ZERO)) && r === hex(encodePoint(computeR({ key, message, signature }) ?? ZERO))
  );
}

/** What there is to say about a signature, whether it holds or not. */
export function examine(signed: Signed): Examined {
  const [r, s] = [signed.signature.subarray(0, 32), number(signed.signature.subarray(32))];
  const [computed, R] = [computeR(signed), decodePoint(r)];
  return {
    key: find(signed.key),
    r: find(r),
    s: s === 0n ? '0' : s < L ? '<L' : '>L',
    cofactored: computed && R ? isZero(multiply(8n, add(computed, negate(R)))) : false,
    cofactorless: computed ? hex(encodePoint(computed)) === hex(r) : false,
  };
}

/** S·B − k·A; undefined where A is no point. */
function computeR({ key, message, signature }: Signed): Point | undefined {
  const [r, s] = [signature.subarray(0, 32), number(signature.subarray(32))];
  const A = decodePoint(key);
  const k = number(createHash('sha512').update(r).update(key).update(message).digest()) % L;
  // k·(−A) and not (L − k)·A: they differ where A has a part of small order.
  return A && multiplyAndAdd(s, BASE, k, negate(A));
}

function find(bytes: Uint8Array): Found {
  const point = decodePoint(bytes);
  return point && { order: orderOf(point), canonical: hex(encodePoint(point)) === hex(bytes) };
}

function orderOf(point: Point): Order {
  if (isZero(point)) return 'identity';
  return isZero(multiply(8n, point)) ? 'small' : isZero(multiply(L, point)) ? 'L' : 'mixed';
}

/** RFC 8032 §5.1.3, but for y from p on and for a sign on x = 0: whether those were there is another question. */
function decodePoint(bytes: Uint8Array): Point | undefined {
  if (bytes.length !== 32) return undefined;
  const encoded = number(bytes);
  const y = mod(encoded & ((1n << 255n) - 1n));
  const square = mod((y * y - 1n) * invert(D * y * y + 1n));
  const candidate = power(square, (P + 3n) / 8n);
  const root = [candidate, mod(candidate * ROOT_OF_MINUS_ONE)].find((x) => mod(x * x) === square);
  if (root === undefined) return undefined;
  const x = (root & 1n) === encoded >> 255n ? root : mod(-root);
  return [x, y, 1n, mod(x * y)];
}

function encodePoint([X, Y, Z]: Point): Uint8Array {
  const [x, y] = [mod(X * invert(Z)), mod(Y * invert(Z))];
  return encodeNumber(y | ((x & 1n) << 255n));
}

/** RFC 8032 §5.1.4: any two points, equal ones too. */
function add([X1, Y1, Z1, T1]: Point, [X2, Y2, Z2, T2]: Point): Point {
  const a = mod((Y1 - X1) * (Y2 - X2));
  const b = mod((Y1 + X1) * (Y2 + X2));
  const c = mod(2n * D * T1 * T2);
  const d = mod(2n * Z1 * Z2);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}

function negate([X, Y, Z, T]: Point): Point {
  return [mod(-X), Y, Z, mod(-T)];
}

function isZero([X, Y, Z]: Point): boolean {
  return X === 0n && Y === Z;
}

function multiply(scalar: bigint, point: Point): Point {
  return multiplyAndAdd(scalar, point, 0n, ZERO);
}

/** s·p + t·q, bit by bit. */
function multiplyAndAdd(s: bigint, p: Point, t: bigint, q: Point): Point {
  const both = add(p, q);
  let sum = ZERO;
  for (let bit = 2n ** BigInt(Math.max(s.toString(2).length, t.toString(2).length)); bit > 0n; bit >>= 1n) {
    sum = add(sum, sum);
    const term = s & bit ? (t & bit ? both : p) : t & bit ? q : undefined;
    if (term) sum = add(sum, term);
  }
  return sum;
}

/** Little-endian. */
function number(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${hex(bytes.toReversed())}`);
}

function encodeNumber(x: bigint): Uint8Array {
  return new Uint8Array(Buffer.from(x.toString(16).padStart(64, '0'), 'hex')).toReversed();
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
