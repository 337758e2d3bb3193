import type { LicenseClaims, Question } from '@latchkey/core';
import { claimsOf } from './facts.js';
import { seal } from './token.js';
import type { Draft } from './vector.js';

export interface Variation {
  /** Changes to the usual claims, which the reader must hand out. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Further members of the payload, which the reader must ignore. */
  readonly ignored?: Readonly<Record<string, unknown>>;
  readonly question?: Partial<Question>;
}

/** A license that must be accepted, with claims that differ from the usual ones. */
export function license(name: string, oddity: string, { claims, ignored, question }: Variation = {}): Draft {
  const known = claimsOf(name, claims);
  const content = `${seal({ payload: { ...known, ...ignored } })}\n`;
  return { ...accepted(name, oddity, content, known), ...(question && { question }) };
}

/** A file that must be accepted, and the claims that must come out of it. */
export function accepted(
  name: string,
  oddity: string,
  content: string | Uint8Array,
  claims: object = claimsOf('plain'),
): Draft {
  return {
    name: `good-${name}`,
    fault: oddity,
    expected: 'ok',
    step: 0,
    content,
    claims: claims as LicenseClaims,
  };
}
