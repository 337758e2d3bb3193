import type { Command } from 'commander';
import { LatchkeyError, type Question } from '@latchkey/core';
import { verifyLicense, type KeySet } from '@latchkey/crypto';
import { EXIT, raiseExitCode } from '../exit.js';
import { listLicenses, loadKeys, readToken } from '../files.js';
import {
  parseProduct,
  parseTime,
  readMachineId,
  toMachineOptions,
  withMachine,
  type MachineFlags,
} from '../options.js';
import { describe, print, remark, UsageError } from '../output.js';
import { toLine, toTable, type Result } from '../report.js';

interface Flags extends Omit<MachineFlags, 'product'> {
  keys: string;
  product?: string;
  machine?: string;
  at?: number;
  json?: true;
}

export function register(program: Command): void {
  withMachine(
    program
      .command('verify')
      .description('verify license files; says for each whether it is in force, and if not, why')
      .requiredOption('--keys <file>', 'key set (JWKS) to trust, see "latchkey keys public"')
      .option('--product <code>', 'product the licenses must be for', parseProduct)
      .option('--machine <id>', 'machine the licenses must be for: a machine ID, or "this"')
      .option('--at <time>', 'judge at this time instead of now', parseTime)
      .option('--json', 'print one JSON object a file')
      .argument('<file...>', 'license files, folders of .lic files, or - for standard input')
      .addHelpText('after', HELP),
  ).action(run);
}

const HELP = `
Examples:
  $ latchkey verify --keys keys.json --product KSE --machine this KSE_kse1….lic
  $ latchkey verify --keys keys.json --json licenses/ | jq -c 'select(.ok | not)'`;

async function run(args: string[], flags: Flags): Promise<void> {
  const keys = await loadKeys(flags.keys);
  const question = await toQuestion(flags);
  const results: Result[] = [];
  for (const argument of args) {
    for await (const result of verifyArgument(argument, keys, question)) {
      raiseExitCode('error' in result ? EXIT.trouble : result.verdict.ok ? EXIT.fine : EXIT.refused);
      if (flags.json) print(JSON.stringify(toLine(result, question)));
      else results.push(result);
    }
  }
  if (flags.json) return;
  for (const line of toTable(results)) print(line);
  remark(toUnchecked(question));
}

async function* verifyArgument(argument: string, keys: KeySet, question: Question): AsyncGenerator<Result> {
  let files: string[];
  try {
    files = await listLicenses(argument);
  } catch (error) {
    yield toFailure(argument, error);
    return;
  }
  for (const file of files) {
    try {
      yield { file, verdict: verifyLicense(await readToken(file), { ...question, keys }) };
    } catch (error) {
      yield toFailure(file, error);
    }
  }
}

async function toQuestion(flags: Flags): Promise<Question> {
  const { product = 'any', machine = 'any', at = Date.now() / 1000 } = flags;
  return { product, machineId: await toMachineId(machine, flags), now: at };
}

async function toMachineId(machine: string, { product, ...rest }: Flags): Promise<string> {
  if (machine === 'any') return machine;
  if (machine !== 'this') return readMachineId(machine, product);
  if (product === undefined)
    throw new UsageError('--machine this needs --product: an ID is made for one product.');
  const { machineId } = await import('@latchkey/device');
  return machineId(toMachineOptions({ ...rest, product }));
}

function toFailure(file: string, error: unknown): Result {
  return {
    file,
    error: {
      code: error instanceof LatchkeyError ? error.code : 'file-unreadable',
      message: describe(error),
    },
  };
}

function toUnchecked({ product, machineId }: Question): string {
  const missing = [
    product === 'any' && 'product (add --product)',
    machineId === 'any' && 'machine (add --machine)',
    "this machine's clock and device key (use: latchkey status)",
  ];
  return `Not checked: ${missing.filter(Boolean).join(', ')}.`;
}
