import { encodeBase64url } from '@latchkey/core';
import { createHash } from 'node:crypto';
import type { Ledger } from '../ledger.js';

/** What a secret opens is seen from how it begins: one of a kind never passes for another. */
const PREFIXES = {
  session: 'lks_',
  token: 'lkt_',
  widget: 'lkw_',
  invite: 'lki_',
  'set-up': 'lku_',
} as const;
const LENGTH = 32;
/** 32 bytes in base64url. */
const BODY = /^[\w-]{43}$/;

export type SecretKind = keyof typeof PREFIXES;

/** An opaque secret: the text goes to whom it is for and is kept nowhere, the hash goes to the database. */
export interface Secret {
  readonly text: string;
  /** See {@link hashSecret}. */
  readonly hash: string;
}

export function makeSecret(ledger: Pick<Ledger, 'random'>, kind: SecretKind): Secret {
  const text = PREFIXES[kind] + encodeBase64url(ledger.random(LENGTH));
  return { text, hash: sha256(text) };
}

/**
 * SHA-256 of a secret, in base64url. Nothing slower is needed: nobody guesses 32 random bytes.
 *
 * @returns `undefined` for a text that cannot be a secret of this kind, which needs no look into the database
 */
export function hashSecret(kind: SecretKind, text: string): string | undefined {
  const prefix = PREFIXES[kind];
  return text.startsWith(prefix) && BODY.test(text.slice(prefix.length)) ? sha256(text) : undefined;
}

export function sha256(text: string): string {
  return encodeBase64url(createHash('sha256').update(text).digest());
}
