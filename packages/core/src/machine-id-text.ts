import { bech32m } from '@scure/base';
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
  /** 5-bit words, checksum removed: the scheme and 26 words of ID. */
  readonly words: readonly number[];
}

interface Symbol {
  readonly char: string;
  readonly at: number;
}

/** Symbols after the separator: scheme (1), 128 bits (26), checksum (6). */
export const DATA_LENGTH = 33;
const ALPHABET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
/** White space of any kind, hyphens and dashes: what people and mail programs put between groups. */
const SEPARATOR = /[\s\-\u2010-\u2015]/;
const LONGEST = 200;

/** The text layer of a machine ID: BIP 350 with a fixed length, told apart from mistakes by their place. */
export function readMachineId(typed: string, product?: string): Read | MachineIdFault {
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

function decode(text: string): Read | undefined {
  const decoded = bech32m.decodeUnsafe(text, text.length);
  const product = decoded?.prefix.toUpperCase();
  if (!decoded || !isProductCode(product)) return undefined;
  if (text.length !== product.length + 1 + DATA_LENGTH) return undefined;
  return { ok: true, text, product, words: decoded.words };
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
