/**
 * JSON with exactly one reading. Parsers disagree about duplicate members, odd spellings, deep nesting and
 * broken Unicode; a signed document must not mean one thing here and another thing there (RFC 8725 §2.4).
 */

/** Deepest nesting of arrays and objects; the outermost object counts as 1. */
export const MAX_JSON_DEPTH = 4;

export type JsonObject = Readonly<Record<string, unknown>>;
export type StrictJson = { ok: true; value: JsonObject } | { ok: false; why: string };

const CONTROL = /[\u0000-\u001f]/;
const LONE_SURROGATE = /\p{Surrogate}/u;
/** ignoreBOM keeps a BOM in the text, where JSON.parse then refuses it. */
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const INTEGER_NAME = /^(?:0|[1-9][0-9]*)$/;

/**
 * Reads bytes as one JSON object, strictly: UTF-8 without errors and without BOM, and exactly the spelling
 * that `JSON.stringify` writes, which leaves no room for duplicate members, white space or second spellings
 * of a string or number. Never throws.
 */
export function parseStrictJson(bytes: Uint8Array): StrictJson {
  const text = decodeUtf8(bytes);
  if (text === undefined) return { ok: false, why: 'is not UTF-8' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, why: 'is not JSON' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { ok: false, why: 'is not a JSON object' };
  }
  // Without a backslash no string can hold what JSON has to escape: this spares a look at every string.
  const escapes = text.includes('\\');
  // Before stringify, which would recurse as deep as the input says.
  const why = findFault(value, 1, escapes);
  if (why !== undefined) return { ok: false, why };
  if (JSON.stringify(value) !== text) {
    return { ok: false, why: 'has duplicate members, white space or an unusual spelling' };
  }
  return { ok: true, value: value as JsonObject };
}

/** The text of bytes that are UTF-8 without errors (RFC 3629), else `undefined`. A BOM stays in it. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}

function findFault(value: unknown, depth: number, escapes: boolean): string | undefined {
  if (typeof value === 'string') return escapes ? findStringFault(value) : undefined;
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) ? undefined : 'holds a number that is not a safe integer';
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth > MAX_JSON_DEPTH) return `is nested deeper than ${MAX_JSON_DEPTH}`;
  const isArray = Array.isArray(value);
  for (const name of Object.keys(value)) {
    const member: unknown = (value as JsonObject)[name];
    const why = (isArray ? undefined : findNameFault(name, escapes)) ?? findFault(member, depth + 1, escapes);
    if (why !== undefined) return why;
  }
  return undefined;
}

function findNameFault(name: string, escapes: boolean): string | undefined {
  if (name === '__proto__') return 'has a member named __proto__';
  // JavaScript moves such members to the front, so their order would not survive a round trip.
  if (INTEGER_NAME.test(name)) return 'has a member named like an integer';
  return escapes ? findStringFault(name) : undefined;
}

function findStringFault(text: string): string | undefined {
  if (CONTROL.test(text)) return 'has a control character in a string';
  if (LONE_SURROGATE.test(text)) return 'has half a surrogate pair in a string';
  return undefined;
}
