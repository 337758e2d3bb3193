import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFifo, tempFolder } from '../testing/home.js';
import { addLicense, licenseFolder, listLicenses } from './license-folder.js';

const JTI = '0190163d-8694-739b-aea5-966c26f8ad91';
const bytes = (text: string) => new Uint8Array(Buffer.from(text));

describe('licenseFolder', () => {
  it('is named after the product', () => {
    expect(licenseFolder({ product: 'KSE', home: '/srv/latchkey' })).toBe(resolve('/srv/latchkey/KSE'));
    expect(() => licenseFolder({ product: '..', home: '/srv' })).toThrow(
      expect.objectContaining({ code: 'product-invalid' }),
    );
  });
});

describe('addLicense', () => {
  it('names the file after the license, and makes the folder', async () => {
    const folder = join(await tempFolder(), 'home', 'KSE');
    const file = await addLicense(folder, bytes('a.b.c\n'), { jti: JTI });
    expect(file).toBe(join(folder, `${JTI}.lic`));
    expect(await readFile(file, 'utf8')).toBe('a.b.c\n');
    if (process.platform === 'win32') return;
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  it('changes nothing where the same bytes are there', async () => {
    const folder = await tempFolder();
    const file = await addLicense(folder, bytes('a.b.c\n'), { jti: JTI });
    const before = await stat(file);
    expect(await addLicense(folder, bytes('a.b.c\n'), { jti: JTI })).toBe(file);
    expect((await stat(file)).ino).toBe(before.ino);
    expect(await readdir(folder)).toEqual([`${JTI}.lic`]);
  });

  it.each(['', 'a.b', 'x'.repeat(9000)])('replaces a damaged file', async (damaged) => {
    const folder = await tempFolder();
    await writeFile(join(folder, `${JTI}.lic`), damaged);
    const file = await addLicense(folder, bytes('a.b.c\n'), { jti: JTI });
    expect(await readFile(file, 'utf8')).toBe('a.b.c\n');
  });

  it('replaces a link to nothing, and says so where a folder is in its place', async () => {
    const folder = await tempFolder();
    await symlink('nowhere', join(folder, `${JTI}.lic`));
    await addLicense(folder, bytes('a'), { jti: JTI });
    expect(await readFile(join(folder, `${JTI}.lic`), 'utf8')).toBe('a');
    await mkdir(join(folder, 'other', `${JTI}.lic`, 'inner'), { recursive: true });
    await expect(addLicense(join(folder, 'other'), bytes('a'), { jti: JTI })).rejects.toMatchObject({
      code: 'file-unwritable',
    });
  });

  it('says so where the folder cannot be made', async () => {
    const folder = await tempFolder();
    await writeFile(join(folder, 'home'), 'a file');
    await expect(addLicense(join(folder, 'home', 'KSE'), bytes('a'), { jti: JTI })).rejects.toMatchObject({
      code: 'file-unwritable',
    });
  });
});

describe('listLicenses', () => {
  it('is empty where nothing is there', async () => {
    const folder = await tempFolder();
    expect(await listLicenses(folder)).toEqual([]);
    expect(await listLicenses(join(folder, 'KSE'))).toEqual([]);
  });

  it('reads the .lic files, sorted, and no others', async () => {
    const folder = await tempFolder();
    for (const name of ['b.lic', 'a.lic', 'keys.json', '.latchkey-1.tmp', 'a.lic.bak', 'c.LIC']) {
      await writeFile(join(folder, name), name);
    }
    const files = await listLicenses(folder);
    expect(files.map(({ file }) => file)).toEqual([join(folder, 'a.lic'), join(folder, 'b.lic')]);
    expect(files.map((file) => 'data' in file && Buffer.from(file.data).toString())).toEqual([
      'a.lic',
      'b.lic',
    ]);
  });

  it('says of each file that cannot be read why', async () => {
    const folder = await tempFolder();
    await mkdir(join(folder, 'dir.lic'));
    await symlink('nowhere', join(folder, 'dangling.lic'));
    await symlink('loop.lic', join(folder, 'loop.lic'));
    await writeFile(join(folder, 'good.lic'), 'good');
    if (process.platform !== 'win32') makeFifo(join(folder, 'fifo.lic'));
    const codes = (await listLicenses(folder)).map((entry) => ('error' in entry ? entry.error.code : 'read'));
    const fifo = process.platform === 'win32' ? [] : ['file-not-regular'];
    expect(codes).toEqual(['file-not-found', 'file-not-regular', ...fifo, 'read', 'file-unreadable']);
  });

  it('reads the last 10,000 of more', async () => {
    const folder = await tempFolder();
    const names = Array.from({ length: 10_002 }, (_, i) => `${String(i).padStart(6, '0')}.lic`);
    for (const name of names) await symlink('nowhere', join(folder, name));
    const files = await listLicenses(folder);
    expect(files).toHaveLength(10_000);
    expect(files[0]?.file).toBe(join(folder, '000002.lic'));
  });

  it('rejects where the folder is none', async () => {
    const file = join(await tempFolder(), 'KSE');
    await writeFile(file, 'a file');
    await expect(listLicenses(file)).rejects.toMatchObject({ code: 'file-unreadable' });
  });
});
