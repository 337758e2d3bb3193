import { rootFractions, sixteenRounds, STATE } from './sha2.js';
import { hex, range } from './text.js';

/** SHA-512 (FIPS 180-4 §6.4), sixteen rounds unrolled: the eight state words rotate by name, not by moving. */
const ROUNDS = 80;

/** The first 64 bits of the fractions of the cube roots, and of the square roots, of the first primes. */
const K = rootFractions(ROUNDS, 3n, 64n);
const INITIAL = rootFractions(8, 2n, 64n);
const STRADDLE = '8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23';
const SWAP = '7, 6, 5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10, 9, 8';

/** Words come in pairs, a vector each: w0 and w1, w2 and w3, and so on. */
const PAIRS = range(8);

/** Two rounds, whose words with their constants lie in scratch. */
function twoRounds(pair: number): string {
  return ROUND_TEXTS.slice(2 * pair, 2 * pair + 2).join('\n');
}

const ROUND_TEXTS = sixteenRounds((i, [a, b, , d, e, f, g, h]) =>
  [
    `t = ${h} + load<u64>(summands, ${8 * i}) + ((${e} & (${f} ^ ${g})) ^ ${g}) + big1(${e});`,
    `${d} += t; now = ${a} ^ ${b}; ${h} = big0(${a}) + (${b} ^ (now & before)) + t; before = now;`,
  ].join(' '),
);

/** The pair of sixteen rounds later (§6.4.2, step 1): words at an odd place come from two neighbors. */
function nextPair(j: number): string {
  const w = (places: number) => `w${(j + places) % 8}`;
  const straddling = (places: number) => `i8x16.shuffle(${w(places)}, ${w(places + 1)}, ${STRADDLE})`;
  return [
    `w${j} = i64x2.add(i64x2.add(w${j}, small0(${straddling(0)})), i64x2.add(${straddling(4)}, small1(${w(7)})));`,
    `v128.store(summands, i64x2.add(w${j}, v128.load(k, ${16 * j})), ${16 * j});`,
  ].join('\n');
}

export function writeSha512(): string {
  return `const K = memory.data<u64>([${K.map(hex).join(', ')}], 16);
/** Sixteen words with their constants: what the next sixteen rounds add. */
const summands = memory.data(128, 16);
@inline function big0(x: u64): u64 { return rotr<u64>(x, 28) ^ rotr<u64>(x, 34) ^ rotr<u64>(x, 39); }
@inline function big1(x: u64): u64 { return rotr<u64>(x, 14) ^ rotr<u64>(x, 18) ^ rotr<u64>(x, 41); }
@inline function rotate(x: v128, bits: i32): v128 {
  return v128.or(i64x2.shr_u(x, bits), i64x2.shl(x, 64 - bits));
}
@inline function small0(x: v128): v128 {
  return v128.xor(v128.xor(rotate(x, 1), rotate(x, 8)), i64x2.shr_u(x, 7));
}
@inline function small1(x: v128): v128 {
  return v128.xor(v128.xor(rotate(x, 19), rotate(x, 61)), i64x2.shr_u(x, 6));
}

/** Hashes \`blocks\` blocks of 128 bytes, padded already, and writes 64 bytes. */
export function sha512(block: usize, blocks: i32, out: usize): void {
${INITIAL.map((x, i) => `let h${i}: u64 = ${hex(x)};`).join('\n')}
let t: u64, now: u64, before: u64;
for (; blocks > 0; blocks--, block += 128) {
${PAIRS.map(
  (j) => `let w${j} = i8x16.shuffle(v128.load(block, ${16 * j}), v128.load(block, ${16 * j}), ${SWAP});
v128.store(summands, i64x2.add(w${j}, v128.load(K, ${16 * j})), ${16 * j});`,
).join('\n')}
${STATE.map((name, i) => `let ${name} = h${i};`).join(' ')}
// The majority of a, b, c is b ^ ((a ^ b) & (b ^ c)), and b ^ c is the a ^ b of the round before.
before = b ^ c;
for (let k: usize = K + 128; k < K + 640; k += 128) {
// Scalars and vectors do not wait for each other: the words of later rounds cost the rounds hardly any time.
${PAIRS.map((j) => `${twoRounds(j)}\n${nextPair(j)}`).join('\n')}
}
${PAIRS.map(twoRounds).join('\n')}
${STATE.map((name, i) => `h${i} += ${name};`).join(' ')}
}
${range(8)
  .map((i) => `store<u64>(out, bswap<u64>(h${i}), ${8 * i});`)
  .join('\n')}
}
`;
}
