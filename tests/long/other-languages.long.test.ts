import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshPeriod, machineIdFromOs, uuidV7 } from '@latchkey/core';
import { signLicense } from '@latchkey/crypto';
import { openKeyFile } from '@latchkey/crypto/node';
import { readmeBlock } from '../support/readme.js';
import { Workshop } from '../cli/workshop.js';

// The README's programs in other languages, as printed there, against real files. Debian's packages hold all
// that they need; as root on Debian they are installed.
const GOCODE = '/usr/share/gocode/src/github.com/golang-jwt/jwt';
const DEBIAN = [
  'python3-jwt',
  'python3-cryptography',
  'golang-go',
  'golang-github-golang-jwt-jwt-dev',
  'default-jdk-headless',
];

const shop = new Workshop();
afterAll(() => shop.dispose());
const license = shop.license();
const elsewhere = machineIdFromOs({ osId: '0123456789abcdef0123456789abcdef', product: 'KSE', account: '' });

beforeAll(async () => {
  shop.write('old.lic', await expired());
  if (existsSync(GOCODE) && ['go', 'java'].every(found)) return;
  const { status } = spawnSync('sh', [
    '-c',
    `apt-get update && apt-get install -y --no-install-recommends ${DEBIAN.join(' ')}`,
  ]);
  if (status !== 0)
    throw new Error(
      `These tests need the Debian packages ${DEBIAN.join(' ')}, and they could not be installed.`,
    );
});

const LANGUAGES = {
  python: { file: 'verify.py', command: ['/usr/bin/python3', 'verify.py'] },
  go: { file: 'verify.go', command: ['go', 'run', 'verify.go'] },
  java: { file: 'Verify.java', command: ['java', 'Verify.java'] },
} as const;

describe.each(Object.entries(LANGUAGES))('the README in %s', (language, { file, command }) => {
  beforeAll(() => {
    shop.write(file, readmeBlock(language));
    if (language !== 'go') return;
    const module = `module example\ngo 1.19\nrequire github.com/golang-jwt/jwt/v4 v4.4.3\nreplace github.com/golang-jwt/jwt/v4 => ${GOCODE}\n`;
    shop.write('go.mod', module);
  });

  const run = (...args: string[]) => {
    const env = { ...process.env, GOFLAGS: '-mod=mod', GOPROXY: 'off', GOSUMDB: 'off' };
    return spawnSync(command[0], [...command.slice(1), ...args], { cwd: shop.folder, encoding: 'utf8', env });
  };

  it('accepts a license on its machine', () => {
    const { status, stdout, stderr } = run(license, shop.machineId);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/Acme Inc\./);
    expect(status).toBe(0);
  });

  it.each([
    ['another machine', () => [license, elsewhere]],
    ['another product', () => [other('KRE'), machine('KRE')]],
    ['an altered license', () => [altered(), shop.machineId]],
    ['an expired license', () => ['old.lic', shop.machineId]],
  ])('refuses %s', (_, args) => {
    expect(run(...args()).status).not.toBe(0);
  });
});

function machine(product: string): string {
  return shop.expect(0, 'machine-id', '--product', product, '--identity', 'device').stdout.trim();
}

function other(product: string): string {
  return shop.license('--product', product, '--machine', machine(product), '--out', `other-${Math.random()}`);
}

function altered(): string {
  const text = shop.read(license);
  const at = Math.floor(text.length / 2);
  return shop.write('altered.lic', text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1));
}

/** A license that ended in 2021. The command line cannot make one: it issues from now on. */
async function expired(): Promise<string> {
  const signer = await openKeyFile(shop.read('issuer.key.json'), { purpose: 'issuer' });
  const claims = {
    iss: 'latchkey',
    sub: shop.machineId,
    aud: 'KSE',
    jti: uuidV7(0, new Uint8Array(10)),
    lic: 'LIC-1',
    ...freshPeriod(Date.parse('2021-01-01T00:00:00Z') / 1000, {}),
    org: { id: 'acme', name: 'Acme Inc.' },
  };
  return signLicense(claims, signer);
}

function found(program: string): boolean {
  return spawnSync(program, ['version']).error === undefined;
}
