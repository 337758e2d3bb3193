import { isProductCode } from './product.js';

/** Why a typed machine ID is refused. `at` holds places in the typed text, where they can be known. */
export interface MachineIdFault {
  readonly ok: false;
  readonly fault:
    | 'empty'
    | 'length'
    | 'wrong-character'
    | 'wrong-product'
    | 'wrong-prefix'
    | 'wrong-symbol'
    | 'unsupported';
  /** Offsets into the typed text, in UTF-16 code units, ascending; empty where no place can be named. */
  readonly at: readonly number[];
  /** What is wrong and what to do, in one or two sentences, without the ID itself. */
  readonly detail: string;
}

interface Read {
  readonly ok: true;
  readonly text: string;
  readonly product: string;
  /** The first word: what the ID is made from. */
  readonly scheme: number;
  /** True where the 26 words of the ID are 128 bits: the last two of their 130 are zero. */
  readonly isWhole: boolean;
}

interface Symbol {
  readonly char: string;
  readonly at: number;
}

/** Symbols after the separator: scheme (1), 128 bits (26), checksum (6). */
export const DATA_LENGTH = 33;
const ALPHABET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
/** Place of the last word of the ID: after the scheme, before the six of the checksum. */
const LAST_WORD = DATA_LENGTH - 7;
/** What the checksum of a valid text comes to (BIP 350). */
const BECH32M = 0x2bc830a3;
/** The remainders of the five bits that a step shifts out (BIP 173), and of all their sums. */
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const REMAINDERS = Int32Array.from({ length: 32 }, (_, top) =>
  GENERATOR.reduce((sum, remainder, bit) => ((top >> bit) & 1 ? sum ^ remainder : sum), 0),
);
/** The value of each symbol, by character code; -1 for a character outside the alphabet. */
const VALUES = Int8Array.from({ length: 128 }, (_, code) => ALPHABET.indexOf(String.fromCharCode(code)));
/** White space of any kind, hyphens and dashes: what people and mail programs put between groups. */
const SEPARATOR = /[\s\-\u2010-\u2015]/;
const LONGEST = 200;

/** The text layer of a machine ID: BIP 350 with a fixed length, told apart from mistakes by their place. */
export function readMachineId(typed: string, product?: string): Read | MachineIdFault {
  const direct = decode(typed);
  if (direct && (product === undefined || direct.product === product)) return direct;
  if (typed.length > LONGEST) return fault('length', [], 'This is much longer than a machine ID.');
  const symbols = collect(typed);
  if (symbols.length === 0) return fault('empty', [], 'Enter the machine ID that the user sent.');
  const strangers = symbols.filter(({ char }) => !/^[a-z0-9]$/.test(char));
  if (strangers.length > 0) return wrongCharacter(strangers);
  const text = symbols.map(({ char }) => char).join('');

  const valid = decode(text);
  if (valid && (product === undefined || valid.product === product)) return valid;
  if (valid) {
    const detail = `This machine ID is for ${valid.product}, not for ${product}. Ask for the machine ID that ${product} shows.`;
    return fault('wrong-product', [], detail);
  }
  return explain(text, symbols, product);
}

/** True for a canonical spelling with a right checksum, whatever it is made from. */
export function isCanonicalMachineId(value: unknown): value is string {
  return typeof value === 'string' && decode(value) !== undefined;
}

