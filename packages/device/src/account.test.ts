import { describe, expect, it } from 'vitest';
import { fakeSystem, WHOAMI } from '../testing/system.js';
import { readAccount } from './account.js';

describe('readAccount', () => {
  it.each(['linux', 'darwin', 'freebsd'])('is the numeric user ID on %s', async (platform) => {
    expect(await readAccount(fakeSystem({ platform, uid: () => 501 }))).toBe('501');
    expect(await readAccount(fakeSystem({ platform, uid: () => 0 }))).toBe('0');
  });

  it('refuses where the system has no user IDs', async () => {
    const system = fakeSystem({ uid: () => undefined });
    await expect(readAccount(system)).rejects.toMatchObject({ code: 'machine-id-unavailable' });
  });

  it.each([
    ['a local account', '"desktop-7q3\\ada","S-1-5-21-2127521184-1604012920-1887927527-1001"\r\n'],
    ['a garbled name', '"desktop-7q3\\j\uFFFDrgen","S-1-5-21-2127521184-1604012920-1887927527-1001"\r\n'],
    ['a name with a comma', '"corp\\lovelace, ada","S-1-5-21-2127521184-1604012920-1887927527-1001"'],
    ['a Chinese name', '"台式机\\艾达","S-1-5-21-2127521184-1604012920-1887927527-1001"\n\n'],
    ['blank lines', '\r\n"pc\\a","S-1-5-21-2127521184-1604012920-1887927527-1001"\r\n\r\n'],
  ])('is the SID on Windows, with %s', async (_, output) => {
    const system = fakeSystem({ platform: 'win32', programs: { [WHOAMI]: output } });
    expect(await readAccount(system)).toBe('S-1-5-21-2127521184-1604012920-1887927527-1001');
    expect(system.runs).toEqual([`${WHOAMI} /user /fo csv /nh`]);
  });

  it.each([
    ['"nt-autorität\\system","S-1-5-18"\r\n', 'S-1-5-18'],
    ['"azuread\\AdaL","S-1-12-1-3650158091-1190298014-2264302261-1234567890"', undefined],
  ])('takes the SIDs of services and clouds: %s', async (output, sid) => {
    const system = fakeSystem({ platform: 'win32', programs: { [WHOAMI]: output } });
    expect(await readAccount(system)).toBe(sid ?? 'S-1-12-1-3650158091-1190298014-2264302261-1234567890');
  });

  it.each([
    ['whoami is missing', undefined],
    ['it prints nothing', ''],
    ['it prints a name only', 'desktop-7q3\\ada\r\n'],
    ['it prints a header', '"User Name","SID"\r\n"pc\\ada","S-1-5-21-1-2-3-1001"\r\n'],
    ['the SID is cut off', '"pc\\ada","S-1-5"\r\n'],
    ['the SID is a name', '"pc\\ada","ada"\r\n'],
  ])('refuses on Windows where %s', async (_, output) => {
    const programs = output === undefined ? {} : { [WHOAMI]: output };
    await expect(readAccount(fakeSystem({ platform: 'win32', programs }))).rejects.toMatchObject({
      code: 'machine-id-unavailable',
      message: expect.stringContaining("scope 'machine'"),
    });
  });
});
