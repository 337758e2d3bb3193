import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Option, type Command } from 'commander';
import {
  endOfDate,
  freshPeriod,
  LatchkeyError,
  licenseFileName,
  successorFileName,
  successorPeriod,
  uuidV7,
  type LicenseClaims,
  type Life,
} from '@latchkey/core';
import { KeySet, issuerJwk, signLicense, verifyLicense, verifyRequest, type Signer } from '@latchkey/crypto';
import { writeNewFile } from '@latchkey/device/files';
import { loadKeys, readToken } from '../files.js';
import { collect, parseDays, parseProduct, readMachineId } from '../options.js';
import { print, remark, UsageError, when } from '../output.js';
import { openKey } from '../passphrase.js';

interface Flags {
  key: string;
  passphraseFile?: string;
  product: string;
  machine?: string;
  request?: string;
  org: string;
  orgName: string;
  license: string;
  issuer: string;
  assignee?: string;
  days?: number;
  until?: string;
  feature?: string[];
  renews?: string;
  keys?: string;
  out: string;
}

export function register(program: Command): void {
  program
    .command('issue')
    .description('issue an offline license for one machine; this cannot be undone')
    .requiredOption('--key <file>', 'issuer key file, see "latchkey keys new"')
    .addOption(
      new Option('--passphrase-file <file>', 'passphrase of a sealed key file').env(
        'LATCHKEY_PASSPHRASE_FILE',
      ),
    )
    .requiredOption('--product <code>', 'product code', parseProduct)
    .addOption(new Option('--machine <id>', 'machine ID that the user sent').conflicts('request'))
    .option('--request <file>', 'activation request that the user sent')
    .requiredOption('--org <id>', 'organization that holds the purchased license')
    .requiredOption('--org-name <name>', 'its name')
    .requiredOption('--license <id>', 'the purchased license whose seat is used')
    .option('--issuer <name>', 'who issues', 'latchkey')
    .option('--assignee <name>', 'the person it is for')
    .addOption(new Option('--days <n>', 'life in days (60)').argParser(parseDays).conflicts('until'))
    .option('--until <date>', 'last day, as 2027-01-31; it ends at the midnight (UTC) that follows')
    .option('--feature <name>', 'an entitlement; may be given several times', collect)
    .option('--renews <file>', 'the license it succeeds, in the last 14 days of that license')
    .option('--keys <file>', 'key set for --renews, where another key signed that license')
    .option('--out <dir>', 'folder to write to', '.')
    .addHelpText('after', HELP)
    .action(run);
}

const HELP = `
Example:
  $ latchkey issue --key issuer.key.json --product KSE --machine "kse1q 6rxuk …" \\
      --org acme --org-name "Acme Inc." --license LIC-1 --assignee "Ada Lovelace"
It writes KSE_<machineID>.lic and never overwrites a file.`;

async function run(flags: Flags): Promise<void> {
  const now = Math.floor(Date.now() / 1000);
  const machine = await readMachine(flags);
  const life = readLife(flags);
  const signer = await openKey(flags.key, 'issuer', flags.passphraseFile);
  const predecessor =
    flags.renews === undefined ? undefined : await readPredecessor(flags, machine.sub, signer, now);
  const period = predecessor ? successorPeriod(now, predecessor, life) : freshPeriod(now, life);
  const license = toClaims(flags, machine, period);
  const text = await signLicense(license, signer);
  const file = await write(flags.out, license, text, predecessor !== undefined);
  print(`Wrote ${file}`);
  print(`  machine ID  ${license.sub}`);
  print(`  in force    ${when(license.nbf)} until ${when(license.exp)}`);
}

interface Machine {
  sub: string;
  cnf?: { jkt: string };
}

async function readMachine({ machine, request: file, product }: Flags): Promise<Machine> {
  if (machine !== undefined) return { sub: readMachineId(machine, product) };
  if (file === undefined) throw new UsageError('Say which machine: add --machine ID or --request FILE.');
  const read = verifyRequest(await readToken(file), { product });
  if (!read.ok)
    throw new UsageError(`The activation request ${file} is refused (${read.reason}). ${read.detail}`);
  if (read.request.container)
    remark('The request comes from a container: its ID may change when it is rebuilt.');
  return { sub: read.request.sub, cnf: { jkt: read.jkt } };
}

function readLife({ days, until }: Flags): Life {
  if (until !== undefined) return { until: endOfDate(until) };
  return days === undefined ? {} : { days };
}

async function readPredecessor(
  { renews = '', keys, product, org }: Flags,
  machineId: string,
  signer: Signer,
  now: number,
): Promise<LicenseClaims> {
  const trusted =
    keys === undefined ? KeySet.fromJwks({ keys: [issuerJwk(signer.publicKey)] }) : await loadKeys(keys);
  const verdict = verifyLicense(await readToken(renews), { keys: trusted, product, machineId, now });
  const { license } = verdict;
  // An expired one is left to the rule of renewal, which says what to do instead.
  if (!license || !(verdict.ok || verdict.reason === 'expired')) {
    throw refused(`${renews} is refused (${verdict.ok ? 'ok' : verdict.reason}).`);
  }
  if (license.org.id !== org) throw refused(`${renews} belongs to another organization.`);
  return license;
}

function toClaims(
  flags: Flags,
  machine: Machine,
  period: { iat: number; nbf: number; exp: number },
): LicenseClaims {
  const nfc = (text: string) => text.normalize('NFC');
  const features = [...new Set((flags.feature ?? []).map(nfc))].toSorted();
  return {
    iss: nfc(flags.issuer),
    sub: machine.sub,
    aud: flags.product,
    jti: uuidV7(Date.now(), randomBytes(10)),
    ...period,
    org: { id: nfc(flags.org), name: nfc(flags.orgName) },
    lic: nfc(flags.license),
    ...(flags.assignee !== undefined && { assignee: nfc(flags.assignee) }),
    ...(features.length > 0 && { features }),
    ...(machine.cnf && { cnf: machine.cnf }),
  };
}

/** A successor lies beside its predecessor: where the plain name is taken, it gets the one with its first day. */
async function write(
  folder: string,
  license: LicenseClaims,
  text: string,
  successor: boolean,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, licenseFileName(license));
  try {
    await writeNewFile(file, text, 0o644);
    return file;
  } catch (error) {
    if (!successor || !(error instanceof LatchkeyError) || error.code !== 'file-exists') throw error;
  }
  const dated = path.join(folder, successorFileName(license));
  await writeNewFile(dated, text, 0o644);
  return dated;
}

function refused(detail: string): LatchkeyError {
  return new LatchkeyError('not-renewable', `Nothing was issued. ${detail}`);
}