/** Names the mistake in a text that does not decode. */
function explain(text: string, symbols: readonly Symbol[], product: string | undefined): MachineIdFault {
  const start = text.length - DATA_LENGTH;
  const prefix =
    product === undefined ? `${text.slice(0, Math.max(0, start - 1))}1` : `${product.toLowerCase()}1`;
  if (start !== prefix.length || prefix.length < 3) {
    const wanted = product === undefined ? 'more' : prefix.length + DATA_LENGTH;
    const detail = `A machine ID has ${wanted} letters and digits, this has ${text.length}. Some are missing or too many.`;
    return fault('length', [], detail);
  }
  const strangers = symbols.filter(({ char }, i) => i >= start && !ALPHABET.includes(char));
  if (strangers.length > 0) return wrongCharacter(strangers);
  const misfits = symbols.filter(({ char }, i) => i < start && char !== prefix[i]);
  if (misfits.length > 0) {
    const detail =
      product === undefined
        ? 'The product code at the beginning must be followed by the digit 1.'
        : `A machine ID for ${product} begins with ${prefix}.`;
    return fault('wrong-prefix', places(misfits), `${detail} Compare it with what the user sent.`);
  }
  const place = findSingleMistake(text, start);
  if (place === undefined) {
    return fault(
      'wrong-symbol',
      [],
      `${product === undefined ? 'The product code is wrong, or at' : 'At'} least two symbols are wrong or swapped. Copy and paste the machine ID.`,
    );
  }
  const wrong = symbols.filter((_, i) => i === place);
  return fault(
    'wrong-symbol',
    places(wrong),
    `Symbol ${place + 1} is wrong. Compare it with what the user sent.`,
  );
}

/**
 * The one place where a single other symbol makes the checksum right. Two such places cannot exist: valid
 * codes of this length differ in at least five symbols (BIP 350).
 */
function findSingleMistake(text: string, start: number): number | undefined {
  for (let i = start; i < text.length; i++) {
    for (const symbol of ALPHABET) {
      if (decode(text.slice(0, i) + symbol + text.slice(i + 1))) return i;
    }
  }
  return undefined;
}

/**
 * Reads the canonical spelling (BIP 350, with a fixed length). By hand, since this is part of every verification and
 * runs through millions of licenses; tests hold it against @scure/base.
 */
function decode(text: string): Read | undefined {
  const start = text.length - DATA_LENGTH;
  const prefix = text.slice(0, Math.max(0, start - 1));
  const product = prefix.toUpperCase();
  if (!isProductCode(product) || product.toLowerCase() !== prefix || text[start - 1] !== '1')
    return undefined;
  let checksum = 1;
  for (let i = 0; i < prefix.length; i++) checksum = step(checksum, prefix.charCodeAt(i) >> 5);
  checksum = step(checksum, 0);
  for (let i = 0; i < prefix.length; i++) checksum = step(checksum, prefix.charCodeAt(i) & 31);
  let last = 0;
  for (let i = start; i < text.length; i++) {
    const word = VALUES[text.charCodeAt(i)] ?? -1;
    if (word < 0) return undefined;
    checksum = step(checksum, word);
    if (i === start + LAST_WORD) last = word;
  }
  if (checksum !== BECH32M) return undefined;
  const scheme = VALUES[text.charCodeAt(start)] as number;
  return { ok: true, text, product, scheme, isWhole: (last & 3) === 0 };
}

/** One symbol into the checksum: a remainder modulo a polynomial over GF(32), packed into 30 bits (BIP 173). */
function step(checksum: number, word: number): number {
  return ((checksum & 0x1ffffff) << 5) ^ word ^ (REMAINDERS[checksum >> 25] as number);
}

function collect(typed: string): Symbol[] {
  const symbols: Symbol[] = [];
  let at = 0;
  for (const char of typed) {
    // ASCII only: toLowerCase would turn the Kelvin sign into a k.
    if (!SEPARATOR.test(char)) symbols.push({ char: /^[A-Z]$/.test(char) ? char.toLowerCase() : char, at });
    at += char.length;
  }
  return symbols;
}

function wrongCharacter(strangers: readonly Symbol[]): MachineIdFault {
  return fault(
    'wrong-character',
    places(strangers),
    'A machine ID has the letters a to z except b, i and o, and digits. Compare the marked places with what the user sent.',
  );
}

function places(symbols: readonly Symbol[]): number[] {
  return symbols.map(({ at }) => at);
}

function fault(kind: MachineIdFault['fault'], at: readonly number[], detail: string): MachineIdFault {
  return { ok: false, fault: kind, at, detail };
}
