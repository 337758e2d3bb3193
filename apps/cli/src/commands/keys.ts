import { Option, type Command } from 'commander';
import { issuerJwk } from '@latchkey/crypto';
import { createKeyFile, readKeyFile } from '@latchkey/crypto/node';
import { writeNewFile } from '@latchkey/device/files';
import { readText } from '../files.js';
import { print, remark } from '../output.js';
import { readPassphrase } from '../passphrase.js';

export function register(program: Command): void {
  const keys = program.command('keys').description('make issuer keys, and publish their public part');
  keys
    .command('new')
    .description('make an issuer key and write it to a new file that only you can read')
    .option('--out <file>', 'the key file', 'issuer.key.json')
    .addOption(
      new Option('--passphrase-file <file>', 'seal the key with the first line of this file').env(
        'LATCHKEY_PASSPHRASE_FILE',
      ),
    )
    .addHelpText(
      'after',
      '\nExample:\n  $ latchkey keys new --out issuer.key.json --passphrase-file pass.txt',
    )
    .action(createKey);
  keys
    .command('public')
    .description('print the key set (JWKS) that verifiers trust')
    .argument('<file...>', 'key files: the one that signs, and retired ones whose licenses still run')
    .addHelpText('after', '\nExample:\n  $ latchkey keys public issuer.key.json retired.key.json > keys.json')
    .action(printKeySet);
}

async function createKey({ out, passphraseFile }: { out: string; passphraseFile?: string }): Promise<void> {
  const passphrase = passphraseFile === undefined ? undefined : await readPassphrase(passphraseFile);
  const text = await createKeyFile('issuer', { passphrase });
  await writeNewFile(out, text, 0o600);
  print(`Wrote ${out}, key ${readKeyFile(text).kid}`);
  if (passphrase === undefined) {
    remark(
      'The key is not sealed: who reads this file can issue licenses. Seal keys with --passphrase-file.',
    );
  }
}

async function printKeySet(files: string[]): Promise<void> {
  const keys = new Map<string, ReturnType<typeof issuerJwk>>();
  for (const file of files) {
    const { kid, publicKey } = readKeyFile(await readText(file));
    keys.set(kid, issuerJwk(publicKey));
  }
  print(JSON.stringify({ keys: [...keys.values()] }, undefined, 2));
}
