import type { Field } from './field.js';
import { writeKernels } from './kernels.js';
import { Pool } from './lanes.js';
import { invert, mod, P, squareRoot } from './numbers.js';

/** Coefficient of the Montgomery form, curve25519 (RFC 7748 §4.1), and a third of it. */
const A = 486662n;
const A3 = mod(A * invert(3n));
/** Coefficient of the twisted Edwards form (RFC 8032 §5.1). */
const D = mod(-121665n * invert(121666n));

/** Field elements that the code needs, by name. The four from U_PLUS_1 to C are used as one block. */
function constants(field: Field): Readonly<Record<string, bigint>> {
  return {
    ZERO: 0n,
    ONE: 1n,
    OFFSET: field.offset,
    D,
    D2: mod(2n * D),
    SQRT_M1: squareRoot(P - 1n),
    A3,
    U_PLUS_1: mod(1n - A3),
    U: mod(-A3),
    U_MINUS_1: mod(-1n - A3),
    // v = c·u/x takes Edwards to Montgomery form, c² = −(A + 2).
    C: squareRoot(mod(-A - 2n)),
  };
}

/** The AssemblyScript module of one field: its constants and its kernels. */
export function writeField(field: Field): string {
  const pool = new Pool();
  const kernels = writeKernels(field, pool);
  const size = 16 * field.limbs;
  const entries = Object.entries(constants(field));
  const lanes = entries.flatMap(([, x]) => field.encode(x).flatMap((limb) => [limb, limb]));
  const names = entries.map(([name], i) => `export const ${name}: usize = CONSTANTS + ${i * size};`);
  return `/** Bytes of a field element: ${field.limbs} limbs of two lanes. */
export const FIELD_SIZE: i32 = ${size};
export const FIELD: usize = ${size};
${pool.declaration()}const CONSTANTS: usize = memory.data<f64>([${lanes.map((x) => x.toExponential(17)).join(', ')}], 16);
${names.join('\n')}

${kernels}`;
}
