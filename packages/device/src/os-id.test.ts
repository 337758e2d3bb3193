import { describe, expect, it } from 'vitest';
import { fakeSystem, IOREG, ioreg, OS_ID, REG, regQuery } from '../testing/system.js';
import { readOsId, windowsProgram } from './os-id.js';

const ETC = '/etc/machine-id';
const DBUS = '/var/lib/dbus/machine-id';
const GUID = '8f3c1c5e-2c0b-4f0e-9d7e-0d6a1f1c2b3a';

describe('readOsId on Linux', () => {
  it('takes /etc/machine-id', async () => {
    const system = fakeSystem({ files: { [ETC]: `${OS_ID}\n`, [DBUS]: 'f'.repeat(31) } });
    expect((await readOsId(system)).trim()).toBe(OS_ID);
    expect(system.runs).toEqual([]);
  });

  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['a newline', '\n'],
    ['uninitialized', 'uninitialized\n'],
    ['all zero', '00000000000000000000000000000000\n'],
    ['all zero with hyphens', '00000000-0000-0000-0000-000000000000'],
    ['too short', '3d1219c7c4c5404aaa1f6d2a48adfda\n'],
    ['too long', `${OS_ID}0\n`],
    ['not hexadecimal', 'zd1219c7c4c5404aaa1f6d2a48adfda4\n'],
    ['two lines', `${OS_ID}\n${OS_ID}\n`],
    ['a known duplicate', 'b08dfa6083e7567a1921a715000001fb\n'],
    ['all f', 'ffffffff-ffff-ffff-ffff-ffffffffffff\n'],
    ['a host name', 'workshop-7\n'],
  ])('goes on to dbus where it is %s', async (_, text) => {
    const files = { ...(text !== undefined && { [ETC]: text }), [DBUS]: OS_ID };
    expect(await readOsId(fakeSystem({ files }))).toBe(OS_ID);
  });

  it('says what was tried where no source is sound, and does not take the host name', async () => {
    const system = fakeSystem({ files: { [DBUS]: 'uninitialized' }, hostName: () => OS_ID });
    await expect(readOsId(system)).rejects.toMatchObject({
      code: 'machine-id-unavailable',
      message: expect.stringMatching(
        /\/etc\/machine-id could not be read; \/var\/lib\/dbus\/machine-id holds a placeholder .*systemd-machine-id-setup/,
      ),
    });
  });

  it('does not show what it found', async () => {
    const secret = 'not-a-machine-id-but-private';
    const failure = readOsId(fakeSystem({ files: { [ETC]: secret, [DBUS]: secret } }));
    await expect(failure).rejects.toMatchObject({ message: expect.not.stringContaining(secret) });
  });

  it('takes the same files on a system it has never heard of', async () => {
    const system = fakeSystem({ platform: 'freebsd', files: { [DBUS]: OS_ID } });
    expect(await readOsId(system)).toBe(OS_ID);
  });
});

describe('readOsId on macOS', () => {
  const UUID = '2C3E8A07-2B6C-5E0C-9F0B-6B0B0C8F7A11';
  const mac = (output?: string) =>
    fakeSystem({ platform: 'darwin', programs: output === undefined ? {} : { [IOREG]: output } });

  it.each([
    ['as ioreg prints it', ioreg(UUID)],
    ['with CRLF', ioreg(UUID).replaceAll('\n', '\r\n')],
    ['without indentation', `"IOPlatformUUID" = "${UUID}"`],
    ['squeezed', `  | "IOPlatformSerialNumber" = "X"\n"IOPlatformUUID"="${UUID}"\n`],
  ])('finds IOPlatformUUID %s', async (_, output) => {
    const system = mac(output);
    expect(await readOsId(system)).toBe(UUID);
    expect(system.runs).toEqual(['/usr/sbin/ioreg -rd1 -c IOPlatformExpertDevice']);
  });

  it.each([
    ['ioreg is missing', undefined, 'could not be read'],
    ['ioreg prints nothing', '', 'holds no ID'],
    ['the property is missing', ioreg(UUID).replace('"IOPlatformUUID" =', '"Other" ='), 'holds no ID'],
    ['the UUID is zero', ioreg('00000000-0000-0000-0000-000000000000'), 'holds a placeholder'],
    ['the UUID is a placeholder', ioreg('03000200-0400-0500-0006-000700080009'), 'holds a placeholder'],
    ['the UUID is cut off', ioreg('2C3E8A07-2B6C'), 'no machine ID'],
  ])('refuses where %s', async (_, output, why) => {
    await expect(readOsId(mac(output))).rejects.toMatchObject({
      code: 'machine-id-unavailable',
      message: expect.stringContaining(`IOPlatformUUID ${why === 'no machine ID' ? 'holds something' : why}`),
    });
  });
});

describe('readOsId on Windows', () => {
  const windows = (output?: string, windowsFolder?: string) =>
    fakeSystem({
      platform: 'win32',
      ...(windowsFolder !== undefined && { windowsFolder }),
      programs: output === undefined ? {} : { [REG]: output },
    });

  it.each([
    ['as reg.exe prints it', regQuery(GUID)],
    ['with tabs, as older ones print it', `! REG.EXE VERSION 3.0\r\n${regQuery(GUID, '\t')}`],
    ['with LF', regQuery(GUID).replaceAll('\r\n', '\n')],
    ['with blanks at the end', regQuery(`${GUID}  `)],
    ['under a garbled name of a key', regQuery(GUID).replace('SOFTWARE', 'SOFTW\uFFFDRE')],
  ])('finds MachineGuid %s', async (_, output) => {
    const system = windows(output);
    expect((await readOsId(system)).trim()).toBe(GUID);
    expect(system.runs).toEqual([
      `${REG} query HKLM\\SOFTWARE\\Microsoft\\Cryptography /v MachineGuid /reg:64`,
    ]);
  });

  it.each([
    ['reg.exe fails', undefined, 'could not be read'],
    ['it prints nothing', '', 'holds no ID'],
    ['the value is empty', regQuery(''), 'holds no ID'],
    ['the value is of another type', regQuery(GUID).replace('REG_SZ', 'REG_BINARY'), 'holds no ID'],
    ['another value is printed', regQuery(GUID).replace('MachineGuid', 'OldMachineGuid'), 'holds no ID'],
    [
      'an error is printed',
      'FEHLER: Der angegebene Registrierungsschlüssel wurde nicht gefunden.',
      'holds no',
    ],
    ['it is zero', regQuery('00000000-0000-0000-0000-000000000000'), 'holds a placeholder'],
    ['it is in braces', regQuery(`{${GUID}}`), 'holds something that is no machine ID'],
  ])('refuses where %s', async (_, output, why) => {
    await expect(readOsId(windows(output))).rejects.toMatchObject({
      code: 'machine-id-unavailable',
      message: expect.stringContaining(`MachineGuid ${why}`),
    });
  });

  it.each([
    [undefined, 'C:\\Windows\\System32\\reg.exe'],
    ['D:\\Win', 'D:\\Win\\System32\\reg.exe'],
    ['D:\\Win\\', 'D:\\Win\\System32\\reg.exe'],
  ])('runs programs of the folder %s', (windowsFolder, path) => {
    expect(windowsProgram(windows('', windowsFolder), 'reg.exe')).toBe(path);
  });
});
