import {
  BAD_SIGNATURE,
  decodeToken,
  MAX_TOKEN_BYTES,
  readLicense,
  readLicenseClaims,
  type ReadClaims,
} from '@latchkey/core';
import type { KeySet } from '../key-set.js';
import { verifySignature } from '../verify-signature.js';
import type { Engine } from './engine.js';

/** Tokens that have the same header: one key, and one length to cut at. */
interface Group {
  /** The header and its dot. */
  readonly start: string;
  readonly publicKey: Uint8Array;
  readonly places: number[];
  readonly texts: string[];
}

/** Reads one license by the single path: what the engine's answers must equal. */
export function readOne(keys: KeySet, token: string | Uint8Array): ReadClaims {
  return readLicense(token, { findKey: (kid) => keys.get(kid), verify: verifySignature });
}

/**
 * Steps 1 to 7 of *Verifying* for many license tokens. Issuers write the same header again and again, so each
 * distinct header is judged once. What is unusual in any way, such as a wrapped copy, takes the single path.
 */
export function readMany(
  engine: Engine,
  keys: KeySet,
  tokens: readonly (string | Uint8Array)[],
): ReadClaims[] {
  const groups = new Map<string, Group | undefined>();
  const answers: ReadClaims[] = [];
  let last: Group | undefined;
  tokens.forEach((token, i) => {
    const group = typeof token === 'string' ? findGroup(groups, keys, token, last) : undefined;
    if (group) {
      last = group;
      group.places.push(i);
      group.texts.push(withoutEnd(token as string));
    }
    // Placeholder or answer: either way the list has no holes.
    answers.push(group ? BAD_SIGNATURE : readOne(keys, token));
  });
  for (const group of groups.values()) if (group) readGroup(engine, keys, group, answers);
  return answers;
}

/** Without the line break that ends a file. A loop, since a hostile text is given to regular expressions to slow them. */
function withoutEnd(token: string): string {
  let end = token.length;
  while (end > 0 && '\t\n\f\r '.includes(token.charAt(end - 1))) end--;
  return end === token.length ? token : token.slice(0, end);
}

/** @param last the group of the token before, which is nearly always the one: no look-up then */
function findGroup(
  groups: Map<string, Group | undefined>,
  keys: KeySet,
  token: string,
  last: Group | undefined,
): Group | undefined {
  if (token.length > MAX_TOKEN_BYTES) return undefined;
  if (last && token.startsWith(last.start)) return last;
  const headerLength = token.indexOf('.');
  if (headerLength < 1) return undefined;
  const header = token.slice(0, headerLength);
  const known = groups.get(header);
  if (known || groups.has(header)) return known;
  const group = makeGroup(keys, header);
  groups.set(header, group);
  return group;
}

function makeGroup(keys: KeySet, header: string): Group | undefined {
  // The header with nothing behind it: steps 1 to 3 say all that they can say about it.
  const envelope = decodeToken(`${header}..`, 'license+jwt');
  // The envelope also takes white space, which has no place where lengths are counted.
  if (!envelope.ok || /\s/.test(header)) return undefined;
  const publicKey = keys.get(envelope.kid);
  return publicKey && { start: `${header}.`, publicKey, places: [], texts: [] };
}

function readGroup(
  engine: Engine,
  keys: KeySet,
  { start, publicKey, places, texts }: Group,
  answers: ReadClaims[],
): void {
  // The keys of a key set have passed the gate.
  const slot = engine.findSlot(publicKey) as number;
  engine.verifyTokens(slot, texts, start.length - 1, (i, payload, valid) => {
    const place = places[i] as number;
    if (!payload) answers[place] = readOne(keys, texts[i] as string);
    else answers[place] = valid ? readLicenseClaims(payload) : BAD_SIGNATURE;
  });
}
