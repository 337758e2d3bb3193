import { PROBLEM_TYPE, problemDocument } from '@latchkey/api/contract';
import { LatchkeyError, PROBLEM_STATUS, type Problem, type ProblemDetails } from '@latchkey/core';
import type { Context } from 'hono';
import type { Env, Service } from '../service.js';
import { describeError } from '../log.js';
import { countProblem } from '../metrics.js';

/** Seconds after which a caller may try again where the database was in trouble. */
const RETRY_AFTER = 5;

/** Answers whatever was thrown. What is nobody's refusal is logged with the number that the caller gets. */
export function answerProblem(service: Service, c: Context<Env>, error: unknown): Response {
  const id = c.get('id');
  const { code, detail, details } = readProblem(error, id);
  if (code === 'internal' || code === 'unavailable') {
    service.log.error({ id, route: c.get('route'), error: describeError(error) }, code);
  }
  countProblem(service.metrics, code);
  c.set('problem', code);
  const headers = new Headers({ 'Content-Type': PROBLEM_TYPE, 'Cache-Control': 'no-store' });
  if (code === 'unauthenticated') headers.set('WWW-Authenticate', 'Bearer');
  if (code === 'unavailable') headers.set('Retry-After', String(RETRY_AFTER));
  if (code === 'too-many-requests') headers.set('Retry-After', String(details.seconds ?? 60));
  if (code === 'method-not-allowed' && Array.isArray(details.allowed)) {
    headers.set('Allow', details.allowed.join(', '));
  }
  const document = problemDocument(code, detail, { details, instance: id });
  return new Response(JSON.stringify(document), { status: document.status, headers });
}

function readProblem(error: unknown, id: string): { code: Problem; detail: string; details: ProblemDetails } {
  if (error instanceof LatchkeyError && isProblem(error.code)) {
    return { code: error.code, detail: error.message, details: error.details };
  }
  const detail = `Something went wrong in the service, and nobody is told what but its log. Give its operator the number ${id}.`;
  return { code: 'internal', detail, details: {} };
}

function isProblem(code: string): code is Problem {
  return Object.hasOwn(PROBLEM_STATUS, code);
}
