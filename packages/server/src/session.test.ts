import type { Actor } from '@latchkey/issuer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONSOLE } from '../../issuer/testing/ledger.js';
import { createAccount } from '../../issuer/src/people/account.js';
import { readAll } from '../../issuer/testing/refused.js';
import { ensureSetUpToken } from '../../issuer/src/people/set-up.js';
import { setRole } from '../../issuer/src/people/members.js';
import { resourcesOf } from '../testing/resources.js';
import { startService, type Answer, type TestService } from '../testing/service.js';

const EMAIL = 'ada@example.com';
const PASSWORD = 'correct horse battery staple';

describe('sessions', () => {
  let service: TestService;
  beforeEach(async () => {
    service = await startService();
  });
  afterEach(() => service.close());

  const addAda = () =>
    createAccount(service.fixture.ledger, CONSOLE, { email: EMAIL, name: 'Ada', password: PASSWORD });
  const signIn = (cookie?: string) =>
    service.request('POST', '/session', {
      body: { email: EMAIL, password: PASSWORD },
      ...(cookie !== undefined && { as: { cookie } }),
    });

  it('begin with a cookie that no script and no other site can use, and end for good', async () => {
    const { id } = await addAda();
    const begun = await signIn();
    expect(begun.status).toBe(201);
    expect(begun.json).toMatchObject({ id, email: EMAIL, name: 'Ada', isOperator: false, organizations: [] });
    const [header = ''] = begun.headers.getSetCookie();
    expect(header).toMatch(
      /^__Host-latchkey=lks_[\w-]{43}; Max-Age=43200; Path=\/; Secure; HttpOnly; SameSite=Lax$/,
    );
    expect(begun.text).not.toContain('lks_');
    const as = { cookie: cookieOf(begun) };
    expect((await service.request('GET', '/session', { as })).json).toMatchObject({ id });
    const ended = await service.request('DELETE', '/session', { as });
    expect(ended.status).toBe(204);
    expect(ended.headers.getSetCookie()[0]).toMatch(/^__Host-latchkey=; Max-Age=0; /);
    expect(await service.request('GET', '/session', { as })).toMatchObject({ status: 401 });
  });

  it('get a new secret at each sign-in, whatever the browser had, and the old one ends', async () => {
    await addAda();
    const planted = `__Host-latchkey=lks_${'A'.repeat(43)}`;
    const first = cookieOf(await signIn(planted));
    expect(first).not.toBe(planted);
    expect(await service.request('GET', '/session', { as: { cookie: planted } })).toMatchObject({
      status: 401,
    });
    const second = cookieOf(await signIn(first));
    expect(second).not.toBe(first);
    expect(await service.request('GET', '/session', { as: { cookie: first } })).toMatchObject({
      status: 401,
    });
    expect(await service.request('GET', '/session', { as: { cookie: second } })).toMatchObject({
      status: 200,
    });
  });

  it('end by the clock', async () => {
    const as = await service.signIn(service.fixture.owner);
    service.fixture.ledger.time += 12 * 3600 - 1;
    expect(await service.request('GET', '/session', { as })).toMatchObject({ status: 200 });
    service.fixture.ledger.time += 1;
    expect(await service.request('GET', '/session', { as })).toMatchObject({
      status: 401,
      json: { code: 'unauthenticated' },
    });
  });

  it.each([
    ['two of them', (good: string) => `${good}; ${good}`],
    ['another name', (good: string) => good.replace('__Host-', '')],
    ['a token in its place', () => `__Host-latchkey=lkt_${'A'.repeat(43)}`],
    ['an empty one', () => '__Host-latchkey='],
    ['a long one', () => `__Host-latchkey=${'x'.repeat(4000)}`],
  ])('are not found by cookies that do not fit: %s', async (_, spoil) => {
    const { cookie } = await service.signIn(service.fixture.owner);
    const answer = await service.request('GET', '/session', { as: { cookie: spoil(cookie) } });
    expect(answer).toMatchObject({ status: 401, json: { code: 'unauthenticated' } });
  });

  it('count for nothing beside an Authorization header, be it right or wrong', async () => {
    const { cookie } = await service.signIn(service.fixture.owner);
    const { token } = await service.makeToken('licenses:read');
    const ask = (authorization: string) =>
      service.request('GET', '/organizations/acme/members', {
        as: { cookie },
        headers: { Authorization: authorization },
      });
    expect(await ask('Bearer nonsense')).toMatchObject({ status: 401 });
    expect(await ask(`Basic ${btoa('owner:secret')}`)).toMatchObject({ status: 401 });
    expect(await ask(`Bearer ${token}`)).toMatchObject({ status: 403 });
    const session = cookie.split('=')[1] as string;
    expect(await ask(`Bearer ${session}`)).toMatchObject({ status: 401 });
  });

  it('are refused with a wrong password as with an unknown address, and throttled', async () => {
    await addAda();
    const wrong = await service.request('POST', '/session', {
      body: { email: EMAIL, password: 'wrong password' },
    });
    const unknown = await service.request('POST', '/session', {
      body: { email: 'nobody', password: PASSWORD },
    });
    expect(wrong).toMatchObject({ status: 401, json: { code: 'sign-in-failed' } });
    expect({ ...unknown.json, instance: '' }).toEqual({ ...wrong.json, instance: '' });
    for (let n = 0; n < 60; n++) {
      await service.request('POST', '/session', { body: { email: 'nobody', password: PASSWORD } });
    }
    const throttled = await signIn();
    expect(throttled).toMatchObject({ status: 429, json: { code: 'too-many-requests' } });
    expect(Number(throttled.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(throttled.headers.getSetCookie()).toEqual([]);
  });

  it('end all with a change of the password, but for a new one where it was changed', async () => {
    const { id } = await addAda();
    const [here, elsewhere] = [cookieOf(await signIn()), await service.signIn({ kind: 'account', id })];
    const next = 'another staple entirely';
    const change = (body: object, cookie = here) =>
      service.request('PUT', '/session/password', { as: { cookie }, body });
    const isOpen = async (cookie: string) =>
      (await service.request('GET', '/session', { as: { cookie } })).status === 200;
    const before = await readAll(service.fixture.ledger.db);
    const short = await change({ current: PASSWORD, next: 'short' });
    expect(short).toMatchObject({ status: 422, json: { details: { fields: ['next'] } } });
    const wrong = await change({ current: next, next });
    expect(wrong).toMatchObject({ status: 401, json: { code: 'sign-in-failed' } });
    expect(wrong.json.detail).toContain('present password');
    expect(wrong.headers.getSetCookie()).toEqual([]);
    expect(await readAll(service.fixture.ledger.db)).toEqual(before);
    const changed = await change({ current: PASSWORD, next });
    expect(changed).toMatchObject({ status: 204, text: '' });
    const cookie = cookieOf(changed);
    expect(cookie).toMatch(/^__Host-latchkey=lks_/);
    expect(await isOpen(cookie)).toBe(true);
    expect(await isOpen(here)).toBe(false);
    expect(await isOpen(elsewhere.cookie)).toBe(false);
    expect(await signIn()).toMatchObject({ status: 401 });
    expect(
      await service.request('POST', '/session', { body: { email: EMAIL, password: next } }),
    ).toMatchObject({
      status: 201,
    });
  });

  it('are no place to guess the password from: wrong ones are throttled, and then the right one too', async () => {
    await addAda();
    const as = { cookie: cookieOf(await signIn()) };
    const next = 'another staple entirely';
    const change = (current: string) =>
      service.request('PUT', '/session/password', { as, body: { current, next } });
    // Ten are free, the same as at the door.
    for (let n = 0; n < 10; n++) expect(await change('wrong')).toMatchObject({ status: 401 });
    const throttled = await change(PASSWORD);
    expect(throttled).toMatchObject({ status: 429, json: { code: 'too-many-requests' } });
    expect(Number(throttled.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(await signIn()).toMatchObject({ status: 429 });
    expect(await service.request('GET', '/session', { as })).toMatchObject({ status: 200 });
  });

  it('do not let another site change the password', async () => {
    await addAda();
    const as = { cookie: cookieOf(await signIn()) };
    const answer = await service.request('PUT', '/session/password', {
      as,
      body: { current: PASSWORD, next: 'another staple entirely' },
      headers: { Origin: 'https://evil.example' },
    });
    expect(answer).toMatchObject({ status: 403, json: { code: 'wrong-origin' } });
    expect(await signIn()).toMatchObject({ status: 201 });
  });

  it('feel a change of role and a removal at once', async () => {
    const { fixture } = service;
    const admin = await fixture.addMember('admin');
    const as = await service.signIn(admin);
    const list = () => service.request('GET', '/organizations/acme/members', { as });
    expect(await list()).toMatchObject({ status: 200 });
    await setRole(fixture.ledger, fixture.owner, {
      organizationId: 'acme',
      accountId: admin.id,
      role: 'user',
    });
    expect(await list()).toMatchObject({ status: 403 });
    const owner = await service.signIn(fixture.owner);
    const removed = await service.request('DELETE', `/organizations/acme/members/${admin.id}`, { as: owner });
    expect(removed.status).toBe(204);
    expect(await list()).toMatchObject({ status: 404 });
  });
});

describe('tokens', () => {
  let service: TestService;
  beforeEach(async () => {
    service = await startService();
  });
  afterEach(() => service.close());

  it('work until they end or are revoked', async () => {
    const { ledger } = service.fixture;
    const as = await service.makeToken('licenses:read');
    const list = () => service.request('GET', '/organizations/acme/licenses', { as });
    expect(await list()).toMatchObject({ status: 200 });
    ledger.time += 30 * 86_400;
    expect(await list()).toMatchObject({ status: 401, json: { code: 'unauthenticated' } });
    ledger.time -= 1;
    expect(await list()).toMatchObject({ status: 200 });
    const owner = await service.signIn(service.fixture.owner);
    const revoked = await service.request('DELETE', `/organizations/acme/tokens/${as.id}`, { as: owner });
    expect(revoked.status).toBe(204);
    expect(await list()).toMatchObject({ status: 401 });
  });

  it('need no Origin: a program is no browser', async () => {
    const license = await service.fixture.purchase();
    const as = await service.makeToken('offline-licenses:write');
    const body = { licenseId: license.id, machine: { machineId: 'x' } };
    const preview = await service.request('POST', '/organizations/acme/offline-licenses/preview', {
      as,
      body,
    });
    expect(preview).toMatchObject({ status: 422, json: { code: 'machine-id-invalid' } });
  });
});

describe('ways in', () => {
  let service: TestService;
  beforeEach(async () => {
    service = await startService();
  });
  afterEach(() => service.close());

  it('set-up makes the first operator, signed in, once', async () => {
    const token = await ensureSetUpToken(service.fixture.ledger);
    const body = { token, email: EMAIL, name: 'Ada', password: PASSWORD };
    const wrong = await service.request('POST', '/set-up', {
      body: { ...body, token: `lku_${'A'.repeat(43)}` },
    });
    expect(wrong).toMatchObject({ status: 401, json: { code: 'sign-in-failed' } });
    const long = await service.request('POST', '/set-up', { body: { ...body, name: 'a'.repeat(121) } });
    expect(long).toMatchObject({ status: 422, json: { details: { fields: ['name'] } } });
    const done = await service.request('POST', '/set-up', { body });
    expect(done).toMatchObject({ status: 201, json: { isOperator: true } });
    const session = await service.request('GET', '/session', { as: { cookie: cookieOf(done) } });
    expect(session.json).toEqual(done.json);
    const again = await service.request('POST', '/set-up', { body });
    expect(again).toMatchObject({ status: 409, json: { code: 'set-up-done' } });
  });

  it('an invite makes an account, signed in, or takes in who has signed in; once', async () => {
    const { owner, ledger } = service.fixture;
    const { token } = await resourcesOf(service.fixture, 'acme', owner).invite();
    const offer = await service.request('POST', '/invites/inspect', { body: { token } });
    expect(offer.json).toMatchObject({ organizationName: 'Acme Ships', role: 'user' });
    const body = { token, name: 'New', password: PASSWORD };
    const long = await service.request('POST', '/invites/accept', {
      body: { ...body, name: 'a'.repeat(121) },
    });
    expect(long).toMatchObject({ status: 422, json: { details: { fields: ['name'] } } });
    const joined = await service.request('POST', '/invites/accept', { body });
    expect(joined).toMatchObject({ status: 201, json: { organizations: [{ id: 'acme', role: 'user' }] } });
    const session = await service.request('GET', '/session', { as: { cookie: cookieOf(joined) } });
    expect(session.json).toEqual(joined.json);
    const again = await service.request('POST', '/invites/accept', { body });
    expect(again).toMatchObject({ status: 409, json: { code: 'invite-invalid' } });

    const ada = await createAccount(ledger, CONSOLE, { email: EMAIL, name: 'Ada' });
    const actor: Actor = { kind: 'account', id: ada.id };
    const second = await resourcesOf(service.fixture, 'acme', owner).invite();
    const as = await service.signIn(actor);
    const accepted = await service.request('POST', '/invites/accept', { as, body: { token: second.token } });
    expect(accepted).toMatchObject({ status: 201, json: { id: ada.id } });
    expect(accepted.headers.getSetCookie()).toEqual([]);
  });
});

function cookieOf({ headers }: Answer): string {
  return headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
}
