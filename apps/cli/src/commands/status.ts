import type { Command } from 'commander';
import { readLicenses } from '@latchkey/device';
import { loadKeys } from '../files.js';
import { parseProduct, toMachineOptions, withMachine, type MachineFlags } from '../options.js';
import { keysFile, printState } from '../state.js';

export function register(program: Command): void {
  withMachine(
    program
      .command('status')
      .description('say which stored license counts on this machine, and what was refused')
      .option('--keys <file>', 'key set (JWKS) to trust; by default the one of the last activation')
      .requiredOption('--product <code>', 'product code', parseProduct)
      .addHelpText('after', '\nExample:\n  $ latchkey status --product KSE'),
  ).action(run);
}

async function run(flags: MachineFlags & { keys?: string }): Promise<void> {
  const options = toMachineOptions(flags);
  const keys = await loadKeys(flags.keys ?? keysFile(options));
  printState(await readLicenses({ ...options, keys }));
}
