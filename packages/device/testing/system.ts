import { randomBytes } from 'node:crypto';
import type { System } from '../src/system.js';

export interface FakeSystem extends System {
  /** What was run, as one line each. */
  readonly runs: readonly string[];
}

/** An operating system of any kind: files and programs by name, all others missing. */
export function fakeSystem({
  files = {},
  programs = {},
  ...rest
}: Partial<System> & {
  files?: Readonly<Record<string, string>>;
  programs?: Readonly<Record<string, string>>;
} = {}): FakeSystem {
  const runs: string[] = [];
  const answer = (answers: Readonly<Record<string, string>>, name: string): Promise<string> =>
    Object.hasOwn(answers, name)
      ? Promise.resolve(answers[name] ?? '')
      : Promise.reject(new Error(`no ${name}`));
  return {
    platform: 'linux',
    readText: (path) => answer(files, path),
    run: (file, args) => {
      runs.push([file, ...args].join(' '));
      return answer(programs, file);
    },
    uid: () => 1000,
    hostName: () => 'workshop-7',
    userName: () => 'ada',
    randomBytes: (length) => new Uint8Array(randomBytes(length)),
    homeDir: () => '/nowhere',
    runs,
    ...rest,
  };
}

export const OS_ID = '3d1219c7c4c5404aaa1f6d2a48adfda4';

/** A Linux machine with an ID. */
export function linux(osId = OS_ID, uid = 1000): FakeSystem {
  return fakeSystem({ files: { '/etc/machine-id': `${osId}\n` }, uid: () => uid });
}

/** What `ioreg -rd1 -c IOPlatformExpertDevice` prints. */
export function ioreg(uuid: string): string {
  return `+-o J314sAP  <class IOPlatformExpertDevice, id 0x10000024b, registered, matched, active, busy 0 (176519 ms), retain 41>
    {
      "manufacturer" = <"Apple Inc.">
      "compatible" = <"J314sAP","MacBookPro18,3","AppleARM">
      "IOPolledInterface" = "AppleARMWatchdogTimerHibernateHandler is not serializable"
      "#address-cells" = <02000000>
      "IOPlatformSerialNumber" = "C02XG0FDH7JY"
      "IOPlatformUUID" = "${uuid}"
      "IORegistryEntryPropertyKeys" = ("IOPlatformUUID")
      "model" = <"MacBookPro18,3">
    }

`;
}

/** What `reg.exe query … /v MachineGuid` prints. */
export function regQuery(guid: string, gap = '    '): string {
  return [
    '',
    'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Cryptography',
    `    MachineGuid${gap}REG_SZ${gap}${guid}`,
    '',
    '',
  ].join('\r\n');
}

export const REG = 'C:\\Windows\\System32\\reg.exe';
export const WHOAMI = 'C:\\Windows\\System32\\whoami.exe';
export const IOREG = '/usr/sbin/ioreg';
