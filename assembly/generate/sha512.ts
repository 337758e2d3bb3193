import { rootFractions, sixteenRounds, STATE } from './sha2.js';
import { hex, range } from './text.js';

/** SHA-512 (FIPS 180-4 §6.4), sixteen rounds unrolled: the eight state words rotate by name, not by moving. */
const ROUNDS = 80;

/** The first 64 bits of the fractions of the cube roots, and of the square roots, of the first primes. */
const K = rootFractions(ROUNDS, 3n, 64n);
const INITIAL = rootFractions(8, 2n, 64n);
const SWAP = '7, 6, 5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10, 9, 8';

/** Sixteen rounds; `constant(i)` is the expression of the constant of round i. */
function rounds(constant: (i: number) => string): string {
  return sixteenRounds((i, [a, b, , d, e, f, g, h]) =>
    [
      `t = ${h} + big1(${e}) + ((${e} & (${f} ^ ${g})) ^ ${g}) + ${constant(i)} + w${i};`,
      `${d} += t; now = ${a} ^ ${b}; ${h} = t + big0(${a}) + (${b} ^ (now & before)); before = now;`,
    ].join(' '),
  );
}

export function writeSha512(): string {
  return `const K = memory.data<u64>([${K.map(hex).join(', ')}], 16);
@inline function big0(x: u64): u64 { return rotr<u64>(x, 28) ^ rotr<u64>(x, 34) ^ rotr<u64>(x, 39); }
@inline function big1(x: u64): u64 { return rotr<u64>(x, 14) ^ rotr<u64>(x, 18) ^ rotr<u64>(x, 41); }
@inline function small0(x: u64): u64 { return rotr<u64>(x, 1) ^ rotr<u64>(x, 8) ^ (x >> 7); }
@inline function small1(x: u64): u64 { return rotr<u64>(x, 19) ^ rotr<u64>(x, 61) ^ (x >> 6); }

/** Hashes \`blocks\` blocks of 128 bytes, padded already, and writes 64 bytes. */
export function sha512(block: usize, blocks: i32, out: usize): void {
${INITIAL.map((x, i) => `let h${i}: u64 = ${hex(x)};`).join('\n')}
let pair: v128, t: u64, now: u64, before: u64;
for (; blocks > 0; blocks--, block += 128) {
${range(8)
  .map(
    (i) => `pair = i8x16.shuffle(v128.load(block, ${16 * i}), v128.load(block, ${16 * i}), ${SWAP});
let w${2 * i}: u64 = i64x2.extract_lane(pair, 0), w${2 * i + 1}: u64 = i64x2.extract_lane(pair, 1);`,
  )
  .join('\n')}
${STATE.map((name, i) => `let ${name} = h${i};`).join(' ')}
// The majority of a, b, c is b ^ ((a ^ b) & (b ^ c)), and b ^ c is the a ^ b of the round before.
before = b ^ c;
${rounds((i) => hex(K[i] as bigint))}
for (let k: usize = K + 128; k < K + 640; k += 128) {
${range(16)
  .map((i) => `w${i} += small1(w${(i + 14) % 16}) + w${(i + 9) % 16} + small0(w${(i + 1) % 16});`)
  .join('\n')}
${rounds((i) => `load<u64>(k, ${8 * i})`)}
}
${STATE.map((name, i) => `h${i} += ${name};`).join(' ')}
}
${range(8)
  .map((i) => `store<u64>(out, bswap<u64>(h${i}), ${8 * i});`)
  .join('\n')}
}
`;
}
