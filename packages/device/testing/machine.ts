import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { machineId } from '../src/machine-id.js';
import type { LicenseOptions } from '../src/license-options.js';
import { memoryFolder } from './home.js';
import { START, type Issuer } from './issuer.js';
import { linux } from './system.js';
import { FakeTime } from './timer.js';

/** A machine of the product KSE with a folder of its own, one hour after `START`. */
export interface TestMachine {
  readonly options: LicenseOptions & { readonly home: string };
  readonly time: FakeTime;
  /** Machine ID of the operating system. */
  readonly id: string;
}

export async function newMachine(
  issuer: Issuer,
  changes: Partial<LicenseOptions> = {},
): Promise<TestMachine> {
  const time = new FakeTime(START + 3600);
  const home = await memoryFolder();
  const options = { product: 'KSE', keys: issuer.keys, home, system: linux(), now: time.clock, ...changes };
  return { options: { ...options, home }, time, id: await machineId(options) };
}

/** Puts a file into the license folder by hand. */
export async function put({ options }: TestMachine, name: string, text: string): Promise<string> {
  await mkdir(join(options.home, 'KSE'), { recursive: true });
  const file = join(options.home, 'KSE', name);
  await writeFile(file, text);
  return file;
}
