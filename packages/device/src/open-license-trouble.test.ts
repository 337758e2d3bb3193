import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DAY } from '@latchkey/core';
import { describe, expect, it, vi } from 'vitest';
import { newIssuer, START } from '../testing/issuer.js';
import { newMachine } from '../testing/machine.js';
import { activate } from './activate.js';
import { openLicense } from './open-license.js';
import { opened, reasonOf } from '../testing/opened.js';

const issuer = await newIssuer();
const HOUR = 3600;

describe('openLicense in trouble', () => {
  it('goes on with the files it has read where the folder cannot be read, and lets them end', async () => {
    const { license, time, events, options, claims } = await opened(issuer);
    await rename(join(options.home, 'KSE'), join(options.home, 'away'));
    await writeFile(join(options.home, 'KSE'), 'a file');
    await license.refresh();
    expect(license.problem).toMatchObject({ code: 'file-unreadable' });
    expect(reasonOf(license)).toBe('ok');
    time.now = claims.exp - 60;
    await license.refresh();
    await time.advanceTo(claims.exp);
    expect(events.at(-1)).toMatchObject({ at: claims.exp, reason: 'expired' });
    await rm(join(options.home, 'KSE'));
    await rename(join(options.home, 'away'), join(options.home, 'KSE'));
    await license.refresh();
    expect(license.problem).toBeUndefined();
  });

  it('keeps what it knows where the clock fails, and looks again', async () => {
    let broken = false;
    const { license, time, events } = await opened(issuer, {});
    license.close();
    const machine = await newMachine(issuer, {
      now: () => {
        if (broken) throw new Error('no clock');
        return time.now;
      },
    });
    await activate(await issuer.issue({ sub: machine.id }), machine.options);
    const watched = await openLicense({ ...machine.options, timer: time.timer });
    broken = true;
    await time.advanceTo(time.now + 2 * HOUR);
    expect(watched.problem).toMatchObject({ message: 'no clock' });
    expect(reasonOf(watched)).toBe('ok');
    broken = false;
    await time.advanceTo(time.now + 2 * HOUR);
    expect(watched.problem).toBeUndefined();
    expect(events).toEqual([]);
    watched.close();
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])(
    'does not turn in circles with a clock that says %d',
    async (now) => {
      const { license, time } = await opened(issuer);
      const before = time.now;
      time.now = now;
      await license.refresh();
      time.now = before;
      expect(reasonOf(license)).toBe('clock-tampered');
      expect(time.waits.at(-1)).toBe(HOUR * 1000);
      await license.refresh();
      expect(reasonOf(license)).toBe('ok');
    },
  );

  it('does not turn in circles with a timer that wakes early', async () => {
    const { license, time, claims } = await opened(issuer);
    time.now = claims.exp - 0.0001;
    await license.refresh();
    expect(time.waits.at(-1)).toBe(20);
    await time.advanceTo(claims.exp + 1);
    expect(reasonOf(license)).toBe('expired');
  });

  it('survives what onChange throws', async () => {
    const onChange = vi.fn(() => {
      throw new Error('a fault of the product');
    });
    const { license, time, claims } = await opened(issuer, {}, { onChange });
    await time.advanceTo(START + 2 * DAY + HOUR);
    expect(onChange).toHaveBeenCalledTimes(2);
    time.now = claims.exp;
    await license.refresh();
    expect(license.problem).toMatchObject({ message: 'a fault of the product' });
    expect(reasonOf(license)).toBe('expired');
  });

  it('survives an onChange that rejects, or that waits for the next look', async () => {
    const onChange = vi.fn<() => Promise<void>>(() => Promise.reject(new Error('late')));
    const { license, time, claims } = await opened(issuer, {}, { onChange });
    time.now = claims.exp;
    await license.refresh();
    await vi.waitFor(() => expect(license.problem).toMatchObject({ message: 'late' }));
    onChange.mockImplementation(() => license.refresh());
    time.now = claims.nbf;
    await license.refresh();
    await license.refresh();
    expect(onChange).toHaveBeenCalledTimes(2);
  });

  it('makes one look after the other', async () => {
    const { license, time, events, claims } = await opened(issuer);
    const looks = [license.refresh(), license.refresh()];
    time.now = claims.exp;
    looks.push(license.refresh(), license.refresh());
    await Promise.all(looks);
    expect(reasonOf(license)).toBe('expired');
    expect(events).toHaveLength(1);
    expect(time.pending).toBe(1);
  });

  it('keeps its values when closed in the middle of a look', async () => {
    const calls: (() => void)[] = [];
    const now = () => {
      for (const call of calls) call();
      return calls.length > 0 ? START + 90 * DAY : START + HOUR;
    };
    const { license, events } = await opened(issuer, { now });
    calls.push(() => license.close());
    await license.refresh();
    expect(reasonOf(license)).toBe('ok');
    expect(events).toEqual([]);
  });

  it('looks no more when closed, and a look under way calls nobody', async () => {
    const { license, time, events, claims } = await opened(issuer);
    time.now = claims.exp;
    const look = license.refresh();
    license.close();
    await look;
    license.close();
    expect(time.pending).toBe(0);
    await license.refresh();
    await time.advanceTo(claims.exp + DAY);
    expect(events).toEqual([]);
    expect(reasonOf(license)).toBe('ok');
  });
});
