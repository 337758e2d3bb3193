import { createClient, type Client } from '@latchkey/api/client';
import { readAnswer, ROUTES, type RouteName } from '@latchkey/api/contract';
import { ensureSetUpToken } from '@latchkey/issuer';
import { expect, it, onTestFinished } from 'vitest';
import { machineOf, START, YEAR } from '../../issuer/testing/ledger.js';
import { ORIGIN, startService } from '../testing/service.js';

// The client and the service were written against the same contract, each by itself: this is where they meet.

const password = 'four unrelated words here';

it('does everything there is through the client, and every answer is as the contract says', async () => {
  const service = await startService();
  onTestFinished(() => service.close());
  const { ledger } = service.fixture;
  const seen = new Set<RouteName>();
  /** A client whose answers are held against the contract: what it leaves out of one should not have been there. */
  const connect = (options: { token?: string; cookies?: boolean } = {}): Client => {
    const client = createClient({
      baseUrl: service.url,
      retries: 0,
      ...(options.cookies && { fetch: withCookies() }),
      ...(options.token !== undefined && { getToken: () => options.token as string }),
      validate(name, status, answer) {
        expect([name, readAnswer(name, status, answer)]).toEqual([name, answer]);
        return answer;
      },
    });
    const counted = (Object.entries(client) as [RouteName, Client[RouteName]][]).map(([name, call]) => [
      name,
      (...args: never) => {
        seen.add(name);
        return (call as (...given: never) => unknown)(...args);
      },
    ]);
    return Object.fromEntries(counted) as Client;
  };

  const operator = connect({ cookies: true });
  const token = (await ensureSetUpToken(ledger)) as string;
  const first = await operator.setUp({ token, email: 'ops@vendor.example', name: 'Operator', password });
  expect(first).toMatchObject({ isOperator: true, organizations: [] });
  expect(await operator.getSession()).toEqual(first);
  await operator.signOut();
  await expect(operator.getSession()).rejects.toMatchObject({ code: 'unauthenticated' });
  await operator.signIn({ email: 'ops@vendor.example', password });
  const wrong = operator.changePassword({ current: `${password}!`, next: 'four other words here' });
  await expect(wrong).rejects.toMatchObject({ code: 'sign-in-failed' });
  await operator.changePassword({ current: password, next: 'four other words here' });
  expect(await operator.getSession()).toEqual(first);

  await operator.createProduct({ code: 'TST', name: 'Tester', policy: { life: 'term' } });
  await operator.updateProduct({ code: 'TST', name: 'Test Studio' });
  expect((await operator.listProducts()).products).toContainEqual(
    expect.objectContaining({
      code: 'TST',
      name: 'Test Studio',
      policy: expect.objectContaining({ life: 'term' }),
    }),
  );
  const { id: organizationId } = await operator.createOrganization({ name: 'Bolt Works' });
  await operator.renameOrganization({ organizationId, name: 'Bolt Works Ltd.' });
  const { organizations } = await operator.listOrganizations();
  expect(organizations).toContainEqual({ id: organizationId, name: 'Bolt Works Ltd.' });
  const term = { startsAt: START - 1, endsAt: START + YEAR };
  const purchase = {
    product: 'KSE',
    name: 'Team',
    type: 'node-locked',
    billing: 'yearly',
    quantity: 5,
  } as const;
  const { id: licenseId } = await operator.createLicense({ organizationId, ...purchase, ...term });
  await operator.updateLicense({ organizationId, licenseId, quantity: 7, features: ['beta'] });

  const invite = await operator.createInvite({ organizationId, email: 'ada@bolt.example', role: 'owner' });
  const owner = connect({ cookies: true });
  expect(await owner.inspectInvite({ token: invite.token })).toMatchObject({ email: 'ada@bolt.example' });
  const ada = await owner.acceptInvite({ token: invite.token, name: 'Ada', password });
  expect((await owner.getSession()).organizations).toEqual(ada.organizations);
  const spare = await owner.createInvite({ organizationId, email: 'x@bolt.example', role: 'user' });
  expect((await owner.listInvites({ organizationId })).invites).toHaveLength(1);
  await owner.revokeInvite({ organizationId, inviteId: spare.id });
  const second = await owner.createInvite({ organizationId, email: 'bob@bolt.example', role: 'user' });
  const bob = await connect({ cookies: true }).acceptInvite({ token: second.token, name: 'Bob', password });
  await owner.setRole({ organizationId, accountId: bob.id, role: 'admin' });
  expect((await owner.listMembers({ organizationId })).members.map(({ role }) => role)).toEqual([
    'owner',
    'admin',
  ]);

  const scopes = ['licenses:read', 'offline-licenses:read', 'offline-licenses:write', 'audit:read'] as const;
  const made = await owner.createToken({
    organizationId,
    name: 'CI',
    scopes: [...scopes, 'widget-tokens:write'],
    expiresAt: START + 3600,
  });
  const program = connect({ token: made.token });
  const [machineId, another, third] = [machineOf(1), machineOf(2), machineOf(3)];
  const request = { organizationId, licenseId, machine: { machineId } };
  expect(await program.previewOfflineLicense(request)).toMatchObject({
    machineId,
    seats: { available: 7, after: 6 },
  });
  expect(await program.previewOfflineLicense({ ...request, machine: { machineId: another } })).toHaveProperty(
    'period',
  );
  const confirmation = machineId.slice(-4);
  const { offlineLicense } = await program.createOfflineLicense({ ...request, confirmation });
  const again = await program.createOfflineLicense({ ...request, confirmation });
  expect(again).toEqual({ offlineLicense, existing: true });
  expect(await program.previewOfflineLicense(request)).toHaveProperty('existing');
  await expect(program.createOfflineLicense(request)).rejects.toMatchObject({ code: 'confirmation-missing' });
  const typed = program.createOfflineLicense({ ...request, machine: { machineId: 'kse1b' }, confirmation });
  await expect(typed).rejects.toMatchObject({
    code: 'machine-id-invalid',
    details: { fault: expect.any(String) },
  });

  const csv = `machine_id,assignee\n${another},Bob\n${third},\nnonsense,\n`;
  const dry = await program.importOfflineLicenses({ organizationId, licenseId, csv });
  expect(dry).toMatchObject({ create: 2, refused: 1, issued: false });
  const imported = await program.importOfflineLicenses({
    organizationId,
    licenseId,
    csv,
    confirmation: dry.create,
  });
  expect(imported).toMatchObject({ create: 2, issued: true });

  const page = await program.listOfflineLicenses({
    organizationId,
    limit: 2,
    sort: 'issued',
    ascending: true,
  });
  expect(page.offlineLicenses).toHaveLength(2);
  const rest = await program.listOfflineLicenses({
    organizationId,
    limit: 2,
    sort: 'issued',
    ascending: true,
    cursor: page.next as string,
  });
  expect(rest.offlineLicenses).toHaveLength(1);
  expect(rest).not.toHaveProperty('next');
  const { id } = offlineLicense;
  expect(await program.getOfflineLicense({ organizationId, id })).toEqual(offlineLicense);
  const file = await program.getOfflineLicenseFile({ organizationId, id });
  expect(file).toMatchObject({ name: `KSE_${machineId}.lic`, type: 'application/license+jwt' });
  expect(new TextDecoder().decode(file.bytes)).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\s*$/);
  const archive = await program.downloadOfflineLicenses({ organizationId, ids: [id] });
  expect(archive).toMatchObject({ name: expect.stringMatching(/\.zip$/), type: 'application/zip' });
  expect([...archive.bytes.subarray(0, 2)]).toEqual([0x50, 0x4b]);

  const early = program.renewOfflineLicense({ organizationId, id, confirmation });
  await expect(early).rejects.toMatchObject({ code: 'not-renewable', details: { from: expect.any(Number) } });

  const widget = await program.createWidgetToken({
    organizationId,
    origin: 'https://portal.example',
    scopes: ['licenses:read'],
    minutes: 5,
  });
  await expect(connect({ token: widget.token }).listLicenses({ organizationId })).rejects.toMatchObject({
    code: 'wrong-origin',
  });
  expect((await program.listLicenses({ organizationId })).licenses).toHaveLength(1);

  expect((await owner.listTokens({ organizationId })).tokens).toHaveLength(1);
  const audit = await program.listAudit({ organizationId, limit: 3 });
  expect(audit.entries).toHaveLength(3);
  expect(audit.next).toBeDefined();
  expect(await program.verifyAudit({ organizationId })).toMatchObject({ ok: true });

  ledger.time = offlineLicense.endsAt - 86_400;
  await owner.signIn({ email: 'ada@bolt.example', password });
  const renewed = await owner.renewOfflineLicense({ organizationId, id, confirmation });
  expect(renewed).toMatchObject({
    existing: false,
    offlineLicense: { predecessorId: id, state: 'scheduled' },
  });
  await expect(program.listProducts()).rejects.toMatchObject({ code: 'unauthenticated' });
  const short = await owner.createToken({
    organizationId,
    name: 'x',
    scopes: ['audit:read'],
    expiresAt: ledger.time + 60,
  });
  await owner.revokeToken({ organizationId, tokenId: short.id });
  await owner.removeMember({ organizationId, accountId: bob.id });
  await expect(owner.removeMember({ organizationId, accountId: ada.id })).rejects.toMatchObject({
    code: 'last-owner',
  });

  expect(Object.keys(ROUTES).filter((name) => !seen.has(name as RouteName))).toEqual([]);
});

/** What a browser does in a page of the service: it keeps the cookie, and says where requests come from. */
function withCookies(): typeof fetch {
  let cookie: string | undefined;
  return async (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set('Origin', ORIGIN);
    if (cookie !== undefined) headers.set('Cookie', cookie);
    const response = await fetch(input, { ...init, headers });
    const [set] = response.headers.getSetCookie();
    if (set !== undefined) cookie = /Max-Age=0\b/.test(set) ? undefined : set.split(';', 1)[0];
    return response;
  };
}
