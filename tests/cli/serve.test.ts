import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { latchkey, LATCHKEY, ROOT } from '../support/cli.js';
import { startService } from '../support/service.js';

const GUIDE = readFileSync(path.join(ROOT, 'docs/guides/issuing.md'), 'utf8');
const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-serve-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const run = (...args: string[]) => latchkey(args, { cwd: folder });

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
