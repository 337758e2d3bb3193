import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DAY, MAX_TIME } from '@latchkey/core';
import { describe, expect, it } from 'vitest';
import { newIssuer, START } from '../testing/issuer.js';
import { newMachine, put, type TestMachine } from '../testing/machine.js';
import { linux } from '../testing/system.js';
import { activate } from './activate.js';
import { readMarks, writeMarks } from './clock-file.js';
import { machineId } from './machine-id.js';
import { readLicenses } from './read-licenses.js';

const issuer = await newIssuer();
const HOUR = 3600;

describe('readLicenses and the clock', () => {
  const LIFE = 3000 * DAY;
  async function licensed() {
    const machine = await newMachine(issuer);
    await activate(await issuer.issue({ sub: machine.id, nbf: 0, exp: START + LIFE }), machine.options);
    return machine;
  }
  const reasonAt = async ({ options, time }: TestMachine, now: number) => {
    time.now = now;
    const { verdict } = await readLicenses(options);
    return verdict?.ok ? 'ok' : verdict?.reason;
  };

  it.each<[string, number[], string]>([
    ['an hour back', [-HOUR], 'ok'],
    ['23:59 back', [-DAY + 60], 'ok'],
    ['24 hours back', [-DAY], 'ok'],
    ['25 hours back', [-25 * HOUR], 'clock-tampered'],
    ['25 hours back in two steps', [-12 * HOUR, -25 * HOUR], 'clock-tampered'],
    ['25 hours back and put right', [-25 * HOUR, 0], 'ok'],
    ['a year on and back', [365 * DAY, 0], 'clock-tampered'],
    ['a year on and back and on again', [365 * DAY, 0, 365 * DAY - HOUR], 'ok'],
    ['over the end, and back into the license', [LIFE + DAY, LIFE - 2 * DAY], 'clock-tampered'],
    ['over the end, and back by less than a day', [LIFE + HOUR, LIFE - HOUR - HOUR], 'ok'],
    ['the year 9999 and back', [MAX_TIME - START - HOUR, 0], 'clock-tampered'],
    ['the year 10000 and back', [MAX_TIME + DAY - START, 0], 'ok'],
    ['milliseconds once', [START * 1000, 0], 'ok'],
    ['NaN', [Number.NaN], 'clock-tampered'],
    ['NaN and back', [Number.NaN, 0], 'ok'],
    ['Infinity', [Number.POSITIVE_INFINITY], 'clock-tampered'],
    ['-Infinity', [Number.NEGATIVE_INFINITY], 'clock-tampered'],
    ['the epoch', [-START], 'clock-tampered'],
    ['before the epoch', [-START - DAY], 'not-yet-valid'],
  ])('%s', async (_, steps, reason) => {
    const machine = await licensed();
    const base = machine.time.now;
    let last: string | undefined;
    for (const step of steps) last = await reasonAt(machine, base + step);
    expect(last).toBe(reason);
  });

  it('notes each look down, but none at a clock it does not believe', async () => {
    const machine = await licensed();
    const { home } = machine.options;
    await reasonAt(machine, START + 9 * DAY);
    expect(await readMarks(home)).toEqual({ signed: START, local: START + 9 * DAY });
    await reasonAt(machine, START + 2 * DAY);
    expect(await readMarks(home)).toEqual({ signed: START, local: START + 9 * DAY });
  });

  it('lets a newer license in by hand, too, and is not fooled by an old one', async () => {
    const machine = await licensed();
    const { id } = machine;
    await reasonAt(machine, START + 900 * DAY);
    expect(await reasonAt(machine, START + DAY)).toBe('clock-tampered');
    await put(machine, 'old.lic', await issuer.issue({ sub: id, iat: START - DAY, exp: START + LIFE }));
    expect(await reasonAt(machine, START + DAY)).toBe('clock-tampered');
    await put(machine, 'new.lic', await issuer.issue({ sub: id, iat: START + DAY }));
    expect(await reasonAt(machine, START + DAY)).toBe('ok');
    expect(await reasonAt(machine, START + 900 * DAY)).toBe('ok');
  });

  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['truncated', '{"signed":17'],
    ['huge', '9'.repeat(100_000)],
    ['NaN', '{"signed":NaN,"local":NaN}'],
    ['negative', '{"signed":-1,"local":-1}'],
  ])('begins again from the stored licenses where the marks are %s', async (_, text) => {
    const machine = await licensed();
    const { home } = machine.options;
    await put(
      machine,
      'expired.lic',
      await issuer.issue({ sub: machine.id, iat: START + 20 * DAY, exp: START + 21 * DAY }),
    );
    await rm(join(home, 'clock.json'));
    if (text !== undefined) await writeFile(join(home, 'clock.json'), text);
    expect(await reasonAt(machine, START + 30 * DAY)).toBe('ok');
    expect(await readMarks(home)).toEqual({ signed: START + 20 * DAY, local: START + 30 * DAY });

    await rm(join(home, 'clock.json'));
    expect(await reasonAt(machine, START + 18 * DAY)).toBe('clock-tampered');
    expect(await readMarks(home)).toEqual({ signed: START + 20 * DAY, local: START + 20 * DAY });
  });

  it('does not begin again from licenses of strangers or other machines', async () => {
    const machine = await licensed();
    const other = await machineId({ product: 'KSE', system: linux('f'.repeat(31) + '0') });
    const iat = START + 500 * DAY;
    await put(machine, 'stranger.lic', await (await newIssuer()).issue({ sub: machine.id, iat }));
    await put(machine, 'other.lic', await issuer.issue({ sub: other, iat }));
    await rm(join(machine.options.home, 'clock.json'));
    expect(await reasonAt(machine, START + DAY)).toBe('ok');
  });

  it('says where the marks cannot be written, and refuses nobody', async () => {
    const machine = await licensed();
    const { home } = machine.options;
    await rm(join(home, 'clock.json'));
    await mkdir(join(home, 'clock.json', 'inner'), { recursive: true });
    const state = await readLicenses(machine.options);
    expect(state).toMatchObject({ verdict: { ok: true }, clockStored: false });
    expect(await readdir(home)).toEqual(['KSE', 'clock.json']);
  });

  it.runIf(process.platform === 'linux')('looks where nothing can be written at all', async () => {
    const machine = await newMachine(issuer);
    const state = await readLicenses({ ...machine.options, home: '/proc/latchkey' });
    expect(state).toMatchObject({ verdict: undefined, clockStored: false });
  });

  it('writes nothing where nothing is new', async () => {
    const machine = await licensed();
    await readLicenses(machine.options);
    const clock = join(machine.options.home, 'clock.json');
    const before = await readFile(clock, 'utf8');
    await rm(clock);
    await writeMarks(machine.options.home, JSON.parse(before));
    await reasonAt(machine, machine.time.now - HOUR);
    expect(await readFile(clock, 'utf8')).toBe(before);
  });
});
