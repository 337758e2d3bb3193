import path from 'node:path';
import { printable } from '@latchkey/core';
import { licenseFolder, type LicenseState, type MachineOptions } from '@latchkey/device';
import { EXIT, raiseExitCode } from './exit.js';
import { count, paint, print, when } from './output.js';
import { advice } from './report.js';

/** Where `activate` keeps the key set, so that `status` needs no more than the product. */
export function keysFile(options: MachineOptions): string {
  return path.join(licenseFolder(options), 'keys.json');
}

/** Prints which license counts, or why none does, and raises the exit code accordingly. */
export function printState(state: LicenseState): void {
  const { verdict, license, daysLeft, next } = state;
  if (license) {
    print(paint('green', `In force until ${when(license.exp)} (${count(daysLeft, 'day')} left)`));
    print(`  licensee    ${printable(license.org.name)}`);
    print(`  license     ${printable(license.lic)}, ${license.jti}`);
    if (license.assignee !== undefined) print(`  assignee    ${printable(license.assignee)}`);
    if (state.features.length > 0) print(`  features    ${state.features.map(printable).join(', ')}`);
  } else {
    raiseExitCode(EXIT.refused);
    print(paint('red', 'Needs a license'));
    if (!verdict) print('  No license file is stored for this product. Load one: latchkey activate');
  }
  print(`  machine ID  ${state.machineId}`);
  if (next) print(`  next        ${when(next.nbf)} until ${when(next.exp)}`);
  for (const entry of state.refused) {
    if ('verdict' in entry && next && entry.verdict.license?.jti === next.jti) continue;
    const why = 'error' in entry ? entry.error.message : `${entry.verdict.reason}: ${advice(entry.verdict)}`;
    print(`  refused     ${printable(entry.file)}: ${why}`);
  }
  if (!state.clockStored) print('  The time could not be noted down: the license folder is not writable.');
}
