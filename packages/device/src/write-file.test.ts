import { lstat, mkdir, readdir, readFile, readlink, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../testing/home.js';
import { makeFolder, PRIVATE_FILE, replaceFile, writeNewFile } from './write-file.js';

const posix = process.platform !== 'win32';
const modeOf = async (path: string) => (await stat(path)).mode & 0o777;

describe('writeNewFile', () => {
  it('writes text and bytes, and leaves nothing else behind', async () => {
    const folder = await tempFolder();
    await writeNewFile(join(folder, 'text'), 'grüße\n', 0o644);
    await writeNewFile(join(folder, 'bytes'), new Uint8Array([0, 255, 10]), 0o600);
    expect(await readFile(join(folder, 'text'), 'utf8')).toBe('grüße\n');
    expect([...(await readFile(join(folder, 'bytes')))]).toEqual([0, 255, 10]);
    expect(await readdir(folder)).toEqual(['bytes', 'text']);
    if (posix)
      expect([await modeOf(join(folder, 'text')), await modeOf(join(folder, 'bytes'))]).toEqual([
        0o644, 0o600,
      ]);
  });

  it('takes a name as long as the file system allows', async () => {
    const path = join(await tempFolder(), 'x'.repeat(255));
    await writeNewFile(path, 'a', 0o600);
    expect(await readFile(path, 'utf8')).toBe('a');
  });

  it('never overwrites: a file, a folder, a link, a link to nothing', async () => {
    const folder = await tempFolder();
    await writeFile(join(folder, 'file'), 'old');
    await mkdir(join(folder, 'dir'));
    await symlink('file', join(folder, 'link'));
    await symlink('nowhere', join(folder, 'dangling'));
    const before = await readdir(folder);
    for (const name of ['file', 'dir', 'link', 'dangling']) {
      await expect(writeNewFile(join(folder, name), 'new', 0o600)).rejects.toMatchObject({
        name: 'LatchkeyError',
        code: 'file-exists',
        message: expect.stringContaining('was not changed'),
      });
    }
    expect(await readFile(join(folder, 'file'), 'utf8')).toBe('old');
    expect(await readlink(join(folder, 'dangling'))).toBe('nowhere');
    expect(await readdir(folder)).toEqual(before);
  });

  it('lets one of many writers win, with all of its bytes', async () => {
    const path = join(await tempFolder(), 'file');
    const texts = Array.from({ length: 20 }, (_, i) => String(i).repeat(50_000));
    const results = await Promise.allSettled(texts.map((text) => writeNewFile(path, text, 0o600)));
    const won = results.flatMap(({ status }, i) => (status === 'fulfilled' ? [texts[i]] : []));
    expect(won).toEqual([await readFile(path, 'utf8')]);
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'file-exists' });
    }
  });

  it('is complete whenever it can be seen', async () => {
    const path = join(await tempFolder(), 'file');
    const text = 'x'.repeat(4_000_000);
    const progress = { done: false };
    const writing = writeNewFile(path, text, 0o600).finally(() => (progress.done = true));
    const seen: number[] = [];
    while (!progress.done)
      seen.push(
        await readFile(path).then(
          ({ length }) => length,
          () => -1,
        ),
      );
    await writing;
    expect(new Set([...seen, text.length, -1])).toEqual(new Set([-1, text.length]));
  });

  it.each([
    ['a folder that is not there', 'no/file'],
    ['a path under a file', 'file/below'],
  ])('cannot write to %s', async (_, name) => {
    const folder = await tempFolder();
    await writeFile(join(folder, 'file'), 'abc');
    const write = writeNewFile(join(folder, name), 'x', 0o600);
    await expect(write).rejects.toMatchObject({ code: 'file-unwritable', cause: expect.any(Error) });
    expect(await readdir(folder)).toEqual(['file']);
  });

  it.runIf(process.platform === 'linux')('cannot write where even root may not', async () => {
    await expect(writeNewFile('/proc/latchkey', 'x', 0o600)).rejects.toMatchObject({
      code: 'file-unwritable',
    });
  });
});

describe('replaceFile', () => {
  it('makes and replaces a file, private as it is', async () => {
    const folder = await tempFolder();
    await replaceFile(join(folder, 'file'), 'one');
    await replaceFile(join(folder, 'file'), 'two');
    expect(await readFile(join(folder, 'file'), 'utf8')).toBe('two');
    expect(await readdir(folder)).toEqual(['file']);
    if (posix) expect(await modeOf(join(folder, 'file'))).toBe(PRIVATE_FILE);
  });

  it('replaces a link itself, not what it leads to', async () => {
    const folder = await tempFolder();
    await writeFile(join(folder, 'target'), 'old');
    await symlink('target', join(folder, 'link'));
    await replaceFile(join(folder, 'link'), 'new');
    expect((await lstat(join(folder, 'link'))).isFile()).toBe(true);
    expect(await readFile(join(folder, 'target'), 'utf8')).toBe('old');
  });

  it('shows the old bytes or the new ones', async () => {
    const path = join(await tempFolder(), 'file');
    const texts = ['a'.repeat(100_000), 'b'.repeat(100_000)];
    await replaceFile(path, 'a'.repeat(100_000));
    const progress = { done: false };
    const writing = (async () => {
      for (let i = 0; i < 20; i++) await replaceFile(path, texts[i % 2] ?? '');
      progress.done = true;
    })();
    while (!progress.done) expect(texts).toContain(await readFile(path, 'utf8'));
    await writing;
  });

  it('cannot replace a folder, and leaves nothing behind', async () => {
    const folder = await tempFolder();
    await mkdir(join(folder, 'dir', 'inner'), { recursive: true });
    await expect(replaceFile(join(folder, 'dir'), 'x')).rejects.toMatchObject({ code: 'file-unwritable' });
    expect(await readdir(folder)).toEqual(['dir']);
  });
});

describe('makeFolder', () => {
  it('makes folders for their owner only, and leaves those that are there', async () => {
    const folder = await tempFolder();
    await mkdir(join(folder, 'open'), { mode: 0o755 });
    await makeFolder(join(folder, 'open', 'a', 'b'));
    await makeFolder(join(folder, 'open', 'a', 'b'));
    if (!posix) return;
    expect(await modeOf(join(folder, 'open'))).toBe(0o755);
    expect([await modeOf(join(folder, 'open/a')), await modeOf(join(folder, 'open/a/b'))]).toEqual([
      0o700, 0o700,
    ]);
  });

  it('takes a link to a folder, and calls at once', async () => {
    const folder = await tempFolder();
    await symlink('.', join(folder, 'link'));
    await makeFolder(join(folder, 'link'));
    await Promise.all(Array.from({ length: 10 }, () => makeFolder(join(folder, 'link', 'a', 'b', 'c'))));
    expect((await stat(join(folder, 'a', 'b', 'c'))).isDirectory()).toBe(true);
  });

  it.runIf(process.platform === 'linux')('comes back where a folder takes no entries', async () => {
    await expect(makeFolder('/proc/latchkey/home')).rejects.toMatchObject({ code: 'file-unwritable' });
  });

  it('cannot make one under a file, or in its place', async () => {
    const folder = await tempFolder();
    await writeFile(join(folder, 'file'), 'x');
    for (const name of ['file', 'file/below']) {
      await expect(makeFolder(join(folder, name))).rejects.toMatchObject({
        code: 'file-unwritable',
      });
    }
  });
});
