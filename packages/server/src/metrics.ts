import type { Problem } from '@latchkey/core';
import { Counter, Histogram, Registry } from 'prom-client';

export interface Metrics {
  readonly registry: Registry;
  readonly requests: Counter<'route' | 'status'>;
  readonly seconds: Histogram<'route'>;
  readonly issued: Counter<'by'>;
  readonly refusals: Counter<'code'>;
  readonly signInFailures: Counter;
}

/** The counters of one service, in a registry of its own: two services in a process do not mix. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    requests: new Counter({
      name: 'latchkey_requests_total',
      help: 'Requests answered, by route and status.',
      labelNames: ['route', 'status'],
      registers,
    }),
    seconds: new Histogram({
      name: 'latchkey_request_seconds',
      help: 'Time to answer, in seconds, by route.',
      labelNames: ['route'],
      buckets: [0.005, 0.02, 0.05, 0.2, 0.5, 2, 10],
      registers,
    }),
    issued: new Counter({
      name: 'latchkey_issued_total',
      help: 'Offline licenses issued, by the operation.',
      labelNames: ['by'],
      registers,
    }),
    refusals: new Counter({
      name: 'latchkey_refusals_total',
      help: 'Requests that were refused or failed, by problem code.',
      labelNames: ['code'],
      registers,
    }),
    signInFailures: new Counter({
      name: 'latchkey_sign_in_failures_total',
      help: 'Attempts to sign in that failed.',
      registers,
    }),
  };
}

/** Counts a problem that was answered. */
export function countProblem({ refusals, signInFailures }: Metrics, code: Problem): void {
  refusals.inc({ code });
  if (code === 'sign-in-failed') signInFailures.inc();
}
