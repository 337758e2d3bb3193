import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DAY } from '@latchkey/core';
import { describe, expect, it } from 'vitest';
import { newIssuer, START } from '../testing/issuer.js';
import { newMachine } from '../testing/machine.js';
import { linux } from '../testing/system.js';
import { activate } from './activate.js';
import { readMarks, writeMarks } from './clock-file.js';
import { machineId } from './machine-id.js';
import { readLicenses } from './read-licenses.js';

const issuer = await newIssuer();
const stranger = await newIssuer();

describe('activate and the clock', () => {
  it('refuses where the clock is more than a day behind', async () => {
    const { options, id, time } = await newMachine(issuer);
    const text = await issuer.issue({ sub: id });
    await writeMarks(options.home, { signed: START, local: time.now + DAY + 1 });
    const { verdict, storedAs } = await activate(text, options);
    expect(verdict).toMatchObject({ ok: false, reason: 'clock-tampered', checked: { clock: true } });
    expect(storedAs).toBeUndefined();
    time.now += 1;
    expect(await activate(text, options)).toMatchObject({ verdict: { ok: true } });
  });

  it('a newer license is the way out from a clock that was ahead by mistake; a replay is none', async () => {
    const { options, id, time } = await newMachine(issuer);
    const first = await issuer.issue({ sub: id });
    await activate(first, options);
    time.now = START + 73 * 365 * DAY;
    await readLicenses(options);
    time.now = START + DAY;
    expect(await activate(first, options)).toMatchObject({ verdict: { reason: 'clock-tampered' } });
    const sameSecond = await issuer.issue({ sub: id });
    expect(await activate(sameSecond, options)).toMatchObject({ verdict: { reason: 'clock-tampered' } });
    const newer = await issuer.issue({ sub: id, iat: START + DAY });
    expect(await activate(newer, options)).toMatchObject({ verdict: { ok: true } });
    expect(await activate(first, options)).toMatchObject({ verdict: { ok: true } });
    expect(await readMarks(options.home)).toEqual({ signed: START + DAY, local: START + DAY });
  });

  it('a license of a stranger, of another machine or an expired one is no way out', async () => {
    const { options, id, time } = await newMachine(issuer);
    const marks = { signed: START, local: START + 999 * DAY };
    await writeMarks(options.home, marks);
    time.now = START + 80 * DAY;
    const other = await machineId({ product: 'KSE', system: linux('f'.repeat(31) + '0') });
    const iat = START + DAY;
    for (const text of [
      await stranger.issue({ sub: id, iat }),
      await issuer.issue({ sub: other, iat }),
      await issuer.issue({ sub: id, iat }),
    ]) {
      expect((await activate(text, options)).verdict.ok).toBe(false);
      expect(await readMarks(options.home)).toEqual(marks);
    }
  });

  it('an early successor sets the signed mark, so the clock cannot go back behind it', async () => {
    const { options, id, time } = await newMachine(issuer);
    await activate(await issuer.issue({ sub: id }), options);
    time.now = START + 50 * DAY;
    await activate(
      await issuer.issue({ sub: id, iat: time.now, nbf: START + 60 * DAY, exp: START + 120 * DAY }),
      options,
    );
    expect(await readMarks(options.home)).toEqual({ signed: time.now, local: time.now });
    time.now = START + 48 * DAY;
    expect((await readLicenses(options)).verdict).toMatchObject({ reason: 'clock-tampered' });
  });

  it('finds the marks again from stored licenses where the file was deleted', async () => {
    const { options, id, time } = await newMachine(issuer);
    const old = await issuer.issue({ sub: id, exp: START + 90 * DAY });
    await activate(old, options);
    time.now = START + 30 * DAY;
    await activate(await issuer.issue({ sub: id, iat: time.now, exp: START + 40 * DAY }), options);
    await rm(join(options.home, 'clock.json'));
    time.now = START + 2 * DAY;
    expect(await activate(old, options)).toMatchObject({ verdict: { reason: 'clock-tampered' } });
  });

  it('refuses nobody because the marks cannot be written', async () => {
    const { options, id } = await newMachine(issuer);
    await mkdir(join(options.home, 'clock.json', 'inner'), { recursive: true });
    const { verdict, storedAs } = await activate(await issuer.issue({ sub: id }), options);
    expect(verdict.ok).toBe(true);
    expect(storedAs).toBeDefined();
    expect(await readLicenses(options)).toMatchObject({ verdict: { ok: true }, clockStored: false });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, undefined as unknown as number])(
    'refuses with a clock that says %d',
    async (now) => {
      const { options, id, time } = await newMachine(issuer);
      await activate(await issuer.issue({ sub: id }), options);
      time.now = now;
      const { verdict, storedAs } = await activate(await issuer.issue({ sub: id }), options);
      expect(verdict).toMatchObject({ ok: false, reason: 'clock-tampered' });
      expect(storedAs).toBeUndefined();
    },
  );
});
