import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { latchkey, LATCHKEY, ROOT } from '../support/cli.js';
import { startService, type RunningService } from '../support/service.js';

const GUIDE = readFileSync(path.join(ROOT, 'docs/guides/issuing.md'), 'utf8');
const DEMO_PASSWORD = 'try-latchkey-offline';
const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-serve-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const run = (...args: string[]) => latchkey(args, { cwd: folder });

/** Speaks with a service as a page of its own would. */
function browser({ port }: RunningService) {
  const origin = `http://localhost:${port}`;
  let cookie = '';
  return async (method: string, where: string, body: object) => {
    const headers = { 'content-type': 'application/json', origin, cookie };
    const response = await fetch(`${origin}/api/v1/${where}`, {
      method,
      headers,
      body: JSON.stringify(body),
    });
    cookie = response.headers.getSetCookie()[0]?.split(';', 1)[0] ?? cookie;
    const text = await response.text();
    return { status: response.status, json: (text === '' ? {} : JSON.parse(text)) as Record<string, string> };
  };
}

describe('latchkey serve --demo', () => {
  it('starts on an empty folder, and the guide holds, command by command', { timeout: 120_000 }, async () => {
    const [start = '', journey = ''] = [...GUIDE.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(
      ([, body]) => body,
    );
    expect(start.trim()).toBe('npx latchkey serve --demo --data try/ledger');
    const service = await startService(['--demo', '--data', 'try/ledger'], { cwd: folder });
    expect(service.output()).toContain('owner@');
    // A device key: not every machine that tests has an ID of its own.
    const npx = `npx() { shift; if [ "$1" = machine-id ]; then set -- "$@" --identity device --home home; fi; "${process.execPath}" "${LATCHKEY}" "$@"; }`;
    const script = `${npx}\n${journey.replaceAll('localhost:8080', `localhost:${service.port}`)}`;
    const out = execFileSync('bash', ['-euo', 'pipefail', '-c', script], { cwd: folder, encoding: 'utf8' });
    expect(out).toContain('"after":9');
    expect(out).toContain('1 file: 1 in force, 0 not');
    const log = service.output();
    expect(log).not.toContain('lks_');
    expect(log).not.toContain('ada@');
    expect(await service.stop()).toBe(0);
  });

  it('starts again on what is there, without a second demo', { timeout: 60_000 }, async () => {
    const service = await startService(['--demo', '--data', 'try/ledger'], { cwd: folder });
    expect(service.output()).not.toContain('Added demo data');
    expect(await service.stop()).toBe(0);
    expect(run('admin', 'org', 'list', '--data', 'try/ledger').stdout).toMatch(/^demo {2}Demo Ships$/m);
  });

  it('a token that has its scopes gets the widget token of the guide, and another does not', async () => {
    const [command = ''] = [...GUIDE.matchAll(/^```sh\n([^`]*\/widget-tokens\n)```$/gm)].map(
      ([, body]) => body,
    );
    const named = /with the scopes `([\w:-]+)` and `([\w:-]+)`/.exec(GUIDE)?.slice(1) ?? [];
    expect(named).toContain('widget-tokens:write');
    const service = await startService(['--demo', '--data', 'try/ledger'], { cwd: folder });
    const call = browser(service);
    await call('POST', 'session', { email: 'admin@demo.example', password: DEMO_PASSWORD });
    const exchange = async (scopes: readonly string[]) => {
      const expiresAt = Math.floor(Date.now() / 1000) + 3600;
      const made = await call('POST', 'organizations/demo/tokens', { name: 'portal', scopes, expiresAt });
      const script = command
        .replace('https://licenses.example.com', `http://localhost:${service.port}`)
        .replace('/acme/', '/demo/');
      const env = { ...process.env, TOKEN: made.json.token };
      return execFileSync('bash', ['-euc', script], { env, encoding: 'utf8', stdio: 'pipe' });
    };
    expect(JSON.parse(await exchange(named))).toMatchObject({ token: expect.stringMatching(/^lkw_/) });
    for (const scope of named)
      expect(JSON.parse(await exchange([scope]))).toMatchObject({ code: 'forbidden' });
    expect(await service.stop()).toBe(0);
  });

  it('who has forgotten a password gets a new one from the console, and changes it', async () => {
    const service = await startService(['--demo', '--data', 'try/ledger'], { cwd: folder });
    const email = 'user@demo.example';
    const call = browser(service);
    const signIn = (password: string) => call('POST', 'session', { email, password });
    expect(await signIn(DEMO_PASSWORD)).toMatchObject({ status: 201 });
    const args = ['admin', 'member', 'reset-password', '--data', 'try/ledger', '--email'];
    const { status, stdout, stderr } = run(...args, email);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^[\w-]{22}\n$/);
    expect(stderr).toContain(email);
    const password = stdout.trim();
    const next = 'chosen by the person alone';
    expect(await call('PUT', 'session/password', { current: password, next })).toMatchObject({ status: 401 });
    expect(await signIn(DEMO_PASSWORD)).toMatchObject({ status: 401 });
    expect(await signIn(password)).toMatchObject({ status: 201 });
    expect(await call('PUT', 'session/password', { current: password, next })).toMatchObject({ status: 204 });
    expect(await signIn(password)).toMatchObject({ status: 401 });
    expect(await signIn(next)).toMatchObject({ status: 201 });
    const unknown = run(...args, 'nobody@demo.example');
    expect(unknown).toMatchObject({ status: 2, stdout: '' });
    expect(unknown.stderr).toContain('no such account');
    for (const secret of [password, next]) expect(service.output()).not.toContain(secret);
    expect(await service.stop()).toBe(0);
  });

  it(
    'a demo that was killed while it was made is completed by the next start',
    { timeout: 120_000 },
    async () => {
      const data = ['--data', 'killed/ledger'];
      // It takes about two seconds, most of them for passwords.
      for (const pause of [600, 900, 1200, 1500]) {
        const args = [LATCHKEY, 'serve', '--demo', '--port', '0', ...data];
        const child = spawn(process.execPath, args, { cwd: folder, stdio: 'ignore' });
        await setTimeout(pause);
        child.kill('SIGKILL');
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      }
      const service = await startService(['--demo', ...data], { cwd: folder });
      for (const name of ['operator', 'owner', 'admin', 'user']) {
        const email = `${name}@demo.example`;
        const signedIn = await browser(service)('POST', 'session', { email, password: DEMO_PASSWORD });
        expect(signedIn, name).toMatchObject({ status: 201 });
      }
      expect(await service.stop()).toBe(0);
      const { stdout } = run('admin', 'license', 'list', '--org', 'demo', ...data);
      expect(stdout.match(/Studio, [a-z ]+?(?= {2})/g)?.toSorted()).toEqual([
        'Studio, floating',
        'Studio, last seat',
        'Studio, monthly',
        'Studio, yearly',
      ]);
    },
  );
});

