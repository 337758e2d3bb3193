import type { Command } from 'commander';
import { activate, readLicenses } from '@latchkey/device';
import { replaceFile } from '@latchkey/device/files';
import { EXIT, raiseExitCode } from '../exit.js';
import { loadKeys, readToken } from '../files.js';
import { parseProduct, toMachineOptions, withMachine, type MachineFlags } from '../options.js';
import { print } from '../output.js';
import { advice } from '../report.js';
import { keysFile, printState } from '../state.js';

export function register(program: Command): void {
  withMachine(
    program
      .command('activate')
      .description('verify a license for this machine and store it')
      .requiredOption('--keys <file>', 'key set (JWKS) to trust')
      .requiredOption('--product <code>', 'product code', parseProduct)
      .argument('<file>', 'the license file, or - for standard input')
      .addHelpText('after', '\nExample:\n  $ latchkey activate --keys keys.json --product KSE KSE_kse1….lic'),
  ).action(run);
}

async function run(file: string, flags: MachineFlags & { keys: string }): Promise<void> {
  const options = { ...toMachineOptions(flags), keys: await loadKeys(flags.keys) };
  const { verdict, storedAs } = await activate(await readToken(file), options);
  if (storedAs === undefined) {
    if (!verdict.ok) print(`${verdict.reason}: ${advice(verdict)}`);
    raiseExitCode(EXIT.refused);
    return;
  }
  print(`Stored as ${storedAs}`);
  await replaceFile(keysFile(options), JSON.stringify(options.keys.toJwks()));
  printState(await readLicenses(options));
}
