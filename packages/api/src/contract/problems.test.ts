import { PROBLEM_STATUS, type Problem } from '@latchkey/core';
import { describe, expect, it } from 'vitest';
import { COMMON_PROBLEMS, problemsOf } from './problems.js';
import { problemDocument } from './problem-document.js';
import type { Route } from './route.js';
import { ROUTES } from './routes.js';
import { problem } from './schemas/problem.js';

const plain: Route = { method: 'get', path: '/x', summary: '', access: 'public', answers: {}, problems: [] };

describe('problemsOf', () => {
  it('has what every route may give', () => {
    expect(problemsOf(plain).toSorted()).toEqual([...COMMON_PROBLEMS].toSorted());
  });

  it.each<[Partial<Route>, Problem[]]>([
    [{ access: 'session' }, ['unauthenticated', 'forbidden']],
    [{ access: 'caller' }, ['unauthenticated', 'forbidden']],
    [{ access: { scope: 'audit:read' } }, ['unauthenticated', 'forbidden']],
    [{ params: ROUTES.listLicenses.params }, ['not-found']],
    [{ query: ROUTES.listAudit.query }, ['request-invalid']],
    [{ body: ROUTES.signIn.body }, ['request-invalid', 'not-json', 'too-large']],
    [{ idempotent: true }, ['idempotency-key-reused']],
    [{ problems: ['no-seats'] }, ['no-seats']],
  ])('adds to %j what comes with it', (part, added) => {
    const before = new Set(problemsOf(plain));
    const more = problemsOf({ ...plain, ...part }).filter((code) => !before.has(code));
    expect(more.toSorted()).toEqual(added.toSorted());
  });

  it('names each code once, by status', () => {
    const codes = problemsOf(ROUTES.renewOfflineLicense);
    expect(codes).toEqual([...new Set(codes)]);
    const statuses = codes.map((code) => PROBLEM_STATUS[code]);
    expect(statuses).toEqual(statuses.toSorted((a, b) => a - b));
  });

  it('has a route for every code there is, but the one for what is no route', () => {
    const given = new Set(Object.values(ROUTES).flatMap((route) => problemsOf(route)));
    const codes = Object.keys(PROBLEM_STATUS) as Problem[];
    expect(codes.filter((code) => !given.has(code))).toEqual(['method-not-allowed']);
  });
});

describe('problemDocument', () => {
  it('is what the contract describes', () => {
    const sent = problemDocument('no-seats', 'All 3 are in use.', { details: { used: 3 }, instance: 'r1' });
    expect(sent).toEqual({
      type: 'urn:latchkey:problem:no-seats',
      title: 'No seats',
      status: 409,
      code: 'no-seats',
      detail: 'All 3 are in use.',
      details: { used: 3 },
      instance: 'r1',
    });
    expect(problem.parse(sent)).toEqual(sent);
  });

  it('leaves out what is missing', () => {
    const sent = problemDocument('internal', 'Ours to mend.');
    expect(sent).not.toHaveProperty('instance');
    expect(problem.parse(sent)).toEqual(sent);
  });

  it.each([
    ['another code', { code: 'unheard-of' }],
    ['details within details', { details: { a: { b: 1 } } }],
    ['no detail', { detail: undefined }],
  ])('is another thing than one with %s', (_, change) => {
    expect(problem.safeParse({ ...problemDocument('internal', 'x'), ...change }).success).toBe(false);
  });
});
