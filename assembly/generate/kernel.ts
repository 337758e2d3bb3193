import type { Doubles, Pool } from './lanes.js';
import { BoundsError, magnitude } from './lanes.js';

/** Writes the body of one function: straight-line code, each value with a name of its own. */
export class Kernel {
  readonly pool: Pool;
  readonly #lines: string[] = [];
  #names = 0;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** Gives a value a name, so that it is computed once. */
  readonly bind = <T extends { code: string }>(value: T): T => {
    const name = `t${this.#names++}`;
    this.line(`const ${name} = ${value.code};`);
    return { ...value, code: name };
  };

  line(text: string): void {
    this.#lines.push(text);
  }

  get body(): string {
    return this.#lines.join('\n');
  }
}

/** Where a field element lies: a pointer expression and an offset in bytes. */
export interface Place {
  readonly pointer: string;
  readonly offset?: number;
}

/** The bounds that every field element in memory keeps, limb by limb: stores are checked, loads rely on it. */
export type Bounds = readonly { readonly lo: bigint; readonly hi: bigint; readonly grain: number }[];

/** Loads the limbs of a field element. They have no names: each use loads again, which is quicker than keeping them. */
export function load({ pointer, offset = 0 }: Place, bounds: Bounds): Doubles[] {
  return bounds.map((bound, i) => ({
    kind: 'doubles',
    code: `v128.load(${pointer}, ${offset + 16 * i})`,
    ...bound,
  }));
}

/** Stores a field element, and insists that it keeps the bounds of what lies there. */
export function store(
  kernel: Kernel,
  { pointer, offset = 0 }: Place,
  limbs: readonly Doubles[],
  bounds: Bounds,
): void {
  limbs.forEach((limb, i) => {
    const bound = bounds[i] as Bounds[number];
    if (limb.lo < bound.lo || limb.hi > bound.hi || limb.grain < bound.grain) {
      throw new BoundsError(
        `limb ${i} leaves its bounds: ${magnitude(limb)} > ${magnitude(bound)}, grain ${limb.grain}`,
      );
    }
    kernel.line(`v128.store(${pointer}, ${limb.code}, ${offset + 16 * i});`);
  });
}
