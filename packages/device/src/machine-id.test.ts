import { createHash, createHmac } from 'node:crypto';
import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseMachineId } from '@latchkey/core';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../testing/home.js';
import { fakeSystem, IOREG, ioreg, linux, OS_ID, REG, regQuery, WHOAMI } from '../testing/system.js';
import { deviceSigner } from './device-key.js';
import { machineId } from './machine-id.js';
import { nodeSystem } from './node-system.js';

const GUID = '8F3C1C5E-2C0B-4F0E-9D7E-0D6A1F1C2B3A';
const SID = 'S-1-5-21-2127521184-1604012920-1887927527-1001';

/** Scheme and 128 bits of a machine ID, by BIP 173's alphabet alone. */
function decode(id: string): { scheme: number; hex: string } {
  const words = Array.from(id.slice(id.lastIndexOf('1') + 1, -6), (symbol) =>
    'qpzry9x8gf2tvdw0s3jn54khce6mua7l'.indexOf(symbol),
  );
  const bits = words
    .slice(1)
    .map((word) => word.toString(2).padStart(5, '0'))
    .join('');
  const hex = bits.slice(0, 128).match(/.{8}/g) ?? [];
  return {
    scheme: words[0] ?? -1,
    hex: hex.map((byte) => Number.parseInt(byte, 2).toString(16).padStart(2, '0')).join(''),
  };
}

function hmacOf(osId: string, product: string, account: string): string {
  const hmac = createHmac('sha256', osId.toLowerCase());
  return hmac.update(`latchkey/machine/v1\0${product}\0${account}`).digest('hex').slice(0, 32);
}

describe('machineId from the operating system', () => {
  it('is the HMAC that the format names, on Linux', async () => {
    const id = await machineId({ product: 'KSE', system: linux() });
    expect(parseMachineId(id, 'KSE')).toMatchObject({ ok: true, text: id, scheme: 'os' });
    expect(decode(id)).toEqual({ scheme: 0, hex: hmacOf(OS_ID, 'KSE', '1000') });
  });

  it('is the HMAC that the format names, on macOS', async () => {
    const system = fakeSystem({ platform: 'darwin', programs: { [IOREG]: ioreg(GUID) }, uid: () => 501 });
    expect(decode(await machineId({ product: 'KSE', system })).hex).toBe(hmacOf(GUID, 'KSE', '501'));
  });

  it('is the HMAC that the format names, on Windows', async () => {
    const programs = { [REG]: regQuery(GUID), [WHOAMI]: `"pc\\ada","${SID}"\r\n` };
    const system = fakeSystem({ platform: 'win32', uid: () => undefined, programs });
    expect(decode(await machineId({ product: 'KSE', system })).hex).toBe(hmacOf(GUID, 'KSE', SID));
  });

  it('asks for no account in the scope machine', async () => {
    const system = fakeSystem({ platform: 'win32', programs: { [REG]: regQuery(GUID) } });
    const id = await machineId({ product: 'KSE', scope: 'machine', system });
    expect(decode(id).hex).toBe(hmacOf(GUID, 'KSE', ''));
    expect(system.runs).toHaveLength(1);
  });

  it('differs by machine, account, product and scope, and by nothing else', async () => {
    const ids = await Promise.all([
      machineId({ product: 'KSE', system: linux() }),
      machineId({ product: 'KSE', system: linux(OS_ID.toUpperCase()), home: '/elsewhere' }),
      machineId({ product: 'KSE', system: linux(OS_ID.replace('3', '4')) }),
      machineId({ product: 'KSE', system: linux(OS_ID, 1001) }),
      machineId({ product: 'KSF', system: linux() }),
      machineId({ product: 'KSE', system: linux(), scope: 'machine' }),
    ]);
    expect(ids[1]).toBe(ids[0]);
    expect(new Set(ids).size).toBe(5);
  });

  it('has nothing to do with the host name', async () => {
    const renamed = { ...linux(), hostName: () => 'renamed', userName: () => 'renamed' };
    expect(await machineId({ product: 'KSE', system: renamed })).toBe(
      await machineId({ product: 'KSE', system: linux() }),
    );
  });

  it('makes no key and no folder', async () => {
    const home = join(await tempFolder(), 'home');
    await machineId({ product: 'KSE', home, system: linux() });
    await expect(access(home)).rejects.toThrow();
  });

  it('refuses where the system has none, and where the options make no sense', async () => {
    const none = machineId({ product: 'KSE', system: fakeSystem() });
    await expect(none).rejects.toMatchObject({ code: 'machine-id-unavailable' });
    const traversal = machineId({ product: '../KSE', system: linux() });
    await expect(traversal).rejects.toMatchObject({ code: 'product-invalid' });
    await expect(machineId({ product: 'KSE', scope: 'all' as 'user', system: linux() })).rejects.toThrow(
      TypeError,
    );
    await expect(machineId({ product: 'KSE', identity: 'tpm' as 'os', system: linux() })).rejects.toThrow(
      TypeError,
    );
  });

  it('finds the ID of the very machine the tests run on, or says that it has none', async () => {
    const real = machineId({ product: 'KSE', system: nodeSystem() });
    const answer = await real.catch((error: unknown) => error);
    if (typeof answer === 'string') expect(parseMachineId(answer, 'KSE').ok).toBe(true);
    else expect(answer).toMatchObject({ code: 'machine-id-unavailable' });
  });
});

describe('machineId from a device key', () => {
  it('commits to the key, which is made once', async () => {
    const options = {
      product: 'KSE',
      identity: 'device',
      home: await tempFolder(),
      system: fakeSystem(),
    } as const;
    const id = await machineId(options);
    expect(await machineId(options)).toBe(id);
    const { kid } = await deviceSigner(options, { create: false });
    const hash = createHash('sha256').update(`latchkey/device/v1\0KSE\0${kid}`).digest('hex');
    expect(decode(id)).toEqual({ scheme: 1, hex: hash.slice(0, 32) });
  });

  it('differs by key and by product', async () => {
    const [a, b] = [await tempFolder(), await tempFolder()];
    const options = { product: 'KSE', identity: 'device', system: fakeSystem() } as const;
    const ids = await Promise.all([
      machineId({ ...options, home: a }),
      machineId({ ...options, home: b }),
      machineId({ ...options, home: a, product: 'KSF' }),
    ]);
    expect(new Set(ids).size).toBe(3);
  });
});

describe('a lost device key', () => {
  it('is said, and not replaced, where licenses are stored that it belongs to', async () => {
    const home = await tempFolder();
    const options = { product: 'KSE', identity: 'device', home, system: fakeSystem() } as const;
    await machineId(options);
    await mkdir(join(home, 'KSE'));
    await writeFile(join(home, 'KSE', 'license.lic'), 'whatever it says');
    await rm(join(home, 'device-key.json'));
    await expect(machineId(options)).rejects.toMatchObject({ code: 'device-key-missing' });
    await rm(join(home, 'KSE', 'license.lic'));
    await expect(machineId(options)).resolves.toMatch(/^kse1/);
  });
});
