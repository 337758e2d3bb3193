import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MAX_TIME } from '@latchkey/core';
import { describe, expect, it } from 'vitest';
import { makeFifo, tempFolder } from '../testing/home.js';
import { readMarks, writeMarks } from './clock-file.js';

const MARKS = { signed: 1_782_864_000, local: 1_782_900_000 };

describe('the clock file', () => {
  it('keeps marks, for their owner only', async () => {
    const home = join(await tempFolder(), 'home');
    expect(await writeMarks(home, MARKS)).toBe(true);
    expect(await readMarks(home)).toEqual(MARKS);
    expect(await readdir(home)).toEqual(['clock.json']);
    expect(await readFile(join(home, 'clock.json'), 'utf8')).toBe(
      '{"signed":1782864000,"local":1782900000}\n',
    );
    if (process.platform !== 'win32') expect((await stat(join(home, 'clock.json'))).mode & 0o777).toBe(0o600);
  });

  it.each([0, 2 ** 31, 2 ** 32, MAX_TIME])('keeps the time %i', async (time) => {
    const home = await tempFolder();
    await writeMarks(home, { signed: time, local: time });
    await writeMarks(home, { signed: 0, local: time });
    expect(await readMarks(home)).toEqual({ signed: 0, local: time });
  });

  it.each([
    ['empty', ''],
    ['truncated', '{"signed":1782864000,"lo'],
    ['text', 'tomorrow'],
    ['zero bytes', '\0'.repeat(40)],
    ['huge', `${JSON.stringify(MARKS)}${' '.repeat(9000)}`],
    ['an array', '[1,2]'],
    ['null', 'null'],
    ['a mark short', '{"signed":1}'],
    ['NaN', '{"signed":NaN,"local":1}'],
    ['null for a mark', '{"signed":null,"local":1}'],
    ['text for a mark', '{"signed":"1","local":1}'],
    ['negative', '{"signed":-1,"local":1}'],
    ['minus zero', '{"signed":-0,"local":1}'],
    ['a fraction', '{"signed":1.5,"local":1}'],
    ['too large a number', '{"signed":1,"local":1e300}'],
    ['after the year 9999', `{"signed":1,"local":${MAX_TIME + 1}}`],
    ['Infinity', '{"signed":1,"local":1e999}'],
    ['a duplicate member', '{"signed":5,"signed":1,"local":1}'],
    ['marks of a prototype', '{"__proto__":{"signed":1,"local":1}}'],
  ])('makes no sense where it is %s', async (_, text) => {
    const home = await tempFolder();
    await writeFile(join(home, 'clock.json'), text);
    expect(await readMarks(home)).toBeUndefined();
    expect(await writeMarks(home, MARKS)).toBe(true);
    expect(await readMarks(home)).toEqual(MARKS);
  });

  it('is nothing where it is missing, a folder, a FIFO or a link in a circle', async () => {
    expect(await readMarks(await tempFolder())).toBeUndefined();
    for (const make of [
      (path: string) => mkdir(path),
      (path: string) => symlink('clock.json', path),
      async (path: string) => makeFifo(path),
    ]) {
      const home = await tempFolder();
      await make(join(home, 'clock.json'));
      expect(await readMarks(home)).toBeUndefined();
    }
  });

  it('says so where it cannot be written', async () => {
    const folder = await tempFolder();
    await writeFile(join(folder, 'file'), 'x');
    await mkdir(join(folder, 'home', 'clock.json', 'inner'), { recursive: true });
    for (const home of [join(folder, 'file'), join(folder, 'file', 'home'), join(folder, 'home')]) {
      expect(await writeMarks(home, MARKS)).toBe(false);
    }
    if (process.platform === 'linux') expect(await writeMarks('/proc/latchkey', MARKS)).toBe(false);
  });
});
