import { PROBLEM_STATUS, type LatchkeyError, type Problem, type ProblemDetails } from '@latchkey/core';
import type { FailureMessages } from '../locales/failures.js';
import type { ProblemMessages } from '../locales/problems.js';
import type { Advice } from '../locales/text.js';
import { moment } from './moment.js';

/** The words that an element needs for what a service refuses. */
export interface ProblemWords {
  readonly problems: ProblemMessages;
  readonly failures: FailureMessages;
}

/** Names of the details that are times; a problem has one of them at most. */
const TIMES = ['nextFreeAt', 'from', 'startsAt', 'endedAt'];

/** What to tell a person about a refusal of the issuing service. */
export function explainProblem(
  code: Problem,
  details: ProblemDetails,
  { problems }: Pick<ProblemWords, 'problems'>,
  tag: string,
): Advice {
  const at = TIMES.map((name) => details[name]).find((value) => typeof value === 'number');
  const seats = details['quantity'];
  return problems[code]({
    at: at === undefined ? undefined : moment(at, tag),
    seats: typeof seats === 'number' ? new Intl.NumberFormat(tag).format(seats) : undefined,
  });
}

/** What to tell a person about an error of a back end that issues. */
export function explainError(error: unknown, words: ProblemWords, tag: string): Advice {
  const refusal = refusalOf(error);
  return refusal ? explainProblem(refusal.code, refusal.details, words, tag) : words.failures.unknown;
}

/**
 * True where a call may have done something all the same: it broke, or something between here and the service
 * answered in its place.
 */
export function isOutcomeUnknown(error: unknown): boolean {
  const code = refusalOf(error)?.code;
  return code === undefined || code === 'unavailable' || code === 'internal';
}

/** True where the same call may have another outcome in a while: no rule refused it. */
export function mayHelpToRepeat(error: unknown): boolean {
  const code = refusalOf(error)?.code;
  return code === undefined || code === 'unauthenticated' || PROBLEM_STATUS[code] >= 429;
}

/** By name too, since a page may hold two copies of core. */
function refusalOf(error: unknown): { readonly code: Problem; readonly details: ProblemDetails } | undefined {
  if (!(error instanceof Error) || error.name !== 'LatchkeyError') return undefined;
  const { code, details } = error as LatchkeyError;
  return Object.hasOwn(PROBLEM_STATUS, code) ? { code: code as Problem, details: details ?? {} } : undefined;
}
