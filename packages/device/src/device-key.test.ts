import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { createKeyFile, readKeyFile } from '@latchkey/crypto/node';
import { verifySignature } from '@latchkey/crypto';
import { describe, expect, it } from 'vitest';
import { makeFifo, tempFolder } from '../testing/home.js';
import { fakeSystem } from '../testing/system.js';
import { deviceSigner } from './device-key.js';

const good = await createKeyFile('device');
const issuerKey = await createKeyFile('issuer');
const options = (home: string) => ({ product: 'KSE', home, system: fakeSystem() });

describe('deviceSigner', () => {
  it('makes a key once, for its owner only', async () => {
    const home = join(await tempFolder(), 'deep', 'home');
    const made = await deviceSigner(options(home), { create: true });
    const again = await deviceSigner(options(home), { create: true });
    const found = await deviceSigner({ ...options(home), product: 'OTHER' }, { create: false });
    expect([again.kid, found.kid]).toEqual([made.kid, made.kid]);
    expect(await readdir(home)).toEqual(['device-key.json']);
    const file = readKeyFile(await readFile(join(home, 'device-key.json'), 'utf8'));
    expect(file).toMatchObject({ purpose: 'device', kid: made.kid, sealed: false });
    if (process.platform === 'win32') return;
    expect((await stat(join(home, 'device-key.json'))).mode & 0o777).toBe(0o600);
    expect((await stat(home)).mode & 0o777).toBe(0o700);
  });

  it('signs', async () => {
    const signer = await deviceSigner(options(await tempFolder()), { create: true });
    const message = new Uint8Array([1, 2, 3]);
    expect(verifySignature(signer.publicKey, message, await signer.sign(message))).toBe(true);
  });

  it('takes its randomness from the system', async () => {
    const system = fakeSystem({ randomBytes: (length) => new Uint8Array(length).fill(7) });
    const a = await deviceSigner({ ...options(await tempFolder()), system }, { create: true });
    const b = await deviceSigner({ ...options(await tempFolder()), system }, { create: true });
    const c = await deviceSigner(options(await tempFolder()), { create: true });
    expect(b.kid).toBe(a.kid);
    expect(c.kid).not.toBe(a.kid);
  });

  it('makes none where none is to be made', async () => {
    const home = await tempFolder();
    await expect(deviceSigner(options(home), { create: false })).rejects.toMatchObject({
      name: 'LatchkeyError',
      code: 'device-key-missing',
    });
    expect(await readdir(home)).toEqual([]);
  });

  it.each([
    ['empty', ''],
    ['cut off', good.slice(0, 100)],
    ['not JSON', 'secret'],
    ['of an issuer', issuerKey],
    ['with another public key', good.replace(/"x":"./, '"x":"_')],
    ['with another secret', good.replace(/"secret":"[^"]*"/, `"secret":"${'A'.repeat(43)}"`)],
    ['sealed', JSON.stringify({ ...JSON.parse(good), secret: undefined, sealed: 'AAAA' })],
    ['too large', good + ' '.repeat(10_000)],
    ['binary', '\u0000\uFFFD'],
  ])('refuses a key file that is %s, and does not touch it', async (_, text) => {
    const home = await tempFolder();
    await writeFile(join(home, 'device-key.json'), text);
    for (const create of [true, false]) {
      await expect(deviceSigner(options(home), { create })).rejects.toMatchObject({
        code: 'device-key-invalid',
        message: expect.stringContaining('was not replaced'),
      });
    }
    expect(await readFile(join(home, 'device-key.json'), 'utf8')).toBe(text);
    expect(await readdir(home)).toEqual(['device-key.json']);
  });

  it('refuses a key file that is a folder, a FIFO or a link in a circle', async () => {
    for (const make of [
      (path: string) => mkdir(path),
      (path: string) => symlink('device-key.json', path),
      async (path: string) => makeFifo(path),
    ]) {
      const home = await tempFolder();
      await make(join(home, 'device-key.json'));
      await expect(deviceSigner(options(home), { create: true })).rejects.toMatchObject({
        code: 'device-key-invalid',
      });
    }
  });

  it('does not write through a link to nothing', async () => {
    const home = await tempFolder();
    await symlink(join(home, 'elsewhere'), join(home, 'device-key.json'));
    await expect(deviceSigner(options(home), { create: true })).rejects.toMatchObject({
      code: 'device-key-missing',
    });
    expect(await readdir(home)).toEqual(['device-key.json']);
  });

  it('never shows the secret', async () => {
    const home = await tempFolder();
    const secret = /"secret":"([^"]*)"/.exec(good)?.[1] ?? '';
    await writeFile(join(home, 'device-key.json'), good.replace('"purpose":"device"', '"purpose":"devil"'));
    const error: unknown = await deviceSigner(options(home), { create: true }).catch(
      (reason: unknown) => reason,
    );
    const { message, cause } = error as Error;
    expect(`${message} ${String(cause)}`).not.toContain(secret);
  });

  it('says so where the folder cannot be written', async () => {
    const folder = await tempFolder();
    await writeFile(join(folder, 'file'), 'x');
    const made = deviceSigner(options(join(folder, 'file', 'home')), { create: true });
    await expect(made).rejects.toMatchObject({ code: 'file-unwritable' });
  });
});

describe('deviceSigner in a race', () => {
  it('gives calls at once the same key', async () => {
    const home = join(await tempFolder(), 'home');
    const signers = await Promise.all(
      Array.from({ length: 20 }, () => deviceSigner(options(home), { create: true })),
    );
    expect(new Set(signers.map(({ kid }) => kid)).size).toBe(1);
    expect(await readdir(home)).toEqual(['device-key.json']);
  });

  // A process of its own cannot load TypeScript: this one needs the built package.
  const dist = join(import.meta.dirname, '../dist/index.js');
  it('gives processes at once the same key', { timeout: 30_000 }, async () => {
    const home = join(await tempFolder(), 'home');
    const built = pathToFileURL(dist).href;
    const start = Date.now() + 1500;
    const script = `const { deviceSigner } = await import(${JSON.stringify(built)});
      while (Date.now() < ${start});
      const { kid } = await deviceSigner({ product: 'KSE', home: ${JSON.stringify(home)} }, { create: true });
      console.log(kid);`;
    const kids = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
        return stdout.trim();
      }),
    );
    expect(kids[0]).toMatch(/^[\w-]{43}$/);
    expect(new Set(kids).size).toBe(1);
    expect(await readdir(home)).toEqual(['device-key.json']);
  });
});