describe('latchkey serve', () => {
  it('names every mistake of its configuration at once, and makes nothing', () => {
    const args = [
      '--data',
      'none',
      '--port',
      '99999',
      '--base-url',
      'http://x/y',
      '--oidc-issuer',
      'https://id',
    ];
    const { status, stderr } = run('serve', ...args);
    expect(status).toBe(2);
    for (const flag of ['--port', '--base-url', '--key', '--oidc-client-id']) expect(stderr).toContain(flag);
    expect(existsSync(path.join(folder, 'none'))).toBe(false);
  });

  it('takes its configuration from variables', () => {
    const env = { LATCHKEY_PORT: 'x', LATCHKEY_KEY: 'nowhere.json' };
    const { status, stderr } = latchkey(['serve'], { cwd: folder, env });
    expect(status).toBe(2);
    expect(stderr).toContain('--port');
    expect(stderr).toContain('nowhere.json');
  });

  it('shows its set-up token as long as there is no operator', { timeout: 60_000 }, async () => {
    expect(run('keys', 'new', '--out', 'issuer.key.json').status).toBe(0);
    const service = await startService(['--data', 'fresh', '--key', 'issuer.key.json'], { cwd: folder });
    const token = /token: (\S+)/.exec(service.output())?.[1];
    const setUp = (body: object) =>
      fetch(`http://localhost:${service.port}/api/v1/set-up`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const person = { email: 'op@vendor.example', name: 'Op', password: 'a long enough password' };
    expect((await setUp({ ...person, token: 'wrong' })).status).not.toBe(201);
    expect((await setUp({ ...person, token })).status).toBe(201);
    expect((await setUp({ ...person, token })).status).toBe(409);
    expect(await service.stop()).toBe(0);
    expect(service.output()).not.toContain('a long enough password');
  });
});

describe('latchkey admin', () => {
  const data = ['--data', 'admin'];

  it('adds a product, an organization and a license, and shows them', () => {
    expect(run('admin', 'product', 'create', 'KSE', '--name', 'Studio', '--life', '30', ...data).status).toBe(
      0,
    );
    expect(run('admin', 'org', 'create', 'acme', '--name', 'Acme', ...data).status).toBe(0);
    const terms = ['--product', 'KSE', '--name', 'Yearly', '--quantity', '4', '--ends', '2099-12-31'];
    expect(run('admin', 'license', 'create', '--org', 'acme', ...terms, ...data).status).toBe(0);
    const { stdout } = run('admin', 'license', 'list', '--org', 'acme', ...data);
    expect(stdout).toMatch(/KSE +Yearly +node-locked +yearly +4 of 4 available +2100-01-01 00:00 UTC/);
    const id = /lic-\w+/.exec(stdout)?.[0] ?? '';
    expect(run('admin', 'license', 'update', id, '--org', 'acme', '--quantity', '7', ...data).status).toBe(0);
    expect(run('admin', 'license', 'list', '--org', 'acme', ...data).stdout).toContain('7 of 7 available');
    expect(run('admin', 'product', 'list', ...data).stdout).toContain('30 days');
  });

  it('invites by a link that works once', () => {
    const args = ['--org', 'acme', '--email', 'ada@acme.example', '--base-url', 'https://l.example'];
    const { stdout, stderr } = run('admin', 'invite', 'create', ...args, ...data);
    expect(stdout).toMatch(/^https:\/\/l\.example\/join#lki_[\w-]{43}\n$/);
    expect(stderr).toContain('ada@acme.example');
    expect(run('admin', 'member', 'list', '--org', 'acme', ...data).stdout).toContain('no member yet');
  });

  it('copies the ledger, and never over a file', () => {
    expect(run('admin', 'backup', 'copy.db', ...data).status).toBe(0);
    const again = run('admin', 'backup', 'copy.db', ...data);
    expect(again.status).toBe(2);
    expect(again.stderr).toContain('copy.db');
  });

  it('notes a checkpoint beside the data folder', () => {
    const { stdout } = run('admin', 'checkpoint', ...data);
    expect(JSON.parse(stdout).organizations.acme).toMatchObject({ seq: 0 });
    expect(existsSync(path.join(folder, 'admin.checkpoint.json'))).toBe(true);
  });

  it('makes the next key and publishes both', () => {
    expect(run('keys', 'new', '--out', 'present.key.json').status).toBe(0);
    const args = ['--key', 'present.key.json', '--out', 'next.key.json', ...data];
    expect(run('admin', 'rotate-key', ...args).status).toBe(0);
    const { keys } = JSON.parse(readFileSync(path.join(folder, 'admin/keys.json'), 'utf8')) as {
      keys: object[];
    };
    expect(keys).toHaveLength(2);
  });

  it.each([
    [['org', 'create', 'acme', '--name', 'Again'], 'is there already'],
    [['org', 'create', 'A B', '--name', 'x'], 'small letters'],
    [['product', 'create', 'kse', '--name', 'x'], 'capital letters'],
    [
      [
        'license',
        'create',
        '--org',
        'nowhere',
        '--product',
        'KSE',
        '--name',
        'x',
        '--quantity',
        '1',
        '--ends',
        '2099-01-01',
      ],
      'no such organization',
    ],
    [
      [
        'license',
        'create',
        '--org',
        'acme',
        '--product',
        'KSE',
        '--name',
        'x',
        '--quantity',
        '-1',
        '--ends',
        '2099-01-01',
      ],
      'whole number',
    ],
    [
      [
        'license',
        'create',
        '--org',
        'acme',
        '--product',
        'KSE',
        '--name',
        'x',
        '--quantity',
        '1',
        '--ends',
        '2099-02-30',
      ],
      'no such date',
    ],
    [['reconcile', 'nowhere.lic', '--keys', 'nowhere.json'], 'nowhere.json'],
  ])('%j is refused with what to do', (args, text) => {
    const { status, stderr } = run('admin', ...args, ...data);
    expect(status).toBe(2);
    expect(stderr).toContain(text);
  });
});
