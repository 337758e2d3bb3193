import { existsSync } from 'node:fs';
import { symlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../testing/home.js';
import { nodeSystem } from './node-system.js';

const system = nodeSystem();

describe('nodeSystem', () => {
  it('tells what the process knows', () => {
    expect(system.platform).toBe(process.platform);
    expect(system.uid()).toBe(process.getuid?.());
    expect(system.hostName()).toBe(hostname());
    expect(isAbsolute(system.homeDir())).toBe(true);
    expect(typeof system.userName()).toBe('string');
    expect(system.windowsFolder).toMatch(/^[A-Z]:\\/);
  });

  it('makes random bytes, no two alike', () => {
    expect(system.randomBytes(32)).toHaveLength(32);
    expect(system.randomBytes(32)).not.toEqual(system.randomBytes(32));
    expect(Buffer.isBuffer(system.randomBytes(1))).toBe(false);
  });

  it('reads text, at most 64 KiB, through links, and of regular files only', async () => {
    const folder = await tempFolder();
    await writeFile(join(folder, 'large'), 'ä'.repeat(100_000));
    await symlink('large', join(folder, 'link'));
    expect(await system.readText(join(folder, 'link'))).toBe('ä'.repeat(32_768));
    await expect(system.readText(folder)).rejects.toMatchObject({ code: 'file-not-regular' });
  });

  it.runIf(existsSync('/proc/self/cgroup'))(
    'reads files of /proc, which say that they are empty',
    async () => {
      expect(await system.readText('/proc/self/status')).toMatch(/^Name:/);
    },
  );
});

describe.skipIf(process.platform === 'win32')('nodeSystem.run', () => {
  it('gives standard output, and no shell gets at the arguments', async () => {
    expect(await system.run('/bin/echo', ['$(id)', '; ls', '"*"'])).toBe('$(id) ; ls "*"\n');
  });

  it('hands no environment on', async () => {
    expect(await system.run('/usr/bin/env', [])).toBe('');
  });

  it.each([
    ['a name without a path', 'echo', TypeError],
    ['a relative path', 'bin/echo', TypeError],
    ['a program that is missing', '/nowhere/echo', Error],
    ['a program that fails', '/bin/false', Error],
  ])('rejects for %s', async (_, file, error) => {
    await expect(system.run(file, [])).rejects.toThrow(error);
  });

  it('rejects where a program takes too long, even one that ignores signals', async () => {
    const begin = Date.now();
    const stubborn = nodeSystem({ timeout: 200 }).run('/bin/sh', ['-c', 'trap "" TERM; while :; do :; done']);
    await expect(stubborn).rejects.toThrow();
    expect(Date.now() - begin).toBeLessThan(5000);
  });

  it('rejects where a program writes without end', async () => {
    await expect(system.run('/usr/bin/yes', [])).rejects.toThrow();
  });
});
