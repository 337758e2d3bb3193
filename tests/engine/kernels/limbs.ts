import { mod, P, random, times } from '../numbers.js';

export type Bounds = readonly { readonly lo: number; readonly hi: number; readonly grain: number }[];

/** A field as the generator declares it, its bounds in plain numbers: every bound is one that a double holds. */
export interface FieldUnderTest {
  readonly name: 'fma' | 'plain';
  readonly limbs: number;
  /** Bounds of a reduced element, and of a sum or difference of two. */
  readonly tight: Bounds;
  readonly loose: Bounds;
  /** What packed elements are shifted by. */
  readonly offset: bigint;
}

/** First bit of each limb: the limbs of `plain` are scaled to their place, those of `fma` are not. */
const placeOf = (field: FieldUnderTest, i: number) => (field.name === 'fma' ? 51 * i : Math.ceil(21.25 * i));
const isScaled = (field: FieldUnderTest) => field.name === 'plain';

export function valueOf(field: FieldUnderTest, limbs: readonly number[]): bigint {
  const weight = (i: number) => (isScaled(field) ? 1n : 1n << BigInt(placeOf(field, i)));
  return limbs.reduce((sum, limb, i) => sum + BigInt(limb) * weight(i), 0n);
}

export function fits(limbs: readonly number[], bounds: Bounds): boolean {
  return bounds.every(({ lo, hi, grain }, i) => {
    const limb = limbs[i] ?? NaN;
    return limb >= lo && limb <= hi && Number.isInteger(limb / 2 ** grain);
  });
}

/** A number in limbs, without reduction: the last limb takes what is left. */
export function unreduced(field: FieldUnderTest, x: bigint): number[] {
  let rest = x;
  return times(field.limbs, (i) => {
    const width = placeOf(field, i + 1) - placeOf(field, i);
    const limb = i + 1 < field.limbs ? BigInt.asIntN(width, rest) : rest;
    rest = (rest - limb) >> BigInt(width);
    return Number(limb) * (isScaled(field) ? 2 ** placeOf(field, i) : 1);
  });
}

const AROUND_P = [0n, 1n, -1n, 2n, 19n, P - 1n, P, P + 1n, -P, (1n << 255n) - 1n, 1n << 254n, (P - 1n) / 2n];

/** Limbs at their bounds in many patterns of signs, single limbs at a bound, the numbers around p, and random limbs. */
export function extremes(field: FieldUnderTest, bounds: Bounds): number[][] {
  const patterns = [0, 2 ** field.limbs - 1, 0x555, 0xaaa, 0x333, ...times(60, () => Number(random(2)))];
  const corners = patterns.map((pattern) => bounds.map(({ lo, hi }, i) => ((pattern >> i) & 1 ? hi : lo)));
  const single = times(2 * field.limbs, (at) =>
    bounds.map(({ lo, hi }, i) => (i === at >> 1 ? (at % 2 ? hi : lo) : 0)),
  );
  const special = AROUND_P.map((x) => unreduced(field, x)).filter((limbs) => fits(limbs, bounds));
  return [...corners, ...single, ...special, ...times(60, () => bounds.map(within))];
}

function within({ hi, grain }: Bounds[number]): number {
  const steps = BigInt(hi) >> BigInt(grain);
  return Number((mod(random(16), 2n * steps + 1n) - steps) << BigInt(grain));
}
