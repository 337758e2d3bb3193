import { LatchkeyError } from '@latchkey/core';
import { z } from 'zod';
import type { Answer, Route } from './route.js';
import { ROUTES, type RouteName } from './routes.js';

/**
 * Reads the JSON of a success answer. Fields that the contract does not know are left out: a newer service may send
 * some.
 *
 * @throws LatchkeyError `internal` where the answer is not as the contract says
 */
export function readAnswer(name: RouteName, status: number, value: unknown): unknown {
  const { answers }: Route = ROUTES[name];
  const answer: Answer = answers[status];
  if (!(answer instanceof z.ZodType)) throw unexpected(name, `status ${status} with JSON`);
  const read = answer.safeParse(value);
  if (read.success) return read.data;
  const fields = read.error.issues.slice(0, 5).map(({ path }) => path.join('.') || 'the whole');
  throw unexpected(name, `${fields.join(', ')} of status ${status}`);
}

function unexpected(name: RouteName, what: string): LatchkeyError {
  return new LatchkeyError(
    'internal',
    `The answer to ${name} is not as its contract says: ${what}. Client and service may be of different versions.`,
  );
}
