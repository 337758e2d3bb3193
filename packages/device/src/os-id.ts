import { findOsIdFault, LatchkeyError } from '@latchkey/core';
import type { System } from './system.js';

/** A place where the operating system may keep an ID of the machine. */
interface Source {
  readonly name: string;
  /** The ID as it stands there, or empty. Rejects where the place is missing. */
  read(): Promise<string>;
}

/** What `findOsIdFault` finds, said so that an administrator knows what to look for. */
const FAULTS = {
  empty: 'holds no ID',
  malformed: 'holds something that is no machine ID',
  worthless: 'holds a placeholder that many machines share',
};

/**
 * The operating system's ID of this machine, from the first source that has a sound one. There is no other
 * way out: a host name, a disk or a network card can be changed or copied by accident.
 *
 * @throws LatchkeyError `machine-id-unavailable`, which names every source and its fault
 */
export async function readOsId(system: System): Promise<string> {
  const tried: string[] = [];
  const causes: unknown[] = [];
  for (const { name, read } of sources(system)) {
    try {
      const osId = await read();
      const fault = findOsIdFault(osId);
      if (fault === undefined) return osId;
      tried.push(`${name} ${FAULTS[fault]}`);
    } catch (error) {
      tried.push(`${name} could not be read`);
      causes.push(error);
    }
  }
  throw new LatchkeyError(
    'machine-id-unavailable',
    `The operating system gave no usable ID of this machine: ${tried.join('; ')}. Have the system create one ` +
      "(on Linux: systemd-machine-id-setup), or use a device key (identity 'device').",
    { cause: causes[0] },
  );
}

function sources(system: System): readonly Source[] {
  if (system.platform === 'darwin') return [macSource(system)];
  if (system.platform === 'win32') return [windowsSource(system)];
  // The BSDs keep the same files, where they have dbus.
  return ['/etc/machine-id', '/var/lib/dbus/machine-id'].map((name) => ({
    name,
    read: () => system.readText(name),
  }));
}

function macSource(system: System): Source {
  const read = async () => {
    const output = await system.run('/usr/sbin/ioreg', ['-rd1', '-c', 'IOPlatformExpertDevice']);
    return /^\s*"IOPlatformUUID"\s*=\s*"([^"\r\n]*)"/m.exec(output)?.[1] ?? '';
  };
  return { name: 'IOPlatformUUID', read };
}

function windowsSource(system: System): Source {
  const read = async () => {
    // /reg:64: a 32-bit process would be led to another key, which holds nothing.
    const output = await system.run(windowsProgram(system, 'reg.exe'), [
      'query',
      'HKLM\\SOFTWARE\\Microsoft\\Cryptography',
      '/v',
      'MachineGuid',
      '/reg:64',
    ]);
    return /^[ \t]*MachineGuid[ \t]+REG_SZ[ \t]+(\S.*)$/im.exec(output)?.[1] ?? '';
  };
  return { name: 'MachineGuid', read };
}

/** The full path of one of Windows' own programs. */
export function windowsProgram(system: System, name: string): string {
  return `${(system.windowsFolder ?? 'C:\\Windows').replace(/\\+$/, '')}\\System32\\${name}`;
}
