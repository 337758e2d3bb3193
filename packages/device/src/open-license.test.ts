import { execFile } from 'node:child_process';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { DAY } from '@latchkey/core';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { newIssuer, START } from '../testing/issuer.js';
import { newMachine } from '../testing/machine.js';
import { fakeSystem } from '../testing/system.js';
import { activate } from './activate.js';
import type { LicenseState } from './shared/license-state.js';
import { openLicense } from './open-license.js';
import { opened, reasonOf } from '../testing/opened.js';

const issuer = await newIssuer();
const HOUR = 3600;

describe('openLicense', () => {
  it('is the state of the licenses', async () => {
    const { license, claims, events, id } = await opened(issuer);
    expect(license.verdict?.ok).toBe(true);
    expect(license.license).toEqual(claims);
    expect(license.features).toEqual(['render']);
    expect(license.daysLeft).toBe(60);
    expect(license.next).toBeUndefined();
    expect(license.refused).toEqual([]);
    expect(license.clockStored).toBe(true);
    expect(license.machineId).toBe(id);
    expect(license.problem).toBeUndefined();
    expect(events).toEqual([]);
  });

  it('opens without a license, without options that can be left out', async () => {
    const { options } = await newMachine(issuer);
    const { product, home, system } = options;
    const license = await openLicense({ product, keys: issuer.keys.toJwks(), home, system });
    onTestFinished(() => license.close());
    expect(reasonOf(license)).toBe('none');
  });

  it('rejects where the first look fails', async () => {
    const { options } = await newMachine(issuer);
    const none = openLicense({ ...options, system: fakeSystem() });
    await expect(none).rejects.toMatchObject({ code: 'machine-id-unavailable' });
    await expect(openLicense({ ...options, keys: { keys: [] } })).rejects.toMatchObject({
      code: 'key-set-invalid',
    });
  });

  it('looks every hour, counts the days, and ends in the very second', async () => {
    const { license, time, events, claims } = await opened(issuer);
    await time.advanceTo(claims.exp - 1);
    expect(reasonOf(license)).toBe('ok');
    expect(events.map(({ daysLeft }) => daysLeft)).toEqual(Array.from({ length: 59 }, (_, i) => 59 - i));
    expect(Math.max(...time.waits)).toBeLessThanOrEqual(HOUR * 1000);
    await time.advanceTo(claims.exp + DAY);
    expect(reasonOf(license)).toBe('expired');
    expect(license).toMatchObject({ license: undefined, features: [], daysLeft: 0 });
    expect(events.at(-1)).toEqual({ at: claims.exp, reason: 'expired', jti: undefined, daysLeft: 0 });
    expect(events).toHaveLength(60);
  });

  it('lets a successor take over without a gap', async () => {
    const { license, time, events, options, id, claims } = await opened(issuer);
    const successor = issuer.claims({
      sub: id,
      iat: START + 50 * DAY,
      nbf: claims.exp,
      exp: claims.exp + 60 * DAY,
    });
    time.now = START + 50 * DAY;
    expect(await activate(await issuer.issue(successor), options)).toMatchObject({
      verdict: { reason: 'not-yet-valid' },
    });
    await license.refresh();
    expect(license.next).toEqual(successor);
    expect(license.license).toEqual(claims);
    events.length = 0;
    await time.advanceTo(claims.exp + HOUR);
    expect(events.filter(({ reason }) => reason !== 'ok')).toEqual([]);
    expect(events.at(-1)).toEqual({ at: claims.exp, reason: 'ok', jti: successor.jti, daysLeft: 60 });
    expect(license.next).toBeUndefined();
  });

  it('wakes when a license that was loaded early starts', async () => {
    const { options, time, id } = await newMachine(issuer);
    const nbf = time.now + 90;
    await activate(await issuer.issue({ sub: id, nbf }), options);
    const onChange = vi.fn<(state: LicenseState) => void>();
    const license = await openLicense({ ...options, timer: time.timer, onChange });
    expect(reasonOf(license)).toBe('not-yet-valid');
    expect(time.waits).toEqual([90_000]);
    await time.advanceTo(nbf);
    expect(reasonOf(license)).toBe('ok');
    expect(onChange).toHaveBeenCalledTimes(1);
    license.close();
  });

  it('finds out after a sleep over the end', async () => {
    const { license, time, events, claims } = await opened(issuer);
    time.now = claims.exp + 5 * DAY;
    await time.advanceTo(time.now);
    expect(reasonOf(license)).toBe('expired');
    expect(events).toHaveLength(1);
  });

  it('notices a clock that is set back, and one that is put right', async () => {
    const { license, time, events } = await opened(issuer);
    const { now } = time;
    time.now = now - 3 * DAY + 400;
    await license.refresh();
    expect(['not-yet-valid', 'clock-tampered']).toContain(reasonOf(license));
    time.now = now + 5;
    await license.refresh();
    expect(events.map(({ reason }) => reason)).toEqual([expect.not.stringMatching('ok'), 'ok']);
  });

  it('notices a license that is loaded, and one that is taken away', async () => {
    const { license, options, id, claims, events } = await opened(issuer);
    const longer = issuer.claims({ sub: id, exp: claims.exp + DAY });
    const { storedAs = '' } = await activate(await issuer.issue(longer), options);
    await license.refresh();
    expect(license.license?.jti).toBe(longer.jti);
    await rm(storedAs);
    await license.refresh();
    expect(events.map(({ jti }) => jti)).toEqual([longer.jti, claims.jti]);
  });

  it('calls nobody where nothing changed', async () => {
    const { license, events } = await opened(issuer);
    for (let i = 0; i < 3; i++) await license.refresh();
    expect(events).toEqual([]);
  });

  it('asks the device key at each look', async () => {
    const { license, options, events } = await opened(issuer, { identity: 'device' });
    expect(license.verdict).toMatchObject({ ok: true, checked: { possession: true } });
    await rename(join(options.home, 'device-key.json'), join(options.home, 'away.json'));
    await license.refresh();
    expect(reasonOf(license)).toBe('possession-failed');
    await rename(join(options.home, 'away.json'), join(options.home, 'device-key.json'));
    await license.refresh();
    expect(events.map(({ reason }) => reason)).toEqual(['possession-failed', 'ok']);
  });
});

