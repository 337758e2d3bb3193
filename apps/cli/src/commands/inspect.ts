import type { Command } from 'commander';
import { decodeToken, parseStrictJson, printable, REASON_TEXT, type TokenType } from '@latchkey/core';
import { EXIT, raiseExitCode } from '../exit.js';
import { readToken } from '../files.js';
import { paint, print } from '../output.js';

export function register(program: Command): void {
  program
    .command('inspect')
    .description('show what a license or an activation request says, without verifying anything')
    .argument('<file>', 'the file, or - for standard input')
    .addHelpText('after', '\nExample:\n  $ latchkey inspect KSE_kse1….lic')
    .action(run);
}

const KINDS: readonly TokenType[] = ['license+jwt', 'license-request+jwt'];
const TIMES = new Set(['iat', 'nbf', 'exp']);

async function run(file: string): Promise<void> {
  const input = await readToken(file);
  const [license, request] = KINDS.map((typ) => ({ typ, token: decodeToken(input, typ) }));
  const { typ, token } = request?.token.ok ? request : (license as NonNullable<typeof license>);
  print(paint('yellow', 'NOT VERIFIED: anybody can write what follows. Use "latchkey verify" to know.'));
  if (!token.ok) return refuse(token.reason, token.detail);
  const json = parseStrictJson(token.payload);
  if (!json.ok) return refuse('malformed', `The payload ${json.why}.`);
  print(`kind       ${typ}`);
  print(`kid        ${printable(token.kid)}`);
  for (const [name, value] of Object.entries(json.value))
    print(`${printable(name).padEnd(10)} ${show(name, value)}`);
}

function refuse(reason: keyof typeof REASON_TEXT, detail: string): void {
  const { says, next } = REASON_TEXT[reason];
  print(`${reason}: ${says} ${detail} ${next}`);
  raiseExitCode(EXIT.refused);
}

function show(name: string, value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const date = TIMES.has(name) && typeof value === 'number' ? new Date(value * 1000) : undefined;
  const time = date && !Number.isNaN(date.getTime()) ? `  (${date.toISOString()})` : '';
  return printable(text) + time;
}
