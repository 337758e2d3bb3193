import path from 'node:path';
import type { Command } from 'commander';
import { loadKeys, listLicenses, readToken } from '../../files.js';
import { EXIT, raiseExitCode } from '../../exit.js';
import { print } from '../../output.js';
import { loadIssuer } from '../../service/optional.js';
import { withLedger, withPlace, type PlaceFlags } from '../../service/place.js';
import { CONSOLE } from './console.js';

interface ReconcileFlags extends PlaceFlags {
  readonly keys?: string;
  readonly writeOff?: boolean;
}

export function registerLedger(admin: Command): void {
  withPlace(admin.command('backup'))
    .description('copy the ledger to a new file, while the service runs (SQLite)')
    .argument('<file>', 'a file that is not there yet')
    .action(copy);
  withPlace(admin.command('checkpoint'))
    .description('note how far the ledger has come, and print it')
    .action(note);
  withPlace(admin.command('reconcile'))
    .description('after a restored backup, put back what was issued since')
    .argument('[file...]', 'license files, or folders of them')
    .option('--keys <file>', 'key set (JWKS) of the issuer (keys.json in the data folder)')
    .option('--write-off', 'reserve the seats of what is still missing until it has surely ended')
    .addHelpText('after', '\nExample:\n  $ latchkey admin reconcile downloads/ --write-off')
    .action(reconcileAll);
}

async function copy(file: string, place: PlaceFlags): Promise<void> {
  const { backup } = await loadIssuer();
  await withLedger(place, ({ db }) => backup(db, file));
  print(`Wrote ${file}. Keep it apart from the checkpoint file.`);
}

async function note(place: PlaceFlags): Promise<void> {
  const { noteCheckpoint, takeCheckpoint } = await loadIssuer();
  await withLedger(place, async (ledger) => {
    await noteCheckpoint(ledger);
    print(JSON.stringify(await takeCheckpoint(ledger.db, ledger.now()), undefined, 2));
  });
}

async function reconcileAll(files: string[], flags: ReconcileFlags): Promise<void> {
  const { reconcile } = await loadIssuer();
  const keys = await loadKeys(flags.keys ?? path.join(flags.data, 'keys.json'));
  const names = (await Promise.all(files.map(listLicenses))).flat();
  const texts: string[] = [];
  for (const name of names) texts.push(Buffer.from(await readToken(name)).toString('utf8'));
  const writeOff = flags.writeOff === true;
  const report = await withLedger(flags, (ledger) =>
    reconcile(ledger, CONSOLE, { files: texts, keys, writeOff }),
  );
  report.files.forEach(({ outcome, detail }, i) => {
    print(`${names[i]}: ${outcome}${detail === undefined ? '' : `. ${detail}`}`);
    if (outcome === 'foreign' || outcome === 'conflict') raiseExitCode(EXIT.refused);
  });
  for (const { id, restored, missing, writtenOff } of report.organizations) {
    const numbers = missing.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`));
    const gap = numbers.length > 0 ? `still missing ${numbers.join(', ')}` : 'complete';
    print(`${id}: ${restored} restored, ${writtenOff} written off, ${gap}`);
    if (missing.length > 0) raiseExitCode(EXIT.refused);
  }
  for (const id of report.absent) {
    print(`${id}: this organization is missing. Create it again with this ID, then reconcile again.`);
    raiseExitCode(EXIT.refused);
  }
}
