import path from 'node:path';
import type { Command } from 'commander';
import { createKeyFile, readKeyFile } from '@latchkey/crypto/node';
import { writeNewFile } from '@latchkey/device/files';
import { readText } from '../../files.js';
import { print, remark } from '../../output.js';
import { readPassphrase } from '../../passphrase.js';
import { publishKeys } from '../../service/published-keys.js';
import { withPlace, type PlaceFlags } from '../../service/place.js';

interface Flags extends PlaceFlags {
  readonly key: string;
  readonly out: string;
  readonly passphraseFile?: string;
}

export function registerKeys(admin: Command): void {
  withPlace(admin.command('rotate-key'))
    .description('make the next issuer key, and publish it beside the present one')
    .requiredOption('--key <file>', 'the key file that signs now')
    .requiredOption('--out <file>', 'the new key file')
    .option('--passphrase-file <file>', 'seal the new key with the first line of this file')
    .addHelpText(
      'after',
      '\nExample:\n  $ latchkey admin rotate-key --key issuer.key.json --out next.key.json --passphrase-file pass.txt',
    )
    .action(rotate);
}

/** The new key is published before anything is signed with it: verifiers learn it in time. */
async function rotate({ data, key, out, passphraseFile }: Flags): Promise<void> {
  const present = readKeyFile(await readText(key));
  const passphrase = passphraseFile === undefined ? undefined : await readPassphrase(passphraseFile);
  const text = await createKeyFile('issuer', { passphrase });
  const next = readKeyFile(text);
  await writeNewFile(out, text, 0o600);
  const file = path.join(data, 'keys.json');
  await publishKeys(file, [next.publicKey, present.publicKey]);
  print(`Wrote ${out}, key ${next.kid}, and both public keys to ${file}.`);
  remark(
    `Give ${file} to those who verify without this service. When they have it, start the service with --key ${out}.`,
  );
}
