import { rootFractions, sixteenRounds, STATE } from './sha2.js';
import { hex, range } from './text.js';

/**
 * SHA-256 (FIPS 180-4 §6.2) of four messages at once: word i of all four lies in one vector, a lane each. Sixteen
 * rounds are unrolled: the eight state words rotate by name, not by moving. All sixty-four would leave no room in the
 * first-level cache of instructions; a loop body shared by the first sixteen rounds and the rest costs a fifth.
 */
const ROUNDS = 64;

/** The first 32 bits of the fractions of the cube roots (§4.2.2), and of the square roots (§5.3.3), of the first primes. */
const K = rootFractions(ROUNDS, 3n, 32n);
const INITIAL = rootFractions(8, 2n, 32n);

const add = (...terms: string[]): string => terms.reduce((sum, term) => `i32x4.add(${sum}, ${term})`);

/** A tree, not a chain: three deep for six terms. The rounds are one long chain already. */
function xor(...terms: string[]): string {
  if (terms.length === 1) return terms[0] as string;
  const half = terms.length >> 1;
  return `v128.xor(${xor(...terms.slice(0, half))}, ${xor(...terms.slice(half))})`;
}

/** Σ and σ (§4.1.2). Vectors cannot be rotated: each rotation is two shifts, and the halves are disjoint, so xor joins them. */
function sigma(name: string, rotations: readonly number[], shift: number[] = []): string {
  const terms = [
    ...rotations.flatMap((n) => [`i32x4.shr_u(x, ${n})`, `i32x4.shl(x, ${32 - n})`]),
    ...shift.map((n) => `i32x4.shr_u(x, ${n})`),
  ];
  return `@inline function ${name}(x: v128): v128 { return ${xor(...terms)}; }`;
}

/** Sixteen rounds with the constants at `k`; `word(i)` is the statement that sets w_i before its round. */
function rounds(k: string, word: (i: number) => string): string {
  return sixteenRounds(
    (i, [a, b, , d, e, f, g, h]) => `${word(i)}
t = ${add(h, `v128.load32_splat(${k}, ${4 * i})`, `w${i}`, `v128.bitselect(${f}, ${g}, ${e})`, `big1(${e})`)};
${d} = ${add(d, 't')}; now = ${xor(a, b)};
${h} = ${add('t', xor(b, 'v128.and(now, before)'), `big0(${a})`)}; before = now;`,
  ).join('\n');
}

export function writeSha256(): string {
  const extended = (i: number) =>
    `w${i} = ${add(`w${i}`, `w${(i + 9) % 16}`, `small0(w${(i + 1) % 16})`, `small1(w${(i + 14) % 16})`)};`;
  return `const K: usize = memory.data<u32>([${K.map(hex).join(', ')}], 16);
const INITIAL: usize = memory.data<u32>([${INITIAL.map(hex).join(', ')}], 16);
${sigma('big0', [2, 13, 22])}
${sigma('big1', [6, 11, 25])}
${sigma('small0', [7, 18], [3])}
${sigma('small1', [17, 19], [10])}

/** Sets the state, eight vectors, to the initial hash value in every lane. */
export function setInitial(state: usize): void {
${STATE.map((_, i) => `v128.store(state, v128.load32_splat(INITIAL, ${4 * i}), ${16 * i});`).join('\n')}
}

/**
 * Compresses a block of each lane, sixteen vectors of words, into the state, eight vectors; the words stay as they are.
 * \`mask\` is where a vector lies: ones in the lanes that are meant, zeros in those that keep their state.
 */
export function compress(state: usize, words: usize, mask: usize): void {
${STATE.map((name, i) => `let ${name} = v128.load(state, ${16 * i});`).join('\n')}
${range(16)
  .map((i) => `let w${i}: v128;`)
  .join(' ')}
// The majority of a, b, c is b ^ ((a ^ b) & (b ^ c)), and b ^ c is the a ^ b of the round before.
let t: v128, now: v128, before = v128.xor(b, c);
${rounds('K', (i) => `w${i} = v128.load(words, ${16 * i});`)}
for (let k: usize = K + 64; k < K + ${4 * ROUNDS}; k += 64) {
${rounds('k', extended)}
}
// What is added is masked: cheaper than to select between the old state and the new one.
const meant = v128.load(mask);
${STATE.map((name, i) => `v128.store(state, i32x4.add(v128.load(state, ${16 * i}), v128.and(${name}, meant)), ${16 * i});`).join('\n')}
}
`;
}
