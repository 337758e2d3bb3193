import { cp, mkdir, open, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DAY } from '@latchkey/core';
import { describe, expect, it } from 'vitest';
import { makeFifo, tempFolder } from '../testing/home.js';
import { newIssuer, START } from '../testing/issuer.js';
import { newMachine, put } from '../testing/machine.js';
import { fakeSystem, linux } from '../testing/system.js';
import { activate } from './activate.js';
import { readMarks } from './clock-file.js';
import { deviceSigner } from './device-key.js';
import { machineId } from './machine-id.js';
import { readLicenses } from './read-licenses.js';

const issuer = await newIssuer();

describe('readLicenses', () => {
  it('finds nothing in an empty folder', async () => {
    const { options, id } = await newMachine(issuer);
    expect(await readLicenses(options)).toEqual({
      verdict: undefined,
      license: undefined,
      features: [],
      daysLeft: 0,
      next: undefined,
      refused: [],
      clockStored: true,
      machineId: id,
    });
  });

  it('finds the license that counts', async () => {
    const { options, id, time } = await newMachine(issuer);
    const license = issuer.claims({ sub: id, features: ['render'] });
    await activate(await issuer.issue(license), options);
    expect(await readLicenses(options)).toEqual({
      verdict: {
        ok: true,
        license,
        checked: { product: 'KSE', machineId: id, now: time.now, clock: true, possession: false },
      },
      license,
      features: ['render'],
      daysLeft: 60,
      next: undefined,
      refused: [],
      clockStored: true,
      machineId: id,
    });
  });

  it('takes a file that was copied into the folder, under any name', async () => {
    const machine = await newMachine(issuer);
    await put(machine, 'KSE_mine.lic', await issuer.issue({ sub: machine.id }));
    expect((await readLicenses(machine.options)).verdict?.ok).toBe(true);
    expect(await readMarks(machine.options.home)).toMatchObject({ signed: START });
  });

  it('uses the real clock as it is', async () => {
    const { options, id } = await newMachine(issuer);
    const iat = Math.floor(Date.now() / 1000);
    const real = { ...options, now: undefined };
    await activate(await issuer.issue({ sub: id, iat }), real);
    const { verdict } = await readLicenses(real);
    expect(verdict).toMatchObject({ ok: true });
    expect(Math.abs((verdict?.checked.now ?? 0) - Date.now() / 1000)).toBeLessThan(60);
  });

  it('chooses the best, says which takes over, and lists what does not count', async () => {
    const machine = await newMachine(issuer);
    const { id, options } = machine;
    const best = issuer.claims({ sub: id, exp: START + 50 * DAY });
    const next = issuer.claims({ sub: id, nbf: START + 50 * DAY, exp: START + 110 * DAY });
    const other = await machineId({ product: 'KSE', system: linux('f'.repeat(31) + '0') });
    await put(machine, 'a.lic', await issuer.issue({ sub: id, exp: START + 40 * DAY }));
    await put(machine, 'b.lic', await issuer.issue(best));
    await put(machine, 'c.lic', await issuer.issue({ sub: id, exp: START + 45 * DAY, iat: START + 5 }));
    await put(machine, 'd.lic', await issuer.issue(next));
    await put(machine, 'e.lic', await issuer.issue({ sub: other }));
    await put(machine, 'f.lic', await issuer.issue({ sub: id, iat: START - 90 * DAY }));
    await put(machine, 'g.lic', 'garbage');
    await put(machine, 'not-a-license.txt', 'garbage');
    const state = await readLicenses(options);
    expect(state).toMatchObject({ verdict: { ok: true }, license: best, next, daysLeft: 50 });
    const reasons = state.refused.map((entry) =>
      'verdict' in entry ? entry.verdict.reason : entry.error.code,
    );
    expect(reasons).toEqual(['not-yet-valid', 'wrong-machine', 'expired', 'malformed']);
    expect(state.refused[0]?.file).toBe(join(options.home, 'KSE', 'd.lic'));
  });

  it('answers for every kind of hostile file, and still finds the license', async () => {
    const machine = await newMachine(issuer);
    const { options, id } = machine;
    const folder = join(options.home, 'KSE');
    await put(machine, 'good.lic', await issuer.issue({ sub: id }));
    await mkdir(join(folder, 'dir.lic'));
    await symlink('nowhere', join(folder, 'dangling.lic'));
    await symlink('loop.lic', join(folder, 'loop.lic'));
    makeFifo(join(folder, 'fifo.lic'));
    const sparse = await open(join(folder, 'sparse.lic'), 'w');
    await sparse.truncate(2 ** 31);
    await sparse.close();
    const state = await readLicenses(options);
    expect(state.verdict?.ok).toBe(true);
    const why = state.refused.map((entry) => ('verdict' in entry ? entry.verdict.reason : entry.error.code));
    expect(why).toEqual([
      'file-not-found',
      'file-not-regular',
      'file-not-regular',
      'file-unreadable',
      'too-large',
    ]);
  });

  it('names the reason that got furthest where none counts', async () => {
    const machine = await newMachine(issuer);
    await put(machine, 'a.lic', 'garbage');
    await put(machine, 'b.lic', await issuer.issue({ sub: machine.id, iat: START - 90 * DAY }));
    await put(machine, 'c.lic', await (await newIssuer()).issue({ sub: machine.id }));
    expect((await readLicenses(machine.options)).verdict).toMatchObject({ ok: false, reason: 'expired' });
  });

  it('keeps products apart', async () => {
    const { options, id } = await newMachine(issuer);
    await activate(await issuer.issue({ sub: id }), options);
    expect((await readLicenses({ ...options, product: 'KSF' })).verdict).toBeUndefined();
  });

  it('rejects without a machine ID, and where the folder is none', async () => {
    const { options } = await newMachine(issuer);
    await expect(readLicenses({ ...options, system: fakeSystem() })).rejects.toMatchObject({
      code: 'machine-id-unavailable',
    });
    await writeFile(join(options.home, 'KSE'), 'a file');
    await expect(readLicenses(options)).rejects.toMatchObject({ code: 'file-unreadable' });
  });
});

