import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Option, type Command } from 'commander';
import { LatchkeyError } from '@latchkey/core';
import type { Signer } from '@latchkey/crypto';
import type { Ledger } from '@latchkey/issuer';
import { loadIssuer } from './optional.js';

/** Where the ledger is. */
export interface PlaceFlags {
  readonly data: string;
  readonly databaseUrl?: string;
  readonly checkpoints?: string;
}

/** Adds the options of {@link PlaceFlags}. */
export function withPlace(command: Command): Command {
  return command
    .addOption(new Option('--data <dir>', 'folder of the ledger').env('LATCHKEY_DATA').default('.latchkey'))
    .addOption(
      new Option('--database-url <url>', 'keep the ledger in PostgreSQL instead').env(
        'LATCHKEY_DATABASE_URL',
      ),
    )
    .addOption(
      new Option(
        '--checkpoints <file>',
        'where the last numbers are noted, outside of every backup (beside the folder)',
      ).env('LATCHKEY_CHECKPOINTS'),
    );
}

/** Opens the ledger for work at the console, where nothing is signed. */
export async function openLedger(flags: PlaceFlags, signer: Signer = NO_SIGNER): Promise<Ledger> {
  const { fileCheckpoints, openDatabase } = await loadIssuer();
  await mkdir(flags.data, { recursive: true, mode: 0o700 });
  const url = flags.databaseUrl ?? process.env.DATABASE_URL;
  const db = await openDatabase(url === undefined ? { file: path.join(flags.data, 'ledger.db') } : { url });
  return {
    db,
    issuer: '',
    signer,
    checkpoints: fileCheckpoints(checkpointFile(flags)),
    now: () => Math.floor(Date.now() / 1000),
    random: (length) => randomBytes(length),
  };
}

/** Runs a piece of work on the ledger and closes it. */
export async function withLedger<T>(flags: PlaceFlags, work: (ledger: Ledger) => Promise<T>): Promise<T> {
  const ledger = await openLedger(flags);
  try {
    return await work(ledger);
  } finally {
    await ledger.checkpoints?.flush();
    await ledger.db.destroy();
  }
}

/** Beside the data folder, so that who restores the one from a backup does not restore the other. */
function checkpointFile({ data, checkpoints }: PlaceFlags): string {
  return checkpoints ?? `${path.resolve(data)}.checkpoint.json`;
}

const NO_SIGNER: Signer = {
  publicKey: new Uint8Array(32),
  kid: '',
  sign: () => {
    throw new LatchkeyError('signing-fault', 'Nothing is issued at the console. Use the service.');
  },
};
