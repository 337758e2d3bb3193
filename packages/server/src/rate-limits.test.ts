import { afterEach, expect, it } from 'vitest';
import { startService, type TestService } from '../testing/service.js';

let service: TestService | undefined;
afterEach(async () => {
  await service?.close();
  service = undefined;
});

it('an address that asks too much waits; pages and health do not', async () => {
  service = await startService({ rateLimits: { perAddress: 5, perCaller: 1000 } });
  const statuses: number[] = [];
  for (let n = 0; n < 7; n++) statuses.push((await service.request('GET', '/session')).status);
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
  const refused = await service.request('GET', '/session');
  expect(refused).toMatchObject({ status: 429, json: { code: 'too-many-requests' } });
  expect(refused.headers.get('Retry-After')).toMatch(/^1?\d$/);
  expect(await service.request('GET', '!/health')).toMatchObject({ status: 200 });
  // Without a proxy of one's own, this header is the caller's own story.
  const headers = { 'X-Forwarded-For': '198.51.100.7' };
  expect(await service.request('GET', '/session', { headers })).toMatchObject({ status: 429 });
});

it('behind a proxy callers are told apart by what the proxy wrote', async () => {
  service = await startService({ rateLimits: { perAddress: 1 }, trustProxy: true });
  const { request } = service;
  const from = async (forwarded: string) =>
    (await request('GET', '/session', { headers: { 'X-Forwarded-For': forwarded } })).status;
  expect(await from('198.51.100.7')).toBe(401);
  expect(await from('198.51.100.7')).toBe(429);
  expect(await from('203.0.113.1, 198.51.100.7')).toBe(429);
  expect(await from('198.51.100.7, 203.0.113.1')).toBe(401);
  expect(await from('2001:db8:1:2:3:4:5:6')).toBe(401);
  expect(await from('2001:db8:1:2::1')).toBe(429);
  expect(await from('2001:db8:1:3::1')).toBe(401);
  // What is no address is not the proxy's work: the connection counts.
  expect(await from('a secret that does not belong into a log')).toBe(401);
  expect(await from('another one')).toBe(429);
  expect(service.log.join('')).not.toMatch(/secret|another/);
});

it('a caller that asks too much waits, wherever it comes from, and nobody else does', async () => {
  service = await startService({ rateLimits: { perAddress: 1000, perCaller: 3 }, trustProxy: true });
  const { request, fixture } = service;
  const as = await service.signIn(fixture.owner);
  const other = await service.signIn(fixture.admin);
  const statuses: number[] = [];
  for (let n = 0; n < 4; n++) {
    const headers = { 'X-Forwarded-For': `198.51.100.${n}` };
    statuses.push((await request('GET', '/session', { as, headers })).status);
  }
  expect(statuses).toEqual([200, 200, 200, 429]);
  expect(await request('GET', '/session', { as: other })).toMatchObject({ status: 200 });
});
