import { join } from 'node:path';
import { parseStrictJson } from '@latchkey/core';
import { readSmallFile } from './read-small-file.js';
import { toMarks, type ClockMarks } from './shared/clock-marks.js';
import { makeFolder, PRIVATE_FILE, replaceFile } from './write-file.js';

/** Both marks take 50. */
const MAX_BYTES = 1024;

/**
 * Reads the clock marks of this machine, `clock.json` in the folder `home`.
 *
 * @returns the marks, or `undefined` where there are none that make sense. Never rejects: a lost file must
 *   not lock anybody out, the stored licenses say enough to begin again.
 */
export async function readMarks(home: string): Promise<ClockMarks | undefined> {
  try {
    return parse(Buffer.from(await readSmallFile(fileOf(home), MAX_BYTES + 1)).toString('utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Writes the clock marks of this machine.
 *
 * @returns false where they could not be written, as on a read-only disk. Never rejects.
 */
export async function writeMarks(home: string, { signed, local }: ClockMarks): Promise<boolean> {
  try {
    await makeFolder(home);
    await replaceFile(fileOf(home), `${JSON.stringify({ signed, local })}\n`, PRIVATE_FILE);
    return true;
  } catch {
    return false;
  }
}

function fileOf(home: string): string {
  return join(home, 'clock.json');
}

function parse(text: string): ClockMarks | undefined {
  if (text.length > MAX_BYTES) return undefined;
  const json = parseStrictJson(Buffer.from(text.trimEnd()));
  return json.ok ? toMarks(json.value) : undefined;
}
