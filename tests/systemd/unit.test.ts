import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { latchkey, LATCHKEY, ROOT } from '../support/cli.js';
import { startService } from '../support/service.js';

const GUIDE = readFileSync(path.join(ROOT, 'docs/guides/issuing.md'), 'utf8');
const [, UNIT = ''] = /^```ini\n(\[Unit\]\n[\s\S]*?)^```$/m.exec(GUIDE) ?? [];
const ANALYZE = '/usr/bin/systemd-analyze';

const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-systemd-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The values of a setting, in order. */
const all = (name: string) =>
  [...UNIT.matchAll(new RegExp(`^${name}=(.+)$`, 'gm'))].map(([, value]) => value ?? '');
const one = (name: string) => {
  expect(all(name), name).toHaveLength(1);
  return all(name)[0] ?? '';
};
/** A folder of the test in place of one of the system. */
const make = (name: string) => {
  mkdirSync(path.join(folder, name), { recursive: true });
  return path.join(folder, name);
};

it('what the unit says starts a service, which keeps to the folder that it is given', async () => {
  const etc = make('etc');
  const [credentials, state] = [make('credentials'), make(`lib/${one('StateDirectory')}`)];
  writeFileSync(path.join(etc, 'passphrase'), 'four unrelated words here\n');
  const key = ['--out', path.join(etc, 'issuer.key.json'), '--passphrase-file', path.join(etc, 'passphrase')];
  expect(latchkey(['keys', 'new', ...key]).status).toBe(0);
  // systemd copies credentials into a folder that the service alone can read, and calls that folder %d.
  for (const [name = '', source = ''] of all('LoadCredential').map((value) => value.split(':'))) {
    writeFileSync(path.join(credentials, name), readFileSync(source.replace('/etc/latchkey', etc)));
  }
  rmSync(etc, { recursive: true });
  const place = (value: string) =>
    value.replaceAll('%d', credentials).replaceAll('/var/lib', path.join(folder, 'lib'));
  const env = Object.fromEntries(
    all('Environment').map((pair) => [pair.split('=', 1)[0] ?? '', place(pair.slice(pair.indexOf('=') + 1))]),
  );
  const [program, command, ...args] = one('ExecStart').split(' ');
  expect([program, command]).toEqual(['latchkey', 'serve']);

  // Where the unit names no working directory, it is the root.
  const service = await startService(args, { cwd: '/', env });
  expect(service.output()).toContain(`Latchkey is at ${env.LATCHKEY_BASE_URL}.`);
  const ready = await fetch(`http://127.0.0.1:${service.port}/ready`, {
    headers: { 'x-forwarded-for': '203.0.113.9' },
  });
  expect(ready.status).toBe(200);
  expect(await service.stop()).toBe(0);
  expect(service.output()).toContain('"address":"203.0.113.9"');
  expect(readdirSync(folder)).toEqual(['credentials', 'lib']);
  expect(readdirSync(path.join(folder, 'lib'))).toEqual([one('StateDirectory')]);
  expect(readdirSync(state)).toContain('ledger');
});

it('the unit asks for nothing in a home folder, which it may not see', () => {
  expect(one('ProtectHome')).toBe('true');
  expect(UNIT).not.toMatch(/\bnpx\b|%h|\/home|\/root/);
});

if (existsSync(ANALYZE)) {
  it('systemd understands every line of the unit', () => {
    const known = UNIT.replace('ExecStart=latchkey', `ExecStart=${LATCHKEY}`);
    expect(complaints(known)).toEqual([]);
    expect(complaints(known.replace('PrivateTmp=', 'PrivateTemp='))).toHaveLength(1);
  });
}

/** What systemd says about a unit; what it may say about those of this machine is left out. */
function complaints(unit: string): string[] {
  const file = path.join(folder, 'latchkey.service');
  writeFileSync(file, unit);
  const { stdout, stderr } = spawnSync(ANALYZE, ['verify', '--man=no', file], { encoding: 'utf8' });
  return `${stdout}${stderr}`.split('\n').filter((line) => line.includes('latchkey.service'));
}