describe('openLicense with the real timer', () => {
  it('changes by itself when the license ends', async () => {
    const { options, id } = await newMachine(issuer);
    const exp = Math.floor(Date.now() / 1000) + 2;
    const real = { ...options, now: undefined };
    await activate(await issuer.issue({ sub: id, iat: exp - 1000, exp }), real);
    const ended = new Promise<LicenseState>((resolve, reject) => {
      openLicense({ ...real, onChange: resolve }).then(
        (license) => onTestFinished(() => license.close()),
        reject,
      );
    });
    expect(reasonOf(await ended)).toBe('expired');
    expect(Date.now() / 1000 - exp).toBeLessThan(10);
  });

  // A process of its own cannot load TypeScript: this one needs the built package.
  const dist = join(import.meta.dirname, '../dist/index.js');
  it('does not keep a process alive', { timeout: 20_000 }, async () => {
    const { options } = await newMachine(issuer);
    await mkdir(join(options.home, 'KSE'));
    const script = `const { openLicense } = await import(${JSON.stringify(pathToFileURL(dist).href)});
      const keys = ${JSON.stringify(issuer.keys.toJwks())};
      const license = await openLicense({ product: 'KSE', identity: 'device', home: ${JSON.stringify(options.home)}, keys });
      console.log(license.verdict === undefined);`;
    const child = promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
      timeout: 15_000,
    });
    expect((await child).stdout).toBe('true\n');
  });
});