describe('readLicenses on another machine', () => {
  it('refuses a folder that was copied: another OS ID, another account', async () => {
    const { options, id } = await newMachine(issuer);
    await activate(await issuer.issue({ sub: id }), options);
    const copy = await tempFolder();
    await cp(options.home, copy, { recursive: true });
    for (const system of [linux('f'.repeat(31) + '0'), linux(undefined, 1001)]) {
      expect((await readLicenses({ ...options, home: copy, system })).verdict).toMatchObject({
        ok: false,
        reason: 'wrong-machine',
      });
    }
    expect((await readLicenses({ ...options, home: copy })).verdict?.ok).toBe(true);
  });

  it('refuses a license that was copied without its device key', async () => {
    const mine = await newMachine(issuer);
    const { kid } = await deviceSigner(mine.options, { create: true });
    await activate(await issuer.issue({ sub: mine.id, cnf: { jkt: kid } }), mine.options);
    expect((await readLicenses(mine.options)).verdict).toMatchObject({
      ok: true,
      checked: { possession: true },
    });

    const copy = await newMachine(issuer);
    await cp(join(mine.options.home, 'KSE'), join(copy.options.home, 'KSE'), { recursive: true });
    expect((await readLicenses(copy.options)).verdict).toMatchObject({ reason: 'possession-failed' });
    await deviceSigner(copy.options, { create: true });
    const { verdict, license } = await readLicenses(copy.options);
    expect(verdict).toMatchObject({
      reason: 'possession-failed',
      checked: { possession: true, clock: true },
    });
    expect(license).toBeUndefined();
  });

  it('asks the device key for every license of the scheme device', async () => {
    const { options, id } = await newMachine(issuer, { identity: 'device' });
    await activate(await issuer.issue({ sub: id }), options);
    expect((await readLicenses(options)).verdict).toMatchObject({ ok: true, checked: { possession: true } });
  });

  it('does not name a successor that another key is needed for', async () => {
    const machine = await newMachine(issuer);
    const early = { sub: machine.id, nbf: START + 9 * DAY, cnf: { jkt: 'A'.repeat(43) } };
    await put(machine, 'a.lic', await issuer.issue(early));
    const state = await readLicenses(machine.options);
    expect(state).toMatchObject({ verdict: { reason: 'not-yet-valid' }, next: undefined });
  });
});
