import { Option, type Command } from 'commander';
import { printable, type MachineScope } from '@latchkey/core';
import type { Policy } from '@latchkey/issuer';
import { parseDays } from '../../options.js';
import { print } from '../../output.js';
import { loadIssuer } from '../../service/optional.js';
import { withLedger, withPlace, type PlaceFlags } from '../../service/place.js';
import { CONSOLE, printTable } from './console.js';

interface Flags extends PlaceFlags {
  readonly name?: string;
  readonly life?: number | 'term';
  readonly scope?: MachineScope;
  readonly type?: string[];
  readonly billing?: string[];
}

export function registerProducts(admin: Command): void {
  const product = admin.command('product').description('products, and what their licenses may become');
  withPolicy(withPlace(product.command('create')))
    .description('add a product')
    .argument('<code>', 'its code, as machine IDs begin: 2 to 16 capital letters and digits')
    .requiredOption('--name <name>', 'its name')
    .addHelpText(
      'after',
      '\nExample:\n  $ latchkey admin product create KSE --name "Studio Enterprise" --life 60',
    )
    .action(create);
  withPolicy(withPlace(product.command('update')))
    .description('change the name or the policy of a product; what was issued stays as it is')
    .argument('<code>')
    .option('--name <name>', 'its new name')
    .action(update);
  withPlace(product.command('list')).description('list the products').action(list);
}

function withPolicy(command: Command): Command {
  return command
    .option(
      '--life <days>',
      'days that an offline license lives, or "term": to the end of the paid term (60)',
      parseLife,
    )
    .addOption(new Option('--scope <scope>', 'license accounts, or machines').choices(['user', 'machine']))
    .addOption(
      new Option('--type <type...>', 'types that can be used offline (node-locked)').choices([
        'node-locked',
        'floating',
      ]),
    )
    .addOption(
      new Option('--billing <cycle...>', 'billings that can be used offline (yearly)').choices([
        'monthly',
        'yearly',
      ]),
    );
}

function parseLife(value: string): number | 'term' {
  return value === 'term' ? value : parseDays(value);
}

async function create(code: string, flags: Flags & { name: string }): Promise<void> {
  const { createProduct } = await loadIssuer();
  const { name } = flags;
  await withLedger(flags, (ledger) =>
    createProduct(ledger, CONSOLE, { code, name, policy: policyOf(flags) }),
  );
  print(`Added ${code}.`);
}

async function update(code: string, flags: Flags): Promise<void> {
  const { updateProduct } = await loadIssuer();
  const change = { ...(flags.name !== undefined && { name: flags.name }), policy: policyOf(flags) };
  await withLedger(flags, (ledger) => updateProduct(ledger, CONSOLE, code, change));
  print(`Changed ${code}. What was issued stays as it is.`);
}

async function list(place: PlaceFlags): Promise<void> {
  const { listProducts } = await loadIssuer();
  const all = await withLedger(place, listProducts);
  const rows = all.map(({ code, name, policy: { life, scope, types, billings } }) => [
    code,
    printable(name),
    life === 'term' ? 'paid term' : `${life} days`,
    scope,
    types.join(', '),
    billings.join(', '),
  ]);
  printTable(['Code', 'Name', 'Life', 'Scope', 'Types', 'Billing'], rows, 'There is no product yet.');
}

function policyOf({ life, scope, type, billing }: Flags): Partial<Policy> {
  return {
    ...(life !== undefined && { life }),
    ...(scope !== undefined && { scope }),
    ...(type !== undefined && { types: type as Policy['types'] }),
    ...(billing !== undefined && { billings: billing as Policy['billings'] }),
  };
}
