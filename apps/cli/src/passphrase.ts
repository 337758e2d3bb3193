import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { LatchkeyError } from '@latchkey/core';
import { openKeyFile, readKeyFile, type KeyPurpose } from '@latchkey/crypto/node';
import type { Signer } from '@latchkey/crypto';
import { readText } from './files.js';

/** Opens a key file; a sealed one with the passphrase from a file, else asked for on a terminal. */
export async function openKey(file: string, purpose: KeyPurpose, passphraseFile?: string): Promise<Signer> {
  const text = await readText(file);
  const passphrase = readKeyFile(text).sealed ? await getPassphrase(passphraseFile) : undefined;
  return openKeyFile(text, { purpose, passphrase });
}

/** The first line of a passphrase file; its line break does not count. */
export async function readPassphrase(file: string): Promise<string> {
  const [passphrase = ''] = (await readText(file)).split(/\r?\n/, 1);
  if (passphrase !== '') return passphrase;
  throw new LatchkeyError(
    'passphrase-invalid',
    `The first line of ${file} is empty. Write the passphrase there.`,
  );
}

async function getPassphrase(file: string | undefined): Promise<string> {
  if (file !== undefined) return readPassphrase(file);
  if (process.stdin.isTTY) return ask('Passphrase: ');
  throw new LatchkeyError(
    'passphrase-required',
    'The key file is sealed. Add --passphrase-file with its passphrase.',
  );
}

async function ask(question: string): Promise<string> {
  process.stderr.write(question);
  // What is typed goes nowhere.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const prompt = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  try {
    return await prompt.question('');
  } finally {
    prompt.close();
    process.stderr.write('\n');
  }
}
