import { InvalidArgumentError, Option, type Command } from 'commander';
import { isProductCode, parseMachineId } from '@latchkey/core';
import type { MachineOptions } from '@latchkey/device';
import { UsageError } from './output.js';

/** Options that say which machine, account and folder a command works for. */
export interface MachineFlags {
  product: string;
  scope: 'user' | 'machine';
  identity: 'os' | 'device';
  home?: string;
}

/** Adds the options of {@link MachineFlags}, but for the product. */
export function withMachine(command: Command): Command {
  return command
    .addOption(
      new Option('--scope <scope>', 'license one account on this machine, or the machine')
        .choices(['user', 'machine'])
        .default('user'),
    )
    .addOption(
      new Option('--identity <kind>', "take the operating system's ID, or a device key (containers)")
        .choices(['os', 'device'])
        .default('os'),
    )
    .addOption(
      new Option('--home <dir>', 'folder of licenses and device key (~/.latchkey)').env('LATCHKEY_HOME'),
    );
}

export function toMachineOptions({ product, scope, identity, home }: MachineFlags): MachineOptions {
  return { product, scope, identity, ...(home !== undefined && { home }) };
}

export function parseProduct(value: string): string {
  if (isProductCode(value)) return value;
  throw new InvalidArgumentError(
    'A product code has 2 to 16 capital letters and digits, a letter first, like KSE.',
  );
}

/**
 * Reads a machine ID as typed, and shows where it is wrong.
 *
 * @throws UsageError, which names the mistake and, where it can be known, its place
 */
export function readMachineId(typed: string, product?: string): string {
  const id = parseMachineId(typed, product);
  if (id.ok) return id.text;
  const marks = Array.from({ length: typed.length }, (_, i) => (id.at.includes(i) ? '^' : ' '))
    .join('')
    .trimEnd();
  const shown = id.at.length > 0 ? `\n  ${typed}\n  ${marks}` : '';
  throw new UsageError(`This machine ID is not right. ${id.detail}${shown}`);
}

/** Seconds since 1970, from a number of seconds or an RFC 3339 time or date. */
export function parseTime(value: string): number {
  if (/^\d{1,12}$/.test(value)) return Number(value);
  const known = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.test(value);
  const time = known ? Date.parse(value) / 1000 : Number.NaN;
  if (Number.isFinite(time)) return time;
  throw new InvalidArgumentError(
    'Write a time as 2027-01-31T12:00:00Z, as 2027-01-31 (midnight UTC) or in seconds.',
  );
}

export function parseDays(value: string): number {
  if (/^\d{1,4}$/.test(value) && Number(value) >= 1 && Number(value) <= 3660) return Number(value);
  throw new InvalidArgumentError('Write a whole number of days, from 1 to 3660.');
}

/** Collects an option that may be given several times. */
export function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}
