/** The prime of the field, 2^255 − 19 (RFC 8032 §5.1). */
export const P = (1n << 255n) - 19n;

/** Order of the prime-order subgroup (RFC 8032 §5.1). */
export const L = (1n << 252n) + 27742317777372353535851937790883648493n;

export function mod(x: bigint, m: bigint = P): bigint {
  return ((x % m) + m) % m;
}

function power(base: bigint, exponent: bigint, m: bigint = P): bigint {
  let result = 1n;
  for (let b = mod(base, m), e = exponent; e > 0n; e >>= 1n, b = (b * b) % m)
    if (e & 1n) result = (result * b) % m;
  return result;
}

export function invert(x: bigint, m: bigint = P): bigint {
  return power(x, m - 2n, m);
}

/** A square root modulo p (p = 5 mod 8). @throws where there is none */
export function squareRoot(x: bigint): bigint {
  const candidate = power(x, (P + 3n) / 8n);
  for (const found of [candidate, mod(candidate * power(2n, (P - 1n) / 4n))])
    if (mod(found * found - x) === 0n) return found;
  throw new Error('no square root');
}

/** The bits of a double, as an unsigned 64-bit integer. */
export function doubleBits(x: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  return view.getBigUint64(0);
}
