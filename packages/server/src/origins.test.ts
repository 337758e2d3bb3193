import { ROUTES, type Route } from '@latchkey/api/contract';
import type { Scope } from '@latchkey/issuer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAll } from '../../issuer/testing/refused.js';
import { createWidgetToken } from '../../issuer/src/people/widget-tokens.js';
import { freshMachine } from '../testing/resources.js';
import { ORIGIN, startService, type RequestOptions, type TestService } from '../testing/service.js';

const EVIL = 'https://evil.example';
const PORTAL = 'https://portal.example';
const CONFIGURED = 'https://configured.example';

let service: TestService;
beforeEach(async () => {
  service = await startService({ allowedOrigins: [CONFIGURED] });
});
afterEach(() => service.close());

const MUTATING = (Object.entries(ROUTES) as [string, Route][]).filter(([, { method }]) => method !== 'get');
const FOREIGN: readonly [string, Record<string, string | null>][] = [
  ['another site', { 'Sec-Fetch-Site': 'cross-site', Origin: EVIL }],
  ['a neighboring subdomain', { 'Sec-Fetch-Site': 'same-site', Origin: 'https://other.licenses.example' }],
  ['an old browser, from another site', { Origin: EVIL }],
  ['a sandboxed frame', { Origin: 'null' }],
  ['our host by http', { Origin: 'http://licenses.example' }],
  ['our host at another port', { Origin: `${ORIGIN}:8443` }],
];

