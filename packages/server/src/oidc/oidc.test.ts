import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Browser } from '../../testing/browser.js';
import { CLIENT_SECRET, startProvider, type Person } from '../../testing/provider.js';
import { startService, type TestService } from '../../testing/service.js';

const PEOPLE: Record<string, Person> = {
  ada: { email: 'ada@example.com', email_verified: true, name: 'Ada Lovelace' },
  eve: { email: 'victim@example.com', email_verified: false, name: 'Eve' },
  // Longer than any license can carry.
  hugo: { email: 'hugo@example.com', email_verified: true, name: `${'\u{1F600}'.repeat(150)}` },
  nemo: { name: 'Nemo' },
};
const SESSION = '__Host-latchkey';
const ABSENCE = '__Host-latchkey-oidc';

/** The service has to know its address before it begins to listen. */
async function freePort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('sign-in at an OpenID provider', () => {
  let service: TestService;
  let provider: { issuer: string; close(): Promise<void> };
  let browser: Browser;

  beforeEach(async () => {
    // The provider libraries say what is only fit for tests.
    vi.spyOn(console, 'info').mockImplementation(() => undefined);
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const port = await freePort();
    const baseUrl = `http://127.0.0.1:${port}`;
    provider = await startProvider(`${baseUrl}/sign-in/oidc/callback`, PEOPLE);
    const oidc = { issuer: provider.issuer, clientId: 'latchkey', clientSecret: CLIENT_SECRET };
    service = await startService({ baseUrl, oidc }, undefined, port);
    browser = new Browser();
  });
  afterEach(async () => {
    await service.close();
    await provider.close();
    vi.restoreAllMocks();
  });

  const start = (to = '') => `${service.url}/sign-in/oidc${to === '' ? '' : `?to=${encodeURIComponent(to)}`}`;
  /** As a person would: the login page, then the consent page. */
  const signIn = async (login: string, to = '') => {
    const loginPage = await browser.visit(start(to));
    const consent = await browser.visit(Browser.actionOf(loginPage.text), {
      prompt: 'login',
      login,
      password: 'x',
    });
    return browser.visit(Browser.actionOf(consent.text), { prompt: 'consent' });
  };
  const session = () => {
    const cookie = `${SESSION}=${browser.cookiesOf(service.url).get(SESSION)}`;
    return service.request('GET', '/session', { as: { cookie } });
  };
  const accounts = async () =>
    (await service.fixture.ledger.db.selectFrom('account').selectAll().execute()).filter(
      ({ external_id }) => external_id !== null,
    );

  it('makes an account at the first visit, and finds it at the next', async () => {
    const { response } = await signIn('ada', '/licenses?of=acme#top');
    expect(response.url).toBe(`${service.url}/licenses?of=acme`);
    expect((await session()).json).toMatchObject({
      email: 'ada@example.com',
      name: 'Ada Lovelace',
      organizations: [],
    });
    expect(browser.cookiesOf(service.url).has(ABSENCE)).toBe(false);
    const first = browser.cookiesOf(service.url).get(SESSION);
    // The provider knows the browser still, so it comes back at once.
    await browser.visit(start());
    expect(browser.cookiesOf(service.url).get(SESSION)).not.toBe(first);
    expect((await session()).json).toMatchObject({ email: 'ada@example.com' });
    expect(await accounts()).toMatchObject([{ external_id: `${provider.issuer} ada` }]);
    const old = await service.request('GET', '/session', { as: { cookie: `${SESSION}=${first}` } });
    expect(old.status).toBe(401);
  });

  it('signs in who has a longer name than a license can carry, and cuts it', async () => {
    const { response } = await signIn('hugo');
    expect(response.status).not.toBe(422);
    expect((await session()).json).toMatchObject({
      email: 'hugo@example.com',
      name: '\u{1F600}'.repeat(120),
    });
  });

  it('asks with PKCE, state and nonce, and sets a cookie that only this host gets', async () => {
    const response = await fetch(start(), { redirect: 'manual' });
    expect(response.status).toBe(303);
    const query = new URL(response.headers.get('Location') ?? '').searchParams;
    expect(Object.fromEntries(query)).toMatchObject({
      response_type: 'code',
      client_id: 'latchkey',
      redirect_uri: `${service.url}/sign-in/oidc/callback`,
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(response.headers.getSetCookie()[0]).toMatch(
      /^__Host-latchkey-oidc=[\w-]+; Max-Age=600; Path=\/; Secure; HttpOnly; SameSite=Lax$/,
    );
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    `/${'x'.repeat(2000)}`,
  ])('leads nowhere else afterwards: %s', async (to) => {
    const { response } = await signIn('ada', to);
    expect(new URL(response.url).origin).toBe(service.url);
  });

  const expectRefused = async ({ response, text }: { response: Response; text: string }, status = 401) => {
    expect(response.status).toBe(status);
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('Content-Security-Policy')).toContain("script-src 'self'");
    expect(text).toContain('/sign-in/oidc');
    expect(browser.cookiesOf(service.url).has(SESSION)).toBe(false);
    expect(await accounts()).toEqual([]);
  };
  /** The address at which the provider sends the browser back, before the browser goes there. */
  const comeBack = async () => {
    const page = await browser.visit(start());
    const consent = await browser.visit(Browser.actionOf(page.text), {
      prompt: 'login',
      login: 'ada',
      password: 'x',
    });
    const absence = browser.cookiesOf(service.url).get(ABSENCE) ?? '';
    // Without this cookie the service refuses, so the code is not used up.
    browser.cookiesOf(service.url).delete(ABSENCE);
    await browser.visit(Browser.actionOf(consent.text), { prompt: 'consent' });
    const back =
      browser.visited.findLast((url) => url.startsWith(`${service.url}/sign-in/oidc/callback`)) ?? '';
    expect(back).toContain('code=');
    return { back, absence };
  };

  it('refuses a browser that did not begin here, and one that began something else', async () => {
    const { back } = await comeBack();
    await expectRefused(await browser.visit(back));
    // An attacker's code with the victim's own beginning.
    const response = await fetch(start(), { redirect: 'manual' });
    const [cookie = ''] = response.headers.getSetCookie();
    browser.cookiesOf(service.url).set(ABSENCE, cookie.slice(ABSENCE.length + 1).split(';', 1)[0] ?? '');
    await expectRefused(await browser.visit(back));
  });

  it('refuses an answer to another question than this browser asked', async () => {
    const { back, absence } = await comeBack();
    browser.cookiesOf(service.url).set(ABSENCE, absence);
    const forged = new URL(back);
    forged.searchParams.set('state', 'a'.repeat(43));
    await expectRefused(await browser.visit(forged.href));
    forged.searchParams.delete('state');
    await expectRefused(await browser.visit(forged.href));
  });

  it('refuses a code that came with another verifier or nonce', async () => {
    for (const change of [{ verifier: 'a'.repeat(43) }, { nonce: 'a'.repeat(43) }]) {
      const { back, absence } = await comeBack();
      const value: unknown = JSON.parse(Buffer.from(absence, 'base64url').toString());
      const changed = Buffer.from(JSON.stringify({ ...(value as object), ...change })).toString('base64url');
      browser.cookiesOf(service.url).set(ABSENCE, changed);
      await expectRefused(await browser.visit(back));
      browser = new Browser();
    }
  });

  it('takes a code once', async () => {
    const { back, absence } = await comeBack();
    browser.cookiesOf(service.url).set(ABSENCE, absence);
    await browser.visit(back);
    expect((await session()).status).toBe(200);
    browser.cookiesOf(service.url).delete(SESSION);
    browser.cookiesOf(service.url).set(ABSENCE, absence);
    const { response } = await browser.visit(back);
    expect(response.status).toBe(401);
    expect(browser.cookiesOf(service.url).has(SESSION)).toBe(false);
  });

  it('refuses who said no, who has no e-mail address, and one that nobody has checked', async () => {
    const page = await browser.visit(start());
    await expectRefused(await browser.visit(`${Browser.actionOf(page.text)}/abort`));
    browser = new Browser();
    await expectRefused(await signIn('nemo'));
    browser = new Browser();
    await expectRefused(await signIn('eve'));
  });

  it('never takes over an account with a password', async () => {
    const { db } = service.fixture.ledger;
    const account = { id: 'victim', email: 'ada@example.com', name: 'Ada', password: 'x', created_at: 1 };
    await db
      .insertInto('account')
      .values({ ...account, is_operator: 1, external_id: null })
      .execute();
    const { response } = await signIn('ada');
    expect(response.status).toBe(409);
    expect(browser.cookiesOf(service.url).has(SESSION)).toBe(false);
  });

  it('says so where the provider is away, and works once it is back', async () => {
    await provider.close();
    await expectRefused(await browser.visit(start()), 503);
    const port = Number(new URL(provider.issuer).port);
    provider = await startProvider(`${service.url}/sign-in/oidc/callback`, PEOPLE, port);
    await signIn('ada');
    expect((await session()).status).toBe(200);
  });

  it('leaves no code, secret or person in the log', async () => {
    await signIn('ada');
    browser = new Browser();
    const { back } = await comeBack();
    await browser.visit(back);
    const log = service.log.join('');
    expect(log).toContain('GET /sign-in/oidc/callback');
    for (const secret of [
      CLIENT_SECRET,
      'code=',
      'ada@',
      'Lovelace',
      new URL(back).searchParams.get('code') ?? 'x',
    ]) {
      expect(log).not.toContain(secret);
    }
  });

  it('works for a client without a secret, by PKCE alone', async () => {
    await service.close();
    await provider.close();
    const port = await freePort();
    const baseUrl = `http://127.0.0.1:${port}`;
    provider = await startProvider(`${baseUrl}/sign-in/oidc/callback`, PEOPLE);
    const oidc = { issuer: provider.issuer, clientId: 'public' };
    service = await startService({ baseUrl, oidc }, undefined, port);
    await signIn('ada');
    expect((await session()).status).toBe(200);
  });
});

it('a provider whose answers could be changed on their way is refused at the start', async () => {
  const oidc = { issuer: 'http://provider.example', clientId: 'latchkey' };
  await expect(startService({ oidc })).rejects.toThrow(TypeError);
});

it('without a provider there is no such address', async () => {
  const service = await startService();
  expect(await service.request('GET', '!/sign-in/oidc')).toMatchObject({ status: 404 });
  await service.close();
});
