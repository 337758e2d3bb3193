import { PROBLEM_STATUS, type Problem, type ProblemDetails } from '@latchkey/core';

/** Media type of a problem (RFC 9457). */
export const PROBLEM_TYPE = 'application/problem+json';

/** A refusal as it is sent. */
export interface ProblemDocument {
  /** No address: there is no page on the web for it. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: Problem;
  readonly detail: string;
  readonly details: ProblemDetails;
  /** The number of the request, as the log of the service has it. */
  readonly instance?: string;
}

/** Puts a refusal into the form in which it is sent. */
export function problemDocument(
  code: Problem,
  detail: string,
  { details = {}, instance }: { details?: ProblemDetails | undefined; instance?: string | undefined } = {},
): ProblemDocument {
  const words = code.replaceAll('-', ' ');
  return {
    type: `urn:latchkey:problem:${code}`,
    title: words.charAt(0).toUpperCase() + words.slice(1),
    status: PROBLEM_STATUS[code],
    code,
    detail,
    details,
    ...(instance !== undefined && { instance }),
  };
}
