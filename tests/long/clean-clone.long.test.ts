import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ROOT } from '../support/cli.js';

const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-clone-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('npm ci && npm run demo works on a clean clone with an empty npm user config', () => {
  const config = path.join(folder, 'npmrc');
  writeFileSync(config, '');
  const clone = path.join(folder, 'clone');
  execFileSync('git', ['clone', '--quiet', ROOT, clone]);
  const env = { ...process.env, npm_config_userconfig: config };
  const out = execFileSync('sh', ['-c', 'npm ci && npm run demo'], { cwd: clone, env, encoding: 'utf8' });
  expect(out).not.toContain('✗');
  expect(out).toMatch(/✓ jose alone +accepted/);
});
