import { LatchkeyError } from '@latchkey/core';
import { windowsProgram } from './os-id.js';
import type { System } from './system.js';

/** `"machine\user","S-1-5-21-…"`: the one line `whoami` writes; the name may be in any language and code page. */
const WHOAMI = /^"[^"\r\n]*","(S-1-\d+(?:-\d+)+)"$/;

/**
 * What identifies the account of this process on this machine: the numeric user ID, or on Windows the SID.
 * Names are not taken, since they can be changed and given again.
 *
 * @throws LatchkeyError `machine-id-unavailable`
 */
export async function readAccount(system: System): Promise<string> {
  if (system.platform === 'win32') return readSid(system);
  const uid = system.uid();
  if (uid === undefined) throw unavailable('the system has no numeric user IDs');
  return String(uid);
}

async function readSid(system: System): Promise<string> {
  let output: string;
  try {
    output = await system.run(windowsProgram(system, 'whoami.exe'), ['/user', '/fo', 'csv', '/nh']);
  } catch (cause) {
    throw unavailable('whoami.exe could not be run', cause);
  }
  const sid = WHOAMI.exec(output.trim())?.[1];
  if (sid === undefined) throw unavailable('whoami.exe named no SID');
  return sid;
}

function unavailable(why: string, cause?: unknown): LatchkeyError {
  return new LatchkeyError(
    'machine-id-unavailable',
    `The account could not be told from others, since ${why}. Use the scope 'machine', or a device key ` +
      "(identity 'device').",
    { cause },
  );
}
