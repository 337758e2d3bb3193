import { readFileSync } from 'node:fs';
import path from 'node:path';
import { VECTORS_DIRECTORY } from '../vectors/directory.js';
import type { Examined, Signed } from './acceptance.js';
import { makeCctvVectors, type CctvVector } from './cctv.js';

/**
 * Public suites of edge cases of Ed25519. Which of them hold by the acceptance set of docs/license-format.md is told
 * by what each suite says of its cases. tests/vectors/public/README.md says where they are from.
 */
export interface PublicCase extends Signed {
  /** Suite and number. */
  readonly name: string;
  readonly valid: boolean;
}

interface SpeccheckCase extends PublicCase {
  /** What the authors made the case to be, see tests/vectors/public/README.md. */
  readonly made: Examined;
}

interface CctvCase extends PublicCase {
  readonly flags: CctvVector['flags'];
}

interface WycheproofCase extends PublicCase {
  readonly flag: string;
}

/** The twelve cases of "Taming the many EdDSAs". */
export function loadSpeccheck(): SpeccheckCase[] {
  return readLines('speccheck.txt').map(([number, s, a, r, cofactored, cofactorless, ...bytes]) => {
    const point = (order = '') => ({ order: order.replace('*', ''), canonical: !order.endsWith('*') });
    const made = {
      key: point(a),
      r: point(r),
      s,
      cofactored: cofactored === 'yes',
      cofactorless: cofactorless === 'yes',
    } as Examined;
    // The gate wants A of prime order, and under such a key the equation holds for no R but one of prime order.
    const valid = s === '<L' && a === 'L' && r === 'L' && made.cofactorless;
    return { name: `speccheck ${number}`, made, valid, ...decode(...bytes) };
  });
}

/**
 * The vectors of C2SP/CCTV. Each flag by itself excludes one: those of A at the gate; `low_order_R` and
 * `non_canonical_R`, because no sum under a gated key has such an encoding, or it is the identity;
 * `low_order_component_R`, because under such a key it leaves a residue; the residue, because there is no cofactor; and
 * `reencoded_k`, because k is made from the bytes as received.
 */
export function loadCctv(): CctvCase[] {
  return makeCctvVectors().map(({ number, key, msg, sig, flags }) => ({
    name: `CCTV ${number}, ${flags?.join() ?? 'nothing odd'}`,
    flags,
    valid: flags === null,
    ...decode(key, Buffer.from(msg).toString('hex'), sig),
  }));
}

/** The Ed25519 vectors of Wycheproof: its keys all pass the gate, and its results are those of the acceptance set. */
export function loadWycheproof(): WycheproofCase[] {
  return readLines('wycheproof.txt').map(
    ([number, result, flag = '', key, message, signature, ...comment]) => ({
      name: `Wycheproof ${number}, ${flag}: ${comment.join(' ')}`,
      flag,
      valid: result === 'valid',
      ...decode(key, message, signature),
    }),
  );
}

/** Fields of the lines of a file that are not comments. */
function readLines(file: string): string[][] {
  const text = readFileSync(path.join(VECTORS_DIRECTORY, 'public', file), 'utf8');
  return text
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(' '));
}

function decode(key = '', message = '', signature = ''): Signed {
  const bytes = (hex: string) => new Uint8Array(Buffer.from(hex === '-' ? '' : hex, 'hex'));
  return { key: bytes(key), message: bytes(message), signature: bytes(signature) };
}
