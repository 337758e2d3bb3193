import type { Field } from './field.js';
import { Kernel, load, store, type Bounds, type Place } from './kernel.js';
import { add, BoundsError, sub, type Doubles, type Pool } from './lanes.js';

/**
 * The functions that are worth unrolling. Names of pointers: `points` are accumulators (x, y: two elements each),
 * `d` differences, `p` running products; the product of item i stands four items behind its predecessor's, so that
 * four chains of multiplications run at once. `digits` are signed table indices, two of 16 bits an item.
 */
export function writeKernels(field: Field, pool: Pool): string {
  const size = 16 * field.limbs;
  const { tight, loose } = field;
  const functions: string[] = [];

  const define = (signature: string, write: (k: Kernel) => void) => {
    const kernel = new Kernel(pool);
    try {
      write(kernel);
    } catch (error) {
      throw error instanceof BoundsError ? new BoundsError(`${signature}: ${error.message}`) : error;
    }
    functions.push(`export function ${signature}: void {\n${kernel.body}\n}\n`);
  };
  const loop = (k: Kernel, steps: readonly string[], body: () => void) => {
    k.line('for (let i = 0; i < n; i++) {');
    body();
    for (const step of steps) k.line(`${step};`);
    k.line('}');
  };
  const at = (pointer: string, offset = 0): Place => ({ pointer, offset });
  const named = (k: Kernel, limbs: readonly Doubles[]) => limbs.map(k.bind);
  const zip = (x: readonly Doubles[], y: readonly Doubles[], op: typeof add) =>
    x.map((limb, i) => op(limb, y[i] as Doubles));
  const product = (k: Kernel, a: readonly Doubles[], b: readonly Doubles[]) =>
    field.carry(k, field.multiply(k, a, b));

  // ---- one operation, for code that is not worth unrolling: every operand and result is reduced,
  // but for the first factor of a product, which may be a difference

  define('multiply(out: usize, a: usize, b: usize)', (k) => {
    store(k, at('out'), product(k, named(k, load(at('a'), loose)), load(at('b'), tight)), tight);
  });
  define('squareTimes(out: usize, a: usize, n: i32)', (k) => {
    const limbs = load(at('a'), tight);
    limbs.forEach(({ code }, i) => k.line(`let a${i} = ${code};`));
    const variables = limbs.map((limb, i) => ({ ...limb, code: `a${i}` }));
    loop(k, [], () => {
      const squared = field.carry(k, field.square(k, variables));
      squared.forEach(({ code }, i) => k.line(`a${i} = ${code};`));
      // The bounds of the loop's result are those that its operand was taken to have.
      store(new Kernel(pool), at('out'), squared, tight);
    });
    store(k, at('out'), variables, tight);
  });
  for (const [name, op] of [
    ['plus', add],
    ['minus', sub],
  ] as const) {
    define(`${name}(out: usize, a: usize, b: usize)`, (k) => {
      store(k, at('out'), field.reduce(k, zip(load(at('a'), tight), load(at('b'), tight), op)), tight);
    });
  }
  // The words of both lanes, each to a place of its own.
  define('toWords(a: usize, laneA: usize, laneB: usize)', (k) => {
    field.freeze(k, named(k, load(at('a'), tight))).forEach(({ code }, i) => {
      k.line(`v128.store64_lane(laneA, ${code}, 0, ${8 * i});`);
      k.line(`v128.store64_lane(laneB, ${code}, 1, ${8 * i});`);
    });
  });
  // ---- table look-ups

  const words = (k: Kernel, a: string, b: string, offset: number) =>
    [0, 1].flatMap((half) => {
      const from = [a, b].map(
        (pointer) => k.bind({ code: `v128.load(${pointer}, ${offset + 16 * half})` }).code,
      );
      return [
        '0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23',
        '8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31',
      ].map((lanes) => k.bind({ code: `i8x16.shuffle(${from.join(', ')}, ${lanes})` }).code);
    });
  function unpackAt(k: Kernel, a: string, b: string, offset: number): Doubles[] {
    return field.unpack(k, words(k, a, b, offset));
  }
  // What lies packed at both places, less the field's offset: see `Field.offset`.
  define('fromWords(out: usize, laneA: usize, laneB: usize)', (k) => {
    store(k, at('out'), unpackAt(k, 'laneA', 'laneB', 0), tight);
  });

  // A negative digit d stands for the entry -d - 1 = ~d with y negated.
  const findEntries = (k: Kernel) => {
    for (const [lane, offset] of [
      ['0', 0],
      ['1', 2],
    ] as const) {
      k.line(`const digit${lane} = <i32>load<i16>(digits, ${offset});`);
      k.line(`const sign${lane} = digit${lane} >> 31;`);
      k.line(`const entry${lane} = table + (<usize>(digit${lane} ^ sign${lane}) << 6);`);
    }
  };
  const entryX = (k: Kernel) => unpackAt(k, 'entry0', 'entry1', 0);
  const entryY = (k: Kernel) => {
    k.line('const signs = i64x2.replace_lane(i64x2.splat(<i64>sign0 << 63), 1, <i64>sign1 << 63);');
    return unpackAt(k, 'entry0', 'entry1', 32).map((limb) =>
      k.bind({
        ...limb,
        code: `v128.xor(${limb.code}, signs)`,
        lo: -limb.hi < limb.lo ? -limb.hi : limb.lo,
        hi: -limb.lo > limb.hi ? -limb.lo : limb.hi,
      }),
    );
  };

  define('lookUp(n: i32, points: usize, digits: usize, table: usize)', (k) => {
    loop(k, [`points += ${2 * size}`, 'digits += 4'], () => {
      findEntries(k);
      store(k, at('points'), entryX(k), tight);
      store(k, at('points', size), entryY(k), tight);
    });
  });

  // ---- the affine addition x3 = λ² − x1 − x2, y3 = λ(x1 − x3) − y1, λ = (y2 − y1)/(x2 − x1), in passes

  /** Two sources for the second point: table entries, or other accumulators. */
  const sources = [
    {
      suffix: 'ToEntries',
      parameters: 'digits: usize, table: usize',
      step: 'digits += 4',
      x: (k: Kernel) => (findEntries(k), entryX(k)),
      y: (k: Kernel) => (findEntries(k), entryY(k)),
    },
    {
      suffix: 'Between',
      parameters: 'others: usize',
      step: `others += ${2 * size}`,
      x: () => load(at('others'), tight),
      y: () => load(at('others', size), tight),
    },
  ];
  for (const { suffix, parameters, step, x, y } of sources) {
    // d = x2 − x1, and the products of all d of a chain up to here.
    define(`differences${suffix}(n: i32, points: usize, ${parameters}, d: usize, p: usize)`, (k) => {
      loop(k, [`points += ${2 * size}`, step, `d += ${size}`, `p += ${size}`], () => {
        k.line(`const behind = p - ${4 * size};`);
        const difference = named(k, zip(x(k), load(at('points'), tight), sub));
        store(k, at('d'), difference, loose);
        store(k, at('p'), product(k, difference, load(at('behind'), tight)), tight);
      });
    });
    // λ = (y2 − y1)·(1/d)
    define(`slopes${suffix}(n: i32, points: usize, ${parameters}, p: usize)`, (k) => {
      loop(k, [`points += ${2 * size}`, step, `p += ${size}`], () => {
        const rise = named(k, zip(y(k), load(at('points', size), tight), sub));
        store(k, at('p'), product(k, rise, load(at('p'), tight)), tight);
      });
    });
  }

  // From the last item to the first: 1/d = (inverse of all up to here)·(product of all before), see Montgomery's trick.
  define('inverses(n: i32, index: i32, d: usize, p: usize, rest: usize)', (k) => {
    loop(k, [], () => {
      k.line(`d -= ${size}; p -= ${size}; index--;`);
      k.line(`const behind = p - ${4 * size};`);
      k.line(`const chain = rest + <usize>(index & 3) * ${size};`);
      const inverse = named(k, load(at('chain'), tight));
      const own = product(k, inverse, load(at('behind'), tight));
      const next = product(k, load(at('d'), loose).map(k.bind), inverse);
      store(k, at('p'), own, tight);
      store(k, at('chain'), next, tight);
    });
  });

  // x3 replaces x1, and x1 − x3 replaces d.
  define('newX(n: i32, points: usize, d: usize, p: usize)', (k) => {
    loop(k, [`points += ${2 * size}`, `d += ${size}`, `p += ${size}`], () => {
      const squared = field.square(k, named(k, load(at('p'), tight)));
      const x1 = named(k, load(at('points'), tight));
      // d was stored as x2 − x1, without rounding: x1 + d is x2 again, which is reduced.
      const x2 = known(k, zip(x1, load(at('d'), loose), add), tight);
      const x3 = field.carry(k, field.subtract(k, field.subtract(k, squared, x1), x2));
      store(k, at('points'), x3, tight);
      store(k, at('d'), zip(x1, x3, sub), loose);
    });
  });

  define('newY(n: i32, points: usize, d: usize, p: usize)', (k) => {
    loop(k, [`points += ${2 * size}`, `d += ${size}`, `p += ${size}`], () => {
      const slope = named(k, load(at('d'), loose));
      const columns = field.multiply(k, slope, load(at('p'), tight));
      store(
        k,
        at('points', size),
        field.carry(k, field.subtract(k, columns, load(at('points', size), tight))),
        tight,
      );
    });
  });

  // ---- back to Edwards form: u = X − A/3; y = (u − 1)/(u + 1), x = c·u/v, with one inverse of (u + 1)·v

  define('denominators(n: i32, points: usize, d: usize, p: usize, one: usize)', (k) => {
    loop(k, [`points += ${2 * size}`, `d += ${size}`, `p += ${size}`], () => {
      k.line(`const behind = p - ${4 * size};`);
      // `one` holds 1 − A/3.
      const uPlus1 = named(k, zip(load(at('points'), tight), load(at('one'), tight), add));
      const denominator = product(k, uPlus1, load(at('points', size), tight));
      store(k, at('d'), denominator, tight);
      store(k, at('p'), product(k, denominator, load(at('behind'), tight)), tight);
    });
  });

  /** The encoding of (x, y) against 32 bytes each: y, and the last bit of x on top (RFC 8032 §5.1.2). */
  const compare = (k: Kernel, x: readonly Doubles[], y: readonly Doubles[]) => {
    const parity = field.freeze(k, x)[0] as { code: string };
    const encoded = field
      .freeze(k, y)
      .map(({ code }, i) =>
        i < 3 ? code : k.bind({ code: `v128.or(${code}, i64x2.shl(${parity.code}, 63))` }).code,
      );
    k.line('const r0: usize = load<u32>(received), r1: usize = load<u32>(received, 4);');
    const differences = encoded.map(
      (word, i) => `v128.xor(${word}, v128.load64_lane(r1, v128.load64_zero(r0, ${8 * i}), 1, ${8 * i}))`,
    );
    const all = k.bind({ code: differences.reduce((a, b) => `v128.or(${a}, ${b})`) }).code;
    k.line(`store<u8>(results, load<u8>(results) | u8(i64x2.extract_lane(${all}, 0) == 0));`);
    k.line(`store<u8>(results, load<u8>(results, 1) | u8(i64x2.extract_lane(${all}, 1) == 0), 1);`);
  };
  define(
    'encodeAndCompare(n: i32, points: usize, p: usize, received: usize, results: usize, constants: usize)',
    (k) => {
      loop(k, [`points += ${2 * size}`, `p += ${size}`, 'received += 8', 'results += 2'], () => {
        const x = named(k, load(at('points'), tight));
        const shifted = (index: number) => named(k, zip(x, load(at('constants', index * size), tight), add));
        const inverse = load(at('p'), tight);
        const half = product(k, product(k, shifted(0), inverse), shifted(1));
        const edwardsX = product(k, half, load(at('constants', 3 * size), tight));
        const v = named(k, load(at('points', size), tight));
        const edwardsY = product(k, shifted(2), product(k, v, inverse));
        compare(k, edwardsX, edwardsY);
      });
    },
  );
  define('compareEncoding(x: usize, y: usize, received: usize, results: usize)', (k) => {
    compare(k, named(k, load(at('x'), tight)), named(k, load(at('y'), tight)));
  });

  return functions.join('\n');
}

/** Values of which more is known than their operands say; each use states why. */
function known(k: Kernel, limbs: readonly Doubles[], bounds: Bounds): Doubles[] {
  return limbs.map((limb, i) => k.bind({ ...limb, ...(bounds[i] as Bounds[number]) }));
}
