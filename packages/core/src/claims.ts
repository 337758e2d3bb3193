import { refusal, type Refusal } from './reason.js';
import { parseStrictJson, type JsonObject } from './strict-json.js';

/** What a claim may hold. */
interface ClaimRule {
  readonly optional?: true;
  /** Makes a copy of a fitting value, field by field; `undefined` where it does not fit. */
  readonly copy: (value: unknown) => unknown;
}

/** One rule a claim, in the order in which claims are written. */
export type ClaimRules<Claims> = Readonly<Record<keyof Claims, ClaimRule>>;

/** Claims that hold, and the JSON they come from; or a refusal: `malformed`. */
type ReadPayload<Claims> = { ok: true; claims: Claims; json: JsonObject } | Refusal;

/**
 * Makes a reader of payloads by rules. Every known claim is copied field by field into a new frozen object; unknown
 * claims are ignored (RFC 7519 §4).
 */
export function claimReader<Claims>(rules: ClaimRules<Claims>): (payload: Uint8Array) => ReadPayload<Claims> {
  const entries = Object.entries<ClaimRule>(rules);
  return (payload) => {
    const json = parseStrictJson(payload);
    if (!json.ok) return refusal('malformed', `The payload ${json.why}.`);
    const claims: Record<string, unknown> = {};
    for (const [name, rule] of entries) {
      const value = member(json.value, name);
      if (value === undefined && rule.optional) continue;
      const copy = value === undefined ? undefined : rule.copy(value);
      if (copy === undefined) return malformedClaim(name);
      claims[name] = copy;
    }
    return { ok: true, claims: Object.freeze(claims) as Claims, json: json.value };
  };
}

/** The refusal of a claim that is missing or does not fit. */
export function malformedClaim(name: string): Refusal {
  return refusal('malformed', `The claim ${name} is missing or not well-formed.`);
}

/** An own member of an object, else `undefined`: nothing comes from a prototype. */
export function member(json: JsonObject, name: string): unknown {
  return Object.hasOwn(json, name) ? json[name] : undefined;
}

/** The value as a JSON object; an empty one where it is something else. */
export function asObject(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

/** Rule: a string of 1 to `longest` Unicode code points. */
export function text(longest: number): (value: unknown) => string | undefined {
  return (value) =>
    typeof value === 'string' && value !== '' && isAtMost(longest, value) ? value : undefined;
}

/** Counts only where it has to: a text has no more code points than UTF-16 code units. */
function isAtMost(longest: number, value: string): boolean {
  return value.length <= longest || Array.from(value).length <= longest;
}

/** Rule: an integer from `least` to `most`, both included. */
export function integer(least: number, most: number): (value: unknown) => number | undefined {
  return (value) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most
      ? value
      : undefined;
}

/** Rule: a value for which `test` holds. */
export function only<T>(test: (value: unknown) => value is T): (value: unknown) => T | undefined {
  return (value) => (test(value) ? value : undefined);
}
