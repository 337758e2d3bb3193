import { KeySet } from '@latchkey/crypto';
import { afterEach, expect, it } from 'vitest';
import { withOutage } from '../../issuer/testing/outage.js';
import { freshMachine } from '../testing/resources.js';
import { DATABASES, SQLITE, startService, type TestDatabase, type TestService } from '../testing/service.js';

let service: TestService | undefined;
afterEach(async () => {
  await service?.close();
  service = undefined;
});

const start = async (database = SQLITE) => {
  service = await startService({}, database);
  return service;
};

it('the key set can be had by everybody, kept a while, and verifies', async () => {
  const { request, fixture } = await start();
  const { status, headers, json } = await request('GET', '!/.well-known/jwks.json');
  expect(status).toBe(200);
  expect(headers.get('Content-Type')).toBe('application/json');
  expect(headers.get('Cache-Control')).toBe('public, max-age=300');
  expect(KeySet.fromJwks(json).kids).toEqual([fixture.ledger.signer.kid]);
  const tag = headers.get('ETag') as string;
  const again = await request('GET', '!/.well-known/jwks.json', { headers: { 'If-None-Match': tag } });
  expect(again.status).toBe(304);
});

it('an outage of the database is 503 while it lasts, readiness says so, and it is over by itself', async () => {
  const { request, signIn, fixture, log } = await start(DATABASES[1] as TestDatabase);
  const as = await signIn(fixture.owner);
  expect(await request('GET', '!/ready')).toMatchObject({ status: 200, json: { ok: true } });
  await withOutage(fixture.ledger.db, async () => {
    const answer = await request('GET', '/session', { as });
    expect(answer).toMatchObject({ status: 503, json: { code: 'unavailable' } });
    expect(answer.headers.get('Retry-After')).toBe('5');
    expect(answer.text).not.toMatch(/connect|postgres|test_/i);
    expect(await request('GET', '!/ready')).toMatchObject({ status: 503 });
    expect(await request('GET', '!/health')).toMatchObject({ status: 200 });
  });
  expect(await request('GET', '/session', { as })).toMatchObject({ status: 200 });
  expect(await request('GET', '!/ready')).toMatchObject({ status: 200 });
  expect(log.join('')).toMatch(/"unavailable"/);
});

it('counters tell requests, times, what was issued, refusals and failed sign-ins, and no name', async () => {
  const { request, signIn, fixture } = await start();
  const as = await signIn(fixture.owner);
  const licenseId = (await fixture.purchase({ quantity: 3 })).id;
  const path = '/organizations/acme/offline-licenses';
  const create = (machineId: string) =>
    request('POST', path, {
      as,
      body: { licenseId, machine: { machineId }, confirmation: machineId.slice(-4) },
    });
  const machineId = freshMachine();
  await create(machineId);
  await create(machineId);
  const csv = `machine_id\n${freshMachine()}\n${freshMachine()}\n`;
  await request('POST', `${path}/import`, { as, body: { licenseId, csv } });
  await request('POST', `${path}/import`, { as, body: { licenseId, csv, confirmation: 2 } });
  await create(freshMachine());
  await request('POST', '/session', { body: { email: 'nobody', password: 'x' } });
  const { text, headers } = await request('GET', '!/metrics');
  expect(headers.get('Content-Type')).toMatch(/^text\/plain/);
  expect(text).toContain('latchkey_issued_total{by="create"} 1\n');
  expect(text).toContain('latchkey_issued_total{by="import"} 2\n');
  expect(text).toContain('latchkey_refusals_total{code="no-seats"} 1\n');
  expect(text).toContain('latchkey_sign_in_failures_total 1\n');
  expect(text).toContain(
    'latchkey_requests_total{route="POST /organizations/:organizationId/offline-licenses",status="201"} 1\n',
  );
  expect(text).toContain(
    'latchkey_request_seconds_count{route="POST /organizations/:organizationId/offline-licenses"} 3\n',
  );
  expect(text).not.toMatch(/acme|account-|kse1/);
});

it('addresses that somebody makes up do not make new counters', async () => {
  const { request } = await start();
  const lines = async () => (await request('GET', '!/metrics')).text.split('\n').length;
  await request('GET', '/nothing');
  await request('GET', '!/metrics');
  const before = await lines();
  for (let n = 0; n < 50; n++) await request(n % 2 ? 'GET' : 'FOO', `/nothing/${n}`);
  for (let n = 0; n < 50; n++) await request(n % 2 ? 'PUT' : 'FOO', `/organizations/${n}/members`);
  expect((await lines()) - before).toBeLessThan(15);
});
