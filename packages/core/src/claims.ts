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

/**
 * Reads a payload by rules. Every known claim is copied field by field into a new frozen object; unknown
 * claims are ignored (RFC 7519 §4).
 *
 * @returns the claims and the JSON they come from, or a refusal: `malformed`
 */
export function readClaims<Claims>(
  payload: Uint8Array,
  rules: ClaimRules<Claims>,
): { ok: true; claims: Claims; json: JsonObject } | Refusal {
  const json = parseStrictJson(payload);
  if (!json.ok) return refusal('malformed', `The payload ${json.why}.`);
  const claims: Record<string, unknown> = {};
  for (const [name, rule] of Object.entries<ClaimRule>(rules)) {
    const value = member(json.value, name);
    if (value === undefined && rule.optional) continue;
    const copy = value === undefined ? undefined : rule.copy(value);
    if (copy === undefined) return refusal('malformed', `The claim ${name} is missing or not well-formed.`);
    claims[name] = copy;
  }
  return { ok: true, claims: Object.freeze(claims) as Claims, json: json.value };
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
    typeof value === 'string' && value !== '' && Array.from(value).length <= longest ? value : undefined;
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
