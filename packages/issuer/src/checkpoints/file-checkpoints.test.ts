import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Checkpoint, CheckpointStore, Mark } from '../checkpoint.js';
import { fileCheckpoints } from './file-checkpoints.js';

/** Longer than what was read counts as fresh. */
const LATER = 150;

let folder: string;
let file: string;
let store: CheckpointStore;
beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'latchkey-checkpoints-')), 'place');
  mkdirSync(folder);
  file = path.join(folder, 'checkpoint.json');
  store = fileCheckpoints(file);
});
afterEach(() => rmSync(path.dirname(folder), { recursive: true, force: true }));

const mark = (seq: number, auditNumber = seq, auditHash = `hash ${auditNumber}`): Mark => ({
  seq,
  auditNumber,
  auditHash,
});
const of = (organizations: Record<string, Mark>, at = 1000): Checkpoint => ({ at, organizations });

describe('marks in a file', () => {
  it('are those that were written, and none before', async () => {
    expect(await store.read()).toBeUndefined();
    await store.write(of({ acme: mark(3) }));
    expect(await store.read()).toEqual(of({ acme: mark(3) }));
    expect(await fileCheckpoints(file).read()).toEqual(of({ acme: mark(3) }));
  });

  it('never move backwards, each number for itself', async () => {
    await store.write(of({ acme: mark(5, 9), zoo: mark(1) }, 2000));
    await store.write(of({ acme: mark(7, 8), zulu: mark(2) }, 1000));
    const expected = of({ acme: { ...mark(7, 9) }, zoo: mark(1), zulu: mark(2) }, 2000);
    expect(await store.read()).toEqual(expected);
    await store.write(of({ acme: mark(1, 9, 'another hash') }));
    expect(await store.read()).toEqual(expected);
    expect(await fileCheckpoints(file).read()).toEqual(expected);
  });

  it('are kept for organizations with names of every kind', async () => {
    const names = ['constructor', '__proto__', 'toString'];
    for (const name of names)
      await store.write({ at: 1, organizations: Object.fromEntries([[name, mark(1)]]) });
    const read = await fileCheckpoints(file).read();
    expect(Object.keys(read?.organizations ?? {}).toSorted()).toEqual(names.toSorted());
  });

  it('can be read by the owner alone, and nothing is left beside them but the lock', async () => {
    await store.write(of({ acme: mark(1) }));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).toSorted()).toEqual(['checkpoint.json', 'checkpoint.json.lock']);
  });

  it('that say nothing new are not written again', async () => {
    await store.write(of({ acme: mark(1) }, 1));
    const { ino, mtimeMs } = statSync(file);
    await store.write(of({ acme: mark(1) }, 2));
    expect(statSync(file)).toMatchObject({ ino, mtimeMs });
  });

  it('of another process are noticed', async () => {
    await store.write(of({ acme: mark(1) }));
    expect(await store.read()).toEqual(of({ acme: mark(1) }));
    await fileCheckpoints(file).write(of({ acme: mark(2), zoo: mark(9) }));
    await sleep(LATER);
    expect(await store.read()).toEqual(of({ acme: mark(2), zoo: mark(9) }));
  });

  it('that were seen stay, whatever becomes of the file, and return to it', async () => {
    await store.write(of({ acme: mark(4) }));
    rmSync(file);
    await sleep(LATER);
    expect(await store.read()).toEqual(of({ acme: mark(4) }));
    await store.write(of({ acme: mark(4) }));
    expect(await fileCheckpoints(file).read()).toEqual(of({ acme: mark(4) }));
    writeFileSync(file, readFileSync(file, 'utf8').replace('"seq": 4', '"seq": 2'));
    await sleep(LATER);
    expect(await store.read()).toEqual(of({ acme: mark(4) }));
    await store.write(of({ zoo: mark(1) }));
    expect(await fileCheckpoints(file).read()).toEqual(of({ acme: mark(4), zoo: mark(1) }));
  });

  it.each([
    ['nothing', ''],
    ['half a file', '{"format":"latchkey-checkpoint-1","at":1,"organ'],
    ['another format', '{"format":"latchkey-checkpoint-9","at":1,"organizations":{}}'],
    ['no time', '{"format":"latchkey-checkpoint-1","organizations":{}}'],
    ['a list', '[]'],
    [
      'a mark without a number',
      '{"format":"latchkey-checkpoint-1","at":1,"organizations":{"acme":{"seq":1}}}',
    ],
    [
      'a negative number',
      '{"format":"latchkey-checkpoint-1","at":1,"organizations":{"a":{"seq":-1,"auditNumber":1,"auditHash":""}}}',
    ],
  ])('are not guessed where the file holds %s', async (_, text) => {
    writeFileSync(file, text);
    await expect(store.read()).rejects.toMatchObject({ code: 'unavailable' });
    await expect(store.write(of({ acme: mark(1) }))).rejects.toMatchObject({ code: 'unavailable' });
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('are refused by a folder that is not there', async () => {
    const lost = fileCheckpoints(path.join(folder, 'none', 'checkpoint.json'));
    expect(await lost.read()).toBeUndefined();
    await expect(lost.write(of({ acme: mark(1) }))).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('cannot be written'),
    });
  });
});

describe('marks that are promised', () => {
  it('are written together, at once or in a moment', async () => {
    const taken: (readonly string[])[] = [];
    let seq = 0;
    const promise = (id: string) =>
      store.writeSoon(id, async (ids) => {
        taken.push(ids);
        return of(Object.fromEntries(ids.map((one) => [one, mark(seq)])));
      });
    for (seq = 1; seq <= 1000; seq++) promise(seq % 2 === 0 ? 'acme' : 'zoo');
    await store.flush();
    expect(taken).toEqual([['zoo'], ['acme', 'zoo']]);
    expect(await fileCheckpoints(file).read()).toEqual(of({ acme: mark(1001), zoo: mark(1001) }));
    promise('acme');
    await sleep(2 * LATER);
    expect(taken.at(-1)).toEqual(['acme']);
  });

  it('stop the reading while they cannot be written, and no longer', async () => {
    await store.write(of({ acme: mark(1) }));
    renameSync(folder, `${folder}-away`);
    store.writeSoon('acme', async () => of({ acme: mark(2) }));
    await expect(store.flush()).rejects.toMatchObject({ code: 'unavailable' });
    await expect(store.read()).rejects.toMatchObject({ code: 'unavailable' });
    renameSync(`${folder}-away`, folder);
    await expect.poll(() => store.read(), { timeout: 5000 }).toEqual(of({ acme: mark(2) }));
    expect(await fileCheckpoints(file).read()).toEqual(of({ acme: mark(2) }));
  });

  it('are given the marks that are kept', async () => {
    await store.write(of({ acme: mark(1) }));
    let given: Checkpoint | undefined;
    store.writeSoon('acme', async (_, kept) => {
      given = kept;
      return of({ acme: mark(2) });
    });
    await store.flush();
    expect(given).toEqual(of({ acme: mark(1) }));
  });

  it('are no work for a store that has nothing to do', async () => {
    await store.flush();
    expect(readdirSync(folder)).toEqual([]);
  });
});
