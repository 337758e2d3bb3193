import { expect, it } from 'vitest';
import { CONSOLE } from '../../issuer/testing/ledger.js';
import { createAccount } from '../../issuer/src/people/account.js';
import { ensureSetUpToken } from '../../issuer/src/people/set-up.js';
import { createWidgetToken } from '../../issuer/src/people/widget-tokens.js';
import { withOutage } from '../../issuer/testing/outage.js';
import { freshMachine } from '../testing/resources.js';
import { DATABASES, startService, type Answer, type TestDatabase } from '../testing/service.js';

const PASSWORD = 'planted-password battery staple';
const NAME = 'Planted Surname';
const EMAIL = 'planted.person@planted-domain.example';

it.each(DATABASES)(
  'the log of a whole session on $name holds nothing that is somebody\u2019s secret',
  async (database: TestDatabase) => {
    const service = await startService({}, database);
    const { request, fixture } = service;
    const { ledger } = fixture;
    const secrets = new Set([PASSWORD, 'planted', 'Planted', EMAIL]);
    /** Every secret that the service hands out is looked for as well. */
    const note = (answer: Answer) => {
      for (const [secret] of answer.text.matchAll(/lk[a-z]_[\w-]{20,}|eyJ[\w.-]{50,}/g)) secrets.add(secret);
      for (const header of answer.headers.getSetCookie())
        secrets.add(/=([^;]*)/.exec(header)?.[1] || 'planted');
      return answer;
    };
    const setUpToken = (await ensureSetUpToken(ledger)) as string;
    secrets.add(setUpToken);
    const body = { token: setUpToken, email: EMAIL, name: NAME, password: PASSWORD };
    note(await request('POST', '/set-up', { body: { ...body, token: `lku_${'P'.repeat(43)}` } }));
    note(await request('POST', '/set-up', { body }));
    await createAccount(ledger, CONSOLE, { email: `two.${EMAIL}`, name: NAME, password: PASSWORD });
    const signedIn = note(
      await request('POST', '/session', { body: { email: `two.${EMAIL}`, password: PASSWORD } }),
    );
    note(await request('POST', '/session', { body: { email: EMAIL, password: `${PASSWORD} wrong` } }));
    const cookieOf = (answer: Answer) => answer.headers.getSetCookie()[0]?.split(';', 1)[0] as string;
    const change = (current: string) =>
      request('PUT', '/session/password', {
        as: { cookie: cookieOf(signedIn) },
        body: { current, next: `${PASSWORD} next` },
      });
    note(await change(`${PASSWORD} wrong`));
    const cookie = cookieOf(note(await change(PASSWORD)));
    note(await request('GET', '/session', { as: { cookie } }));

    const as = await service.signIn(fixture.owner);
    secrets.add(as.cookie.split('=')[1] as string);
    const invite = note(
      await request('POST', '/organizations/acme/invites', {
        as,
        body: { email: `three.${EMAIL}`, role: 'user' },
      }),
    );
    note(await request('POST', '/invites/inspect', { body: { token: invite.json.token } }));
    const accept = { token: invite.json.token, name: NAME, password: PASSWORD };
    note(await request('POST', '/invites/accept', { body: accept }));
    note(await request('POST', '/invites/accept', { body: accept }));
    const scopes = ['licenses:read', 'widget-tokens:write'];
    const token = note(
      await request('POST', '/organizations/acme/tokens', {
        as,
        body: { name: NAME, scopes, expiresAt: ledger.now() + 1000 },
      }),
    );
    note(await request('GET', '/organizations/acme/licenses', { as: { token: token.json.token } }));
    const widget = await createWidgetToken(ledger, fixture.owner, {
      organizationId: 'acme',
      origin: 'https://planted-portal.example',
      scopes: ['licenses:read'],
      minutes: 5,
    });
    secrets.add(widget.token);
    const headers = { Origin: 'https://planted-portal.example', 'User-Agent': 'planted-agent' };
    note(await request('GET', '/organizations/acme/licenses', { as: { token: widget.token }, headers }));

    const licenseId = (await fixture.purchase()).id;
    const machineId = freshMachine();
    const created = note(
      await request('POST', '/organizations/acme/offline-licenses', {
        as,
        body: {
          licenseId,
          machine: { machineId },
          confirmation: machineId.slice(-4),
          assignee: { name: NAME },
        },
        headers: { 'Idempotency-Key': 'planted-key' },
      }),
    );
    const file = note(
      await request('GET', `/organizations/acme/offline-licenses/${created.json.offlineLicense.id}/file`, {
        as,
      }),
    );
    expect(file.text).toMatch(/^eyJ/);
    // Secrets where they do not belong: addresses, unknown fields, broken bodies, methods.
    note(
      await request('GET', `/organizations/acme/offline-licenses?search=${encodeURIComponent(NAME)}`, { as }),
    );
    note(
      await request('GET', `/organizations/acme/offline-licenses?token=${token.json.token}&planted=1`, {
        as,
      }),
    );
    note(await request('GET', `!/nothing/${token.json.token}?email=${EMAIL}`));
    note(await request('GET', `/organizations/${token.json.token}/members`, { as }));
    note(await request('POST', '/session', { body: `{"password": "${PASSWORD}` }));
    note(await request('POST', '/session', { body: { email: EMAIL, password: PASSWORD, planted: 1 } }));
    note(
      await request('POST', '/organizations/acme/offline-licenses/preview', {
        as,
        body: { licenseId, machine: { activationRequest: file.text } },
      }),
    );
    // Failures, which log more.
    if (database.name === 'PostgreSQL') {
      await withOutage(ledger.db, async () => {
        note(await request('POST', '/session', { body: { email: EMAIL, password: PASSWORD } }));
      });
    }
    await ledger.db.schema.dropTable('idempotency').execute();
    const failed = await request('POST', '/organizations/acme/offline-licenses', {
      as,
      body: {
        licenseId,
        machine: { machineId },
        confirmation: machineId.slice(-4),
        assignee: { name: NAME },
      },
      headers: { 'Idempotency-Key': 'planted-key-2' },
    });
    expect(failed.status).toBeGreaterThanOrEqual(500);
    note(await request('DELETE', '/session', { as: { cookie } }));
    await service.close();

    const log = service.log.join('');
    expect(service.log.length).toBeGreaterThan(20);
    expect(log).toContain('"internal"');
    expect(secrets.size).toBeGreaterThan(10);
    for (const secret of secrets) expect(log, secret).not.toContain(secret);
    expect(log).not.toMatch(/@|lk[a-z]_|eyJ|cookie|authorization/i);
  },
);