describe('a browser with a session', () => {
  it.each(MUTATING)('is not made by other sites to call %s', async (_, route) => {
    const as = await service.signIn(service.fixture.owner);
    const path = route.path.replace(':organizationId', 'acme').replaceAll(/:\w+/g, 'x');
    const before = await readAll(service.fixture.ledger.db);
    for (const [from, headers] of [...FOREIGN, ['a request that does not say', { Origin: null }] as const]) {
      const answer = await service.request(route.method.toUpperCase(), path, { as, headers, body: {} });
      expect(answer, from).toMatchObject({ status: 403, json: { code: 'wrong-origin' } });
    }
    expect(await readAll(service.fixture.ledger.db)).toEqual(before);
  });

  it('is not made to create an offline license, whatever else fits', async () => {
    const license = await service.fixture.purchase();
    const as = await service.signIn(service.fixture.owner);
    const create = (headers: RequestOptions['headers']) => {
      const machineId = freshMachine();
      const body = { licenseId: license.id, machine: { machineId }, confirmation: machineId.slice(-4) };
      return service.request('POST', '/organizations/acme/offline-licenses', {
        as,
        body,
        headers: headers ?? {},
      });
    };
    const seats = async () =>
      (await service.request('GET', '/organizations/acme/licenses', { as })).json.licenses[0].seats.used;
    for (const [from, headers] of FOREIGN) expect(await create(headers), from).toMatchObject({ status: 403 });
    // A form of another site cannot send JSON, and with text it gets nowhere either.
    const form = { ...FOREIGN[0]?.[1], 'Content-Type': 'text/plain' };
    expect(await create(form)).toMatchObject({ status: 403 });
    expect(await seats()).toBe(0);
    const own = [
      { 'Sec-Fetch-Site': 'same-origin' },
      { 'Sec-Fetch-Site': 'none', Origin: null },
      { Origin: ORIGIN },
    ];
    for (const headers of own) expect(await create(headers)).toMatchObject({ status: 201 });
    expect(await seats()).toBe(3);
  });

  it('may read whatever brings it here, since nobody else sees the answer', async () => {
    const as = await service.signIn(service.fixture.owner);
    const answer = await service.request('GET', '/session', { as, headers: { Origin: EVIL } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBeNull();
    expect(answer.headers.get('Access-Control-Allow-Credentials')).toBeNull();
    expect(answer.headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin');
  });

  it('cannot be signed in from another site, without a cookie', async () => {
    const body = { email: 'evil@example.com', password: 'the password of somebody else' };
    const answer = await service.request('POST', '/session', { body, headers: { Origin: EVIL } });
    expect(answer).toMatchObject({ status: 403, json: { code: 'wrong-origin' } });
  });
});

describe('a widget on another site', () => {
  const makeWidgetToken = (...scopes: Scope[]) =>
    createWidgetToken(service.fixture.ledger, service.fixture.owner, {
      organizationId: 'acme',
      origin: PORTAL,
      scopes,
      minutes: 5,
    });
  const list = (token: string, headers: RequestOptions['headers']) =>
    service.request('GET', '/organizations/acme/licenses', { as: { token }, headers: headers ?? {} });
  const ask = (origin: string) =>
    service.request('OPTIONS', '/organizations/acme/licenses', {
      headers: { Origin: origin, 'Access-Control-Request-Method': 'GET' },
    });

  it('may ask and call from the origin of its token alone, without credentials', async () => {
    const { token } = await makeWidgetToken('licenses:read');
    const allowed = await ask(PORTAL);
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('Access-Control-Allow-Origin')).toBe(PORTAL);
    expect(allowed.headers.get('Access-Control-Allow-Methods')).toBe('GET, HEAD, OPTIONS, POST');
    expect(allowed.headers.get('Access-Control-Allow-Headers')).toContain('Authorization');
    expect(allowed.headers.get('Access-Control-Allow-Credentials')).toBeNull();
    const answer = await list(token, { Origin: PORTAL });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(PORTAL);
    expect(answer.headers.get('Access-Control-Allow-Credentials')).toBeNull();
    expect(answer.headers.get('Vary')).toContain('Origin');
  });

  it.each([
    ['another site', EVIL],
    ['a subdomain', 'https://www.portal.example'],
    ['the same host by http', 'http://portal.example'],
    ['the same host at another port', 'https://portal.example:8443'],
    ['an origin that begins alike', 'https://portal.example.evil.example'],
    ['the service itself', ORIGIN],
    ['a configured origin', CONFIGURED],
    ['null', 'null'],
    ['nowhere', null],
  ])('is refused from %s', async (_, origin) => {
    const { token } = await makeWidgetToken('licenses:read');
    const answer = await list(token, { Origin: origin });
    expect(answer).toMatchObject({ status: 403, json: { code: 'wrong-origin' } });
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBeNull();
  });

  it('is refused what its scope does not name, and can read why', async () => {
    const { token } = await makeWidgetToken('licenses:read');
    const answer = await service.request('GET', '/organizations/acme/offline-licenses', {
      as: { token },
      headers: { Origin: PORTAL },
    });
    expect(answer).toMatchObject({ status: 403, json: { code: 'forbidden' } });
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(PORTAL);
  });

  it('learns that its token has ended, and may not ask any more', async () => {
    const { token } = await makeWidgetToken('licenses:read');
    service.fixture.ledger.time += 5 * 60;
    const answer = await list(token, { Origin: PORTAL });
    expect(answer).toMatchObject({ status: 401, json: { code: 'unauthenticated' } });
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(PORTAL);
    const elsewhere = await list(token, { Origin: EVIL });
    expect(elsewhere.headers.get('Access-Control-Allow-Origin')).toBeNull();
    expect(await ask(PORTAL)).toMatchObject({ status: 403, json: { code: 'wrong-origin' } });
  });

  it('of a page of the service itself works where browsers leave the Origin out', async () => {
    const { token } = await createWidgetToken(service.fixture.ledger, service.fixture.owner, {
      organizationId: 'acme',
      origin: ORIGIN,
      scopes: ['licenses:read'],
      minutes: 5,
    });
    expect(await list(token, { 'Sec-Fetch-Site': 'same-origin' })).toMatchObject({ status: 200 });
    expect(await list(token, {})).toMatchObject({ status: 403 });
    expect(await list(token, { 'Sec-Fetch-Site': 'cross-site' })).toMatchObject({ status: 403 });
  });

  it('may ask from a configured origin before it has a token; others may not', async () => {
    expect(await ask(CONFIGURED)).toMatchObject({ status: 204 });
    for (const origin of [EVIL, PORTAL, 'null', `${CONFIGURED}.evil.example`, '*']) {
      const answer = await ask(origin);
      expect(answer, origin).toMatchObject({ status: 403, json: { code: 'wrong-origin' } });
      expect(answer.headers.get('Access-Control-Allow-Origin')).toBeNull();
    }
  });

  it('lets no page read what a token of a program gets', async () => {
    const as = await service.makeToken('licenses:read');
    for (const origin of [EVIL, CONFIGURED]) {
      const answer = await service.request('GET', '/organizations/acme/licenses', {
        as,
        headers: { Origin: origin },
      });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('Access-Control-Allow-Origin')).toBeNull();
    }
  });
});
