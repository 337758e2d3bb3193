import type { Command } from 'commander';
import { activationRequest } from '@latchkey/device';
import { writeNewFile } from '@latchkey/device/files';
import { parseProduct, toMachineOptions, withMachine, type MachineFlags } from '../options.js';
import { print } from '../output.js';

export function register(program: Command): void {
  withMachine(
    program
      .command('request')
      .description('make an activation request: the machine ID and a device key, signed by that key')
      .requiredOption('--product <code>', 'product code', parseProduct)
      .option('--out <file>', 'write it to a new file instead of printing it')
      .addHelpText('after', '\nExample:\n  $ latchkey request --product KSE --out my-machine.req'),
  ).action(run);
}

async function run({ out, ...flags }: MachineFlags & { out?: string }): Promise<void> {
  const text = await activationRequest({ ...toMachineOptions(flags), now: Math.floor(Date.now() / 1000) });
  if (out === undefined) {
    print(text.trimEnd());
    return;
  }
  await writeNewFile(out, text, 0o644);
  print(`Wrote ${out}. Send it to an Owner or Admin of your organization.`);
}
