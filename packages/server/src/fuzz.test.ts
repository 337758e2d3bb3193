import { ROUTES, type OpenApiDocument, type RouteName } from '@latchkey/api/contract';
import type { Actor } from '@latchkey/issuer';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentChecker } from '../../api/testing/document-checker.js';
import { CONSOLE, machineOf } from '../../issuer/testing/ledger.js';
import { createAccount } from '../../issuer/src/people/account.js';
import { createProduct, updateProduct } from '../../issuer/src/vendor/products.js';
import { arbitraryRequest, type FuzzRequest, type Hints } from '../testing/arbitrary-request.js';
import { resourcesOf } from '../testing/resources.js';
import {
  DATABASES,
  startService,
  type Credentials,
  type TestDatabase,
  type TestService,
} from '../testing/service.js';

const SEED = 20_261_124;
/** Requests that are sent at once. */
const BATCH = 8;
const REQUESTS: Readonly<Record<TestDatabase['name'], number>> = { SQLite: 5400, PostgreSQL: 500 };
/** What takes more than fields that fit: passwords, invites and a service that is new. */
const NO_SUCCESS: ReadonlySet<RouteName> = new Set([
  'signIn',
  'changePassword',
  'setUp',
  'inspectInvite',
  'acceptInvite',
]);

describe.each(DATABASES)('fuzzing from the document on $name', (database) => {
  const names = Object.keys(ROUTES) as RouteName[];
  const runs = Math.ceil(REQUESTS[database.name] / names.length / BATCH);
  let service: TestService;
  let document: OpenApiDocument;
  let hints: Hints;
  let callers: Credentials[];
  let signIns: readonly Actor[];
  let sent = 0;

  beforeAll(async () => {
    service = await startService({ trustProxy: true }, database);
    document = (await service.request('GET', '/openapi.json')).json as OpenApiDocument;
    hints = await makeHints(service);
    const { fixture } = service;
    const operator = await createAccount(fixture.ledger, CONSOLE, {
      email: 'operator@example.com',
      name: 'Operator',
      isOperator: true,
    });
    const tokens = [
      await service.makeToken('offline-licenses:read', 'offline-licenses:write', 'audit:read'),
      await service.makeToken('licenses:read', 'widget-tokens:write'),
    ];
    const { owner, user } = fixture;
    signIns = [owner, { kind: 'account', id: operator.id }, owner, user] as const;
    callers = [
      ...(await Promise.all(signIns.map((actor) => service.signIn(actor)))),
      ...tokens,
      { token: 'nonsense' },
      undefined,
    ];
  });
  afterAll(async () => {
    await service.close();
    // A failure is seen again with the same seed.
    console.log(`${database.name}: ${sent} requests, seed ${SEED}`);
    expect(sent).toBeGreaterThanOrEqual(REQUESTS[database.name]);
  });

  it.each(names)('%s answers what the document says, and nothing else', async (name) => {
    const check = documentChecker(document);
    const statuses = new Set<number>();
    const send = async ({ method, path, headers, body, caller }: FuzzRequest) => {
      const actor = signIns[caller];
      // This one ends the session that it comes with.
      const as = name === 'signOut' && actor ? await service.signIn(actor) : callers[caller];
      const answer = await service.request(method, path, {
        as,
        headers,
        ...(body !== undefined && { body }),
      });
      statuses.add(answer.status);
      sent += 1;
      return { method, path, body, status: answer.status, fault: check(name, answer) };
    };
    // Checking a password takes half a second, on purpose, so few of the addresses are some.
    const email = ['new@example.com', ...Array<string>(19).fill('no address')];
    const known = name === 'signIn' ? { ...hints, email } : hints;
    const requests = fc.array(arbitraryRequest(document, name, known, callers.length), {
      minLength: BATCH,
      maxLength: BATCH,
    });
    const holds = fc.asyncProperty(requests, async (batch) => {
      for (const answer of await Promise.all(batch.map(send))) {
        expect(answer).toMatchObject({ fault: undefined });
        expect(answer.status).toBeLessThan(500);
      }
    });
    await fc.assert(holds, { seed: SEED, numRuns: runs, endOnFailure: true });
    if (database.name === 'PostgreSQL') return;
    // Who only ever refuses is not tried.
    const [low, high] = [Math.min(...statuses), Math.max(...statuses)];
    if (!NO_SUCCESS.has(name)) expect(low).toBeLessThan(300);
    expect(high).toBeGreaterThanOrEqual(400);
  });
});

/** Things that are there, and fields that belong together. */
async function makeHints({ fixture }: TestService): Promise<Hints> {
  const { ledger, owner } = fixture;
  const things = resourcesOf(fixture, 'acme', owner);
  await createProduct(ledger, CONSOLE, { code: 'FUZZ', name: 'Fuzz' });
  await updateProduct(ledger, CONSOLE, 'KSE', { policy: { life: 10 } });
  const license = await fixture.purchase({ quantity: 1_000_000 });
  const several = <T>(make: () => Promise<T>) => Promise.all(Array.from({ length: 30 }, make));
  const machines = [1, 2, 3].map((n) => machineOf(n));
  const offline = await several(() => things.offlineLicense());
  return {
    'path organizationId': ['acme'],
    'path code': ['FUZZ'],
    'path licenseId': [await things.licenseId()],
    'path id': offline.map(({ id }) => id).slice(0, 3),
    'path accountId': await several(() => things.memberId()),
    'path inviteId': (await several(() => things.invite())).map(({ id }) => id),
    'path tokenId': await several(() => things.tokenId()),
    licenseId: [license.id],
    machineId: machines,
    confirmation: [...machines, ...offline.slice(0, 3).map(({ machineId }) => machineId)]
      .map((machineId): string | number => machineId.slice(-4))
      .concat(0, 1),
    csv: [`machine_id\n${machines[0]}\n`, 'machine_id\nx\n', `machine_id,assignee\n${machines[1]},Ada\n`],
    ids: [offline.map(({ id }) => id), [offline[0]?.id]],
    email: ['new@example.com', 'no address'],
    expiresAt: [ledger.time + 1000],
    endsAt: [4_000_000_000],
    startsAt: [1],
    product: ['KSE'],
    name: ['New', 'Ada'],
    origin: ['https://portal.example'],
    code: ['NEW1', 'NEW2', 'NEW3', 'NEW4'],
    scopes: [['licenses:read'], ['offline-licenses:read', 'offline-licenses:write']],
    limit: [1, 200],
    search: ['kse', 'ada'],
  };
}
