import { LatchkeyError, PROBLEM_STATUS, printable, type Problem, type ProblemDetails } from '@latchkey/core';

/** What a proxy or an overloaded host means, which writes no problems of ours. */
const FOREIGN: Readonly<Record<number, Problem>> = {
  413: 'too-large',
  429: 'too-many-requests',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
};
const LONGEST = 2000;

/**
 * Turns a refusal into the error that callers get. A code of a newer service becomes `internal`, its text is kept.
 *
 * @param retryAfter seconds, for `details.retryAfter`
 */
export function readProblem(status: number, body: unknown, retryAfter: number | undefined): LatchkeyError {
  const wait = retryAfter === undefined ? {} : { retryAfter };
  if (!isObject(body) || typeof body.code !== 'string' || typeof body.detail !== 'string') {
    return new LatchkeyError(
      FOREIGN[status] ?? 'internal',
      `Something on the way to the service answered with status ${status} and gave no reason. Check the address of the service, or try again later.`,
      { details: { ...wait, status } },
    );
  }
  const detail = printable(body.detail.slice(0, LONGEST));
  const details = { ...wait, ...readDetails(body.details) };
  if (isProblem(body.code)) return new LatchkeyError(body.code, detail, { details });
  const code = printable(body.code.slice(0, 100));
  return new LatchkeyError('internal', detail, { details: { ...details, code, status } });
}

function isProblem(code: string): code is Problem {
  return Object.hasOwn(PROBLEM_STATUS, code);
}

/** Leaves out what details cannot be. */
function readDetails(value: unknown): ProblemDetails {
  if (!isObject(value)) return {};
  const plain = (item: unknown) => typeof item === 'string' || typeof item === 'number';
  const fits = (item: unknown) =>
    plain(item) || typeof item === 'boolean' || (Array.isArray(item) && item.every(plain));
  return Object.fromEntries(Object.entries(value).filter(([, item]) => fits(item))) as ProblemDetails;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
