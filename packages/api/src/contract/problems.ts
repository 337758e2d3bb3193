import { PROBLEM_STATUS, type Problem } from '@latchkey/core';
import type { Route } from './route.js';

/** What every route may refuse with, whatever it does. */
export const COMMON_PROBLEMS = [
  'wrong-origin',
  'too-many-requests',
  'internal',
  'unavailable',
] as const satisfies readonly Problem[];

/** Every problem that a route can answer with: its own, and those of its access and its fields. */
export function problemsOf({ access, params, query, body, idempotent, problems }: Route): Problem[] {
  const all = new Set<Problem>([...COMMON_PROBLEMS, ...problems]);
  if (access !== 'public') all.add('unauthenticated').add('forbidden');
  if (params) all.add('not-found');
  if (query || body) all.add('request-invalid');
  if (body) all.add('not-json').add('too-large');
  if (idempotent) all.add('idempotency-key-reused');
  return [...all].toSorted((a, b) => PROBLEM_STATUS[a] - PROBLEM_STATUS[b] || (a < b ? -1 : 1));
}
