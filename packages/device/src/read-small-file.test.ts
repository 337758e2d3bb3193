import { existsSync, readdirSync } from 'node:fs';
import { link, mkdir, open, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { MAX_TOKEN_BYTES } from '@latchkey/core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeFifo, tempFolder } from '../testing/home.js';
import { readSmallFile } from './read-small-file.js';

const posix = process.platform !== 'win32';

describe('readSmallFile', () => {
  it.each([0, 1, MAX_TOKEN_BYTES - 1, MAX_TOKEN_BYTES, MAX_TOKEN_BYTES + 1])(
    'gives all of %i bytes',
    async (size) => {
      const path = join(await tempFolder(), 'file');
      const bytes = new Uint8Array(size).map((_, i) => i % 251);
      await writeFile(path, bytes);
      expect(await readSmallFile(path)).toEqual(bytes);
    },
  );

  it('gives one byte more than a license may have, of a sparse file of 2 GiB', async () => {
    const path = join(await tempFolder(), 'huge.lic');
    const handle = await open(path, 'w');
    await handle.write('x');
    await handle.truncate(2 ** 31);
    await handle.close();
    const before = process.memoryUsage().rss;
    const bytes = await readSmallFile(path);
    expect(bytes).toHaveLength(MAX_TOKEN_BYTES + 1);
    expect(bytes[0]).toBe('x'.charCodeAt(0));
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 2 ** 20);
  });

  it('reads no more than it is told', async () => {
    const path = join(await tempFolder(), 'file');
    await writeFile(path, 'abcdef');
    expect(Buffer.from(await readSmallFile(path, 4)).toString()).toBe('abcd');
    expect(Buffer.from(await readSmallFile(path, 100)).toString()).toBe('abcdef');
  });

  it('follows links to regular files', async () => {
    const folder = await tempFolder();
    await writeFile(join(folder, 'file'), 'abc');
    await symlink('file', join(folder, 'soft'));
    await link(join(folder, 'file'), join(folder, 'hard'));
    for (const name of ['soft', 'hard']) expect(await readSmallFile(join(folder, name))).toHaveLength(3);
  });

  it.each([
    ['nothing', 'nothing'],
    ['a path in a folder that is not there', 'no/such/folder'],
    ['a path under a file', 'file/below'],
    ['a link to nothing', 'dangling'],
    ['a link through a file', 'through'],
  ])('finds no file at %s', async (_, name) => {
    const folder = await tempFolder();
    await writeFile(join(folder, 'file'), 'abc');
    await symlink('nowhere', join(folder, 'dangling'));
    await symlink('file/below', join(folder, 'through'));
    const read = readSmallFile(join(folder, name));
    await expect(read).rejects.toMatchObject({ name: 'LatchkeyError', code: 'file-not-found' });
  });

  it('finds no file under the empty name', async () => {
    await expect(readSmallFile('')).rejects.toMatchObject({ code: 'file-not-found' });
  });

  it('refuses a folder, and a link to one', async () => {
    const folder = await tempFolder();
    await mkdir(join(folder, 'dir'));
    await symlink('dir', join(folder, 'link'));
    for (const name of ['dir', 'link', '.']) {
      await expect(readSmallFile(join(folder, name))).rejects.toMatchObject({ code: 'file-not-regular' });
    }
  });

  it.runIf(posix)('refuses a FIFO at once, whether or not somebody writes to it', async () => {
    const path = join(await tempFolder(), 'fifo');
    makeFifo(path);
    const begin = Date.now();
    await expect(readSmallFile(path)).rejects.toMatchObject({ code: 'file-not-regular' });
    const writer = await open(path, 'r+');
    onTestFinished(() => writer.close());
    await writer.write('license?');
    await expect(readSmallFile(path)).rejects.toMatchObject({ code: 'file-not-regular' });
    expect(Date.now() - begin).toBeLessThan(10_000);
  });

  it.runIf(posix)('refuses a socket', async () => {
    const path = join(await tempFolder(), 's');
    const server = createServer().listen(path);
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once('listening', resolve));
    await expect(readSmallFile(path)).rejects.toMatchObject({ code: 'file-not-regular' });
  });

  it.runIf(posix)('refuses devices, endless ones too', async () => {
    for (const path of ['/dev/null', '/dev/zero', '/dev/random']) {
      await expect(readSmallFile(path)).rejects.toMatchObject({ code: 'file-not-regular' });
    }
  });

  it('refuses links that lead in a circle', async () => {
    const folder = await tempFolder();
    await symlink('b', join(folder, 'a'));
    await symlink('a', join(folder, 'b'));
    await symlink('self', join(folder, 'self'));
    for (const name of ['a', 'self']) {
      await expect(readSmallFile(join(folder, name))).rejects.toMatchObject({
        code: 'file-unreadable',
        message: expect.stringContaining('ELOOP'),
      });
    }
  });

  it.each([
    ['a name that is too long', 'x'.repeat(5000)],
    ['a name with a zero byte', 'a\0b'],
  ])('refuses %s', async (_, name) => {
    await expect(readSmallFile(name)).rejects.toMatchObject({ code: 'file-unreadable' });
  });

  // Root may read everything; the memory of a process at address 0 not even root.
  it.runIf(existsSync('/proc/self/mem'))('passes a fault of the system on', async () => {
    await expect(readSmallFile('/proc/self/mem')).rejects.toMatchObject({
      code: 'file-unreadable',
      cause: expect.objectContaining({ code: 'EIO' }),
    });
  });

  it('shows no control characters of a path', async () => {
    const read = readSmallFile('/no\u001b[2J\u202e/where');
    await expect(read).rejects.toMatchObject({ message: 'There is no file /no[2J/where. Check the path.' });
  });

  it('leaves no file open', async () => {
    const folder = await tempFolder();
    await writeFile(join(folder, 'file'), 'abc');
    const countOpen = () => (existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd').length : 0);
    const before = countOpen();
    for (let i = 0; i < 50; i++) {
      await readSmallFile(join(folder, 'file'));
      await readSmallFile(folder).catch(() => undefined);
    }
    expect(countOpen()).toBeLessThanOrEqual(before + 1);
  });
});
