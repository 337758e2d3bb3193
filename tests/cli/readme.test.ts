import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { LATCHKEY, ROOT } from '../support/cli.js';
import { readmeBlock, readmeBlocks } from '../support/readme.js';
import { Workshop } from './workshop.js';

const shop = new Workshop();
afterAll(() => shop.dispose());
const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
const commands = readmeBlocks('sh').flatMap((block) => block.trim().split('\n'));

describe('the README', () => {
  it('has the test command that CI runs', () => {
    expect(commands).toContain('npm ci && npm test');
    const ci = readFileSync(path.join(ROOT, '.ci/run'), 'utf8');
    expect(ci.trim().split('\n').at(-1)).toBe('npm ci && npm test');
  });

  it('names only npm scripts that exist, like the other documents', () => {
    for (const document of ['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md']) {
      const text = readFileSync(path.join(ROOT, document), 'utf8');
      for (const [, name] of text.matchAll(/npm run ([\w:-]+)/g))
        expect(Object.keys(manifest.scripts)).toContain(name);
    }
  });

  it('has a demo that comes out as expected', () => {
    expect(commands).toContain('npm ci && npm run demo');
    const demo = spawnSync(process.execPath, ['tests/dist/demo/main.js'], { cwd: ROOT, encoding: 'utf8' });
    expect(demo.stdout).not.toContain('✗');
    expect(demo.status).toBe(0);
    expect(manifest.scripts.demo).toMatch(/node tests\/dist\/demo\/main\.js$/);
  });

  it('has commands that work, one after the other, as they are printed', () => {
    // The service runs until it is stopped: serve.test.ts starts it.
    const isStep = (command: string) => command.startsWith('npx latchkey') && !command.includes(' serve');
    const steps = commands.filter(isStep);
    expect(steps.length).toBeGreaterThanOrEqual(7);
    const folder = shop.path('readme');
    mkdirSync(folder);
    const identity = shop.run(['machine-id', '--product', 'KSE']).status === 0 ? 'os' : 'device';
    const script = steps.map((step) => step.replace('npx latchkey', 'latchkey')).join('\n');
    const here = `latchkey() { "${process.execPath}" "${LATCHKEY}" "$@"${identity === 'os' ? '' : ' --identity device'}; }`;
    const env = { ...process.env, LATCHKEY_HOME: path.join(folder, 'home') };
    const out = execFileSync('bash', ['-euc', `${here}\n${script}`], { cwd: folder, encoding: 'utf8', env });
    expect(out).toMatch(/In force until .* \(60 days left\)/);
  });

  it('verifies a file in five lines, and refuses it for another machine', () => {
    const file = shop.license();
    shop.write('verify.mjs', readmeBlock('js'));
    symlinkSync(path.join(ROOT, 'node_modules'), shop.path('node_modules'));
    const run = (...args: string[]) =>
      spawnSync(process.execPath, ['verify.mjs', ...args], { cwd: shop.folder, encoding: 'utf8' });
    expect(run(file, shop.machineId)).toMatchObject({ status: 0, stdout: 'In force for Acme Inc.\n' });
    const elsewhere = run(file, 'kse1q6rxukk7x7nrghtylqmhqcmtx6usze35h');
    expect(elsewhere.stderr).toMatch(/wrong-machine/);
    expect(elsewhere.status).toBe(1);
  });
});
