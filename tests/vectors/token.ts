import { thumbprint } from '@latchkey/core';
import { sign, type Key } from './ed25519.js';
import { claimsOf, ISSUER } from './facts.js';

/** What a token is made of. Whatever is wrong in it gets signed like anything else. */
export interface TokenParts {
  /** Header: members, or the very text or bytes. */
  readonly header?: object | string | Uint8Array;
  /** Payload: claims, or the very text or bytes. */
  readonly payload: object | string | Uint8Array;
  readonly key?: Key;
  readonly signature?: Forge;
}

/** Makes the signature of a signing input, in place of an honest one. */
export type Forge = (signingInput: Uint8Array, key: Key) => Uint8Array;

/** The three header members, with changes; a change to `undefined` takes a member out. */
export function headerOf(changes: Readonly<Record<string, unknown>> = {}, key: Key = ISSUER) {
  return { alg: 'EdDSA', kid: thumbprint(key.publicKey), typ: 'license+jwt', ...changes };
}

/** A compact JWS (RFC 7515 §7.1) without trailing newline, signed by {@link ISSUER} unless told otherwise. */
export function seal({ header, payload, key = ISSUER, signature = sign }: TokenParts): string {
  const head = base64url(bytesOf(header ?? headerOf({}, key)));
  const signingInput = `${head}.${base64url(bytesOf(payload))}`;
  return `${signingInput}.${base64url(signature(Buffer.from(signingInput), key))}`;
}

/** The plain license that most damaged envelopes were before. */
export const PLAIN = seal({ payload: claimsOf('plain') });

/** A license that is sound but for its signature. */
export function forged(signature: Forge): string {
  return `${seal({ payload: claimsOf('forged'), signature })}\n`;
}

/** A license of exactly so many characters, by an unknown claim that fills it up. */
export function sealToLength(label: string, length: number): string {
  const claims = { ...claimsOf(label), note: '' };
  const [head, , tail] = partsOf(PLAIN);
  const room = Math.floor(((length - head.length - tail.length - 2) * 3) / 4);
  const token = seal({ payload: { ...claims, note: 'n'.repeat(room - JSON.stringify(claims).length) } });
  if (token.length !== length)
    throw new Error(`No token has ${length} characters, but one has ${token.length}.`);
  return token;
}

/** Claims as JSON with one piece of the text replaced, which must be there exactly once. */
export function respell(value: object, from: string, to: string): string {
  return replaceOnce(JSON.stringify(value), from, to);
}

export function replaceOnce(text: string, from: string, to: string): string {
  const pieces = text.split(from);
  if (pieces.length !== 2) throw new Error(`"${from}" is there ${pieces.length - 1} times, not once`);
  return pieces.join(to);
}

/** The text with a piece put in at an offset. */
export function insert(text: string, at: number, piece: string): string {
  return text.slice(0, at) + piece + text.slice(at);
}

/** The parts of a compact JWS. */
export function partsOf(token: string): [head: string, body: string, tail: string] {
  return token.split('.') as [string, string, string];
}

export function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}

/**
 * The same base64url text with the unused bits of its last symbol set: a lenient decoder sees no difference.
 * The text must have such bits.
 */
export function spellLoosely(part: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  if (part.length % 4 < 2) throw new Error('This part has no unused bits.');
  return part.slice(0, -1) + alphabet.charAt(alphabet.indexOf(part.slice(-1)) + 1);
}

function bytesOf(content: object | string | Uint8Array): Uint8Array {
  if (content instanceof Uint8Array) return content;
  return Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
}
