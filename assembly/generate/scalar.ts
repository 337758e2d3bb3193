import { invert, L, mod } from './numbers.js';
import { hex, range } from './text.js';

/**
 * Reduction modulo L = 2^252 + c, unrolled, in 32-bit limbs of 64-bit integers: 2^252 = −c, so what stands above
 * bit 252 is multiplied by c and subtracted, twice; the third time only a few bits are left.
 */
const C = L - (1n << 252n);
const limb = (x: bigint, i: number) => (x >> BigInt(32 * i)) & 0xffffffffn;

/** s + CENTER has the digits of writeDigits: half of 2^253 − 1, modulo L. 2L more keeps every sum positive. */
const CENTER = mod(((1n << 253n) - 1n) * invert(2n, L), L) + 2n * L;
const PLAIN = 2n * L;

/** `to` = c·`from` in limbs below 2^32; a column of 32-bit halves cannot overflow 64 bits. */
function timesC(from: string, length: number, to: string): string {
  const lines = [`let low_${to}: u64 = 0, high_${to}: u64 = 0, product_${to}: u64 = 0;`];
  for (let k = 0; k < length + 4; k++) {
    lines.push(`low_${to} += high_${to}; high_${to} = 0;`);
    for (let i = Math.max(0, k - length + 1); i < 4 && i <= k; i++) {
      lines.push(`product_${to} = ${hex(limb(C, i))} * ${from}${k - i};`);
      lines.push(`low_${to} += product_${to} & 0xffffffff; high_${to} += product_${to} >> 32;`);
    }
    lines.push(`const ${to}${k} = low_${to} & 0xffffffff; low_${to} >>= 32;`);
  }
  return lines.join('\n');
}

/** What stands above bit 252 of limbs `from`. */
function above252(from: string, length: number, to: string): string {
  return range(length - 7)
    .map((i) => {
      const upper = i + 8 < length ? ` | (${from}${i + 8} << 4)` : '';
      return `const ${to}${i} = ((${from}${i + 7} >> 28)${upper}) & 0xffffffff;`;
    })
    .join('\n');
}

/** The last step, for eight signed limbs v0 … v7 between −2^253 and 2^254. */
const FINISH = `
function finish(${range(8)
  .map((i) => `v${i}: i64`)
  .join(', ')}, out: usize, centered: bool): void {
  const offset = centered ? CENTER : PLAIN;
  let v8: i64 = 0, carry: i64 = 0;
${range(9)
  .map(
    (i) => `  carry += v${i} + <i64>load<u32>(offset, ${4 * i}); v${i} = carry & 0xffffffff; carry >>= 32;`,
  )
  .join('\n')}
  const q = (v7 >> 28) | (v8 << 4);
  v7 &= 0xfffffff;
  carry = 0;
${range(8)
  .map(
    (i) =>
      `  carry += v${i}${i < 4 ? ` - q * ${hex(limb(C, i))}` : ''}; v${i} = carry & 0xffffffff; carry >>= 32;`,
  )
  .join('\n')}
  if (carry < 0) {
    carry = 0;
${range(8)
  .map((i) => `    carry += v${i} + ${hex(limb(L, i))}; v${i} = carry & 0xffffffff; carry >>= 32;`)
  .join('\n')}
  }
${range(4)
  .map((i) => `  store<u64>(out, <u64>(v${2 * i} | (v${2 * i + 1} << 32)), ${8 * i});`)
  .join('\n')}
}
`;

export function writeScalar(): string {
  const words = (x: bigint) =>
    range(10)
      .map((i) => hex(limb(x, i)))
      .join(', ');
  const top = (i: number) => (i === 7 ? ' & 0xfffffff' : '');
  const terms = range(8).map((i) => {
    const rest = i < 4 ? ` - <i64>g * ${hex(limb(C, i))}` : '';
    return `<i64>(x${i}${top(i)}) - <i64>(t${i}${top(i)}) + <i64>(s${i}${top(i)})${rest}`;
  });
  return `const CENTER = memory.data<u32>([${words(CENTER)}], 16);
const PLAIN = memory.data<u32>([${words(PLAIN)}], 16);
${FINISH}
/** out = the 64-byte number at h modulo L, 32 bytes; plus the center of the digits where asked for. */
export function reduceHash(h: usize, out: usize, centered: bool): void {
${range(16)
  .map((i) => `const x${i}: u64 = load<u32>(h, ${4 * i});`)
  .join('\n')}
${above252('x', 16, 'y')}
${timesC('y', 9, 't')}
${above252('t', 13, 'z')}
${timesC('z', 6, 's')}
const g = (s7 >> 28) | (s8 << 4);
finish(${terms.join(',\n')}, out, centered);
}

/** out = the 32-byte number at s, which is below 2^253, modulo L; plus the center of the digits where asked for. */
export function reduceScalar(s: usize, out: usize, centered: bool): void {
  finish(${range(8)
    .map((i) => `<i64>load<u32>(s, ${4 * i})`)
    .join(', ')}, out, centered);
}
`;
}
