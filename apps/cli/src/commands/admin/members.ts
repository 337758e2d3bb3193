import { Argument, type Command } from 'commander';
import { printable } from '@latchkey/core';
import type { Role } from '@latchkey/issuer';
import { print, when } from '../../output.js';
import { loadIssuer } from '../../service/optional.js';
import { withLedger, withPlace, type PlaceFlags } from '../../service/place.js';
import { CONSOLE, printTable } from './console.js';

interface Flags extends PlaceFlags {
  readonly org: string;
}

export function registerMembers(admin: Command): void {
  const member = admin.command('member').description('people of an organization');
  withOrg(member.command('list')).description('list the members').action(list);
  withOrg(member.command('role'))
    .description('give a member another role')
    .argument('<account>', 'ID of the account, see "latchkey admin member list"')
    .addArgument(new Argument('<role>', 'the new role').choices(['owner', 'admin', 'user']))
    .action(setTheRole);
  withOrg(member.command('remove'))
    .description('remove a member; offline licenses of that person stay in force')
    .argument('<account>', 'ID of the account')
    .action(remove);
}

function withOrg(command: Command): Command {
  return withPlace(command).requiredOption('--org <id>', 'ID of the organization');
}

async function list(flags: Flags): Promise<void> {
  const { listMembers } = await loadIssuer();
  const all = await withLedger(flags, (ledger) => listMembers(ledger, CONSOLE, flags.org));
  const rows = all.map(({ accountId, name, email, role, joinedAt }) => [
    accountId,
    printable(name),
    printable(email),
    role,
    when(joinedAt),
  ]);
  printTable(['Account', 'Name', 'E-mail', 'Role', 'Joined'], rows, 'This organization has no member yet.');
}

async function setTheRole(accountId: string, role: Role, flags: Flags): Promise<void> {
  const { setRole } = await loadIssuer();
  const { org: organizationId } = flags;
  await withLedger(flags, (ledger) => setRole(ledger, CONSOLE, { organizationId, accountId, role }));
  print(`${accountId} has the role ${role} now.`);
}

async function remove(accountId: string, flags: Flags): Promise<void> {
  const { removeMember } = await loadIssuer();
  const { org: organizationId } = flags;
  await withLedger(flags, (ledger) => removeMember(ledger, CONSOLE, { organizationId, accountId }));
  print(`Removed ${accountId}.`);
}
