import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../support/cli.js';
import { readmeBlock } from '../support/readme.js';

const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-pack-'));
const PACKAGES = [
  'assembly',
  'packages/core',
  'packages/crypto',
  'packages/device',
  'packages/elements',
  'apps/cli',
];
const sh = (file: string, args: string[], cwd = folder) =>
  execFileSync(file, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

beforeAll(() => {
  for (const name of PACKAGES)
    sh('npm', ['pack', '--silent', '--pack-destination', folder], path.join(ROOT, name));
  const tarballs = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  writeFileSync(path.join(folder, 'package.json'), '{"private":true,"type":"module"}');
  sh('npm', [
    'install',
    '--ignore-scripts',
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
    ...tarballs.map((name) => `./${name}`),
  ]);
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('each public package, packed and installed into an empty project', () => {
  it.each([
    '@latchkey/core',
    '@latchkey/crypto',
    '@latchkey/crypto/node',
    '@latchkey/device',
    '@latchkey/device/browser',
    '@latchkey/device/files',
    '@latchkey/elements',
  ])('%s can be imported', (name) => {
    const out = sh(process.execPath, [
      '--input-type=module',
      '-e',
      `console.log(Object.keys(await import('${name}')).length)`,
    ]);
    expect(Number(out)).toBeGreaterThan(0);
  });

  it('type-checks for a strict user, library declarations included', () => {
    writeFileSync(path.join(folder, 'keys.json'), '{"keys":[]}');
    writeFileSync(path.join(folder, 'user.ts'), USER);
    writeFileSync(path.join(folder, 'readme.ts'), readmeBlock('ts'));
    typeCheck('user.ts', 'readme.ts');
  });

  it('does not type-check where a required argument is missing', () => {
    writeFileSync(path.join(folder, 'wrong.ts'), USER.replace("machineId: 'any', ", ''));
    expect(() => typeCheck('wrong.ts')).toThrow();
  });

  it('gives the latchkey command', () => {
    expect(sh(path.join(folder, 'node_modules/.bin/latchkey'), ['--version'])).toBe('0.1.0\n');
  });

  it('holds its license and its readme, and no tests', () => {
    for (const name of [
      '@latchkey/assembly',
      '@latchkey/core',
      '@latchkey/crypto',
      '@latchkey/device',
      '@latchkey/elements',
      'latchkey',
    ]) {
      const installed = path.join(folder, 'node_modules', name);
      const files = readdirSync(installed, { recursive: true, encoding: 'utf8' });
      expect(files.filter((file) => /\.test\.|tsbuildinfo/.test(file))).toEqual([]);
      expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md']));
      expect(JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8'))).toMatchObject({
        license: 'Apache-2.0',
      });
    }
  });
});

function typeCheck(...files: string[]): void {
  const tsc = path.join(ROOT, 'node_modules/typescript/bin/tsc');
  const types = ['--types', 'node', '--typeRoots', path.join(ROOT, 'node_modules/@types')];
  const strict = ['--strict', '--noEmit', '--exactOptionalPropertyTypes', '--resolveJsonModule'];
  sh(process.execPath, [
    tsc,
    ...strict,
    ...types,
    '--module',
    'nodenext',
    '--target',
    'es2022',
    '--lib',
    'es2023',
    ...files,
  ]);
}

const USER = `
import { LatchkeyError, parseMachineId, type Verdict } from '@latchkey/core';
import { KeySet, verifyLicense } from '@latchkey/crypto';
import { openKeyFile } from '@latchkey/crypto/node';
import { openLicense } from '@latchkey/device';
const keys = KeySet.fromJwks({ keys: [] });
export const verdict: Verdict = verifyLicense('', { keys, product: 'KSE', machineId: 'any', now: 0 });
export const license = openLicense({ product: 'KSE', keys, onChange: (state) => console.log(state.daysLeft) });
export const id = parseMachineId('kse1');
export const open = openKeyFile;
export { LatchkeyError };
`;
