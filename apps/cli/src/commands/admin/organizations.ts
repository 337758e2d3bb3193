import type { Command } from 'commander';
import { printable } from '@latchkey/core';
import { print } from '../../output.js';
import { loadIssuer } from '../../service/optional.js';
import { withLedger, withPlace, type PlaceFlags } from '../../service/place.js';
import { CONSOLE, printTable } from './console.js';

interface Flags extends PlaceFlags {
  readonly name: string;
}

export function registerOrganizations(admin: Command): void {
  const org = admin.command('org').description('organizations: who buys licenses');
  withPlace(org.command('create'))
    .description('add an organization')
    .argument('<id>', 'its ID, as license files have it: small letters, digits, hyphens')
    .requiredOption('--name <name>', 'its name')
    .addHelpText('after', '\nExample:\n  $ latchkey admin org create acme --name "Acme Ships"')
    .action(create);
  withPlace(org.command('rename'))
    .description('give an organization another name; license files that were issued keep the old one')
    .argument('<id>')
    .requiredOption('--name <name>', 'its new name')
    .action(rename);
  withPlace(org.command('list')).description('list the organizations').action(list);
}

async function create(id: string, { name, ...place }: Flags): Promise<void> {
  const { createOrganization } = await loadIssuer();
  await withLedger(place, (ledger) => createOrganization(ledger, CONSOLE, { id, name }));
  print(`Added ${id}. Next, its owner: latchkey admin invite create --org ${id} --email owner@example.com`);
}

async function rename(id: string, { name, ...place }: Flags): Promise<void> {
  const { renameOrganization } = await loadIssuer();
  await withLedger(place, (ledger) => renameOrganization(ledger, CONSOLE, { id, name }));
  print(`Renamed ${id}.`);
}

async function list(place: PlaceFlags): Promise<void> {
  const { listOrganizations } = await loadIssuer();
  const all = await withLedger(place, (ledger) => listOrganizations(ledger, CONSOLE));
  const rows = all.map(({ id, name }) => [id, printable(name)]);
  printTable(['ID', 'Name'], rows, 'There is no organization yet. Add one: latchkey admin org create');
}
