import { InvalidArgumentError, Option, type Command } from 'commander';
import { endOfDate, printable } from '@latchkey/core';
import type { License } from '@latchkey/issuer';
import { collect, parseProduct, parseTime } from '../../options.js';
import { print, when } from '../../output.js';
import { loadIssuer } from '../../service/optional.js';
import { withLedger, withPlace, type PlaceFlags } from '../../service/place.js';
import { CONSOLE, printTable } from './console.js';

interface Change extends PlaceFlags {
  readonly org: string;
  readonly name?: string;
  readonly quantity?: number;
  readonly starts?: number;
  readonly ends?: number;
  readonly feature?: string[];
}

interface Purchase extends Change {
  readonly product: string;
  readonly name: string;
  readonly type: License['type'];
  readonly billing: License['billing'];
  readonly quantity: number;
  readonly ends: number;
}

export function registerLicenses(admin: Command): void {
  const license = admin.command('license').description('licenses that organizations have purchased');
  withOrg(license.command('create'))
    .description('add a purchased license')
    .requiredOption('--product <code>', 'product code', parseProduct)
    .requiredOption('--name <name>', 'what people call it')
    .requiredOption('--quantity <n>', 'seats', parseQuantity)
    .requiredOption('--ends <date>', 'last day of the paid term', parseEnd)
    .option('--starts <time>', 'begin of the paid term (now)', parseTime)
    .option('--feature <name>', 'an entitlement; may be given several times', collect)
    .addOption(
      new Option('--type <type>', 'bound to machines, or not')
        .choices(['node-locked', 'floating'])
        .default('node-locked'),
    )
    .addOption(
      new Option('--billing <cycle>', 'how it is paid').choices(['monthly', 'yearly']).default('yearly'),
    )
    .addHelpText(
      'after',
      '\nExample:\n  $ latchkey admin license create --org acme --product KSE --name "Studio yearly" --quantity 10 --ends 2027-12-31',
    )
    .action(create);
  withOrg(license.command('update'))
    .description('change seats, term, name or entitlements; what was issued stays as it is')
    .argument('<id>', 'ID of the license, see "latchkey admin license list"')
    .option('--name <name>', 'what people call it')
    .option('--quantity <n>', 'seats', parseQuantity)
    .option('--ends <date>', 'last day of the paid term', parseEnd)
    .option('--starts <time>', 'begin of the paid term', parseTime)
    .option('--feature <name>', 'an entitlement; may be given several times', collect)
    .action(update);
  withOrg(license.command('list')).description('list the licenses of an organization').action(list);
}

function withOrg(command: Command): Command {
  return withPlace(command).requiredOption('--org <id>', 'ID of the organization');
}

async function create(flags: Purchase): Promise<void> {
  const { createLicense } = await loadIssuer();
  const { org: organizationId, product, name, type, billing, quantity, ends: endsAt, feature } = flags;
  const license = await withLedger(flags, (ledger) =>
    createLicense(ledger, CONSOLE, {
      organizationId,
      product,
      name,
      type,
      billing,
      quantity,
      startsAt: flags.starts ?? ledger.now(),
      endsAt,
      ...(feature && { features: feature }),
    }),
  );
  print(`Added ${license.id}.`);
}

async function update(id: string, flags: Change): Promise<void> {
  const { updateLicense } = await loadIssuer();
  const { org: organizationId, name, quantity, starts: startsAt, ends: endsAt, feature } = flags;
  const change = {
    ...(name !== undefined && { name }),
    ...(quantity !== undefined && { quantity }),
    ...(startsAt !== undefined && { startsAt }),
    ...(endsAt !== undefined && { endsAt }),
    ...(feature && { features: feature }),
  };
  await withLedger(flags, (ledger) => updateLicense(ledger, CONSOLE, { organizationId, id }, change));
  print(`Changed ${id}. What was issued stays as it is.`);
}

async function list(flags: Change): Promise<void> {
  const { listLicenses } = await loadIssuer();
  const all = await withLedger(flags, (ledger) => listLicenses(ledger, CONSOLE, flags.org));
  const rows = all.map(({ id, product, name, type, billing, seats, endsAt }) => [
    id,
    product,
    printable(name),
    type,
    billing,
    `${seats.available} of ${seats.quantity} available`,
    when(endsAt),
  ]);
  const head = ['ID', 'Product', 'Name', 'Type', 'Billing', 'Seats', 'Ends'];
  printTable(head, rows, 'This organization has no license yet.');
}

function parseQuantity(value: string): number {
  if (/^\d{1,7}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('Write a whole number of seats, 0 or more.');
}

/** A date means the midnight, UTC, that follows it. */
function parseEnd(value: string): number {
  return /^\d{4}-\d\d-\d\d$/.test(value) ? endOfDate(value) : parseTime(value);
}
