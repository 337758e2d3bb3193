import type { Command } from 'commander';
import { groupMachineId, parseMachineId } from '@latchkey/core';
import { machineId } from '@latchkey/device';
import { parseProduct, toMachineOptions, withMachine, type MachineFlags } from '../options.js';
import { print, remark } from '../output.js';

export function register(program: Command): void {
  withMachine(
    program
      .command('machine-id')
      .description('print the machine ID of this machine, account and product')
      .requiredOption('--product <code>', 'product code', parseProduct)
      .option('--json', 'print one JSON object')
      .option('--qr', 'print it as a QR code too')
      .addHelpText('after', '\nExample:\n  $ latchkey machine-id --product KSE --qr'),
  ).action(run);
}

async function run(flags: MachineFlags & { json?: true; qr?: true }): Promise<void> {
  const text = await machineId(toMachineOptions(flags));
  if (flags.json) {
    const id = parseMachineId(text);
    const { product, scope } = flags;
    print(
      JSON.stringify({
        machineId: text,
        grouped: groupMachineId(text),
        product,
        scope,
        scheme: id.ok && id.scheme,
      }),
    );
    return;
  }
  print(text);
  if (flags.qr) {
    const { default: encodeQR } = await import('qr');
    // Capitals make a smaller code, and the case of a machine ID does not matter.
    print(encodeQR(text.toUpperCase(), 'term'));
  }
  if (process.stdout.isTTY) remark('Send this machine ID to an Owner or Admin of your organization.');
}
