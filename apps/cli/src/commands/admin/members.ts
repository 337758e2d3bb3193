import { randomBytes } from 'node:crypto';
import { Argument, type Command } from 'commander';
import { printable } from '@latchkey/core';
import type { Role } from '@latchkey/issuer';
import { print, remark, when } from '../../output.js';
import { loadIssuer } from '../../service/optional.js';
import { withLedger, withPlace, type PlaceFlags } from '../../service/place.js';
import { CONSOLE, printTable } from './console.js';

interface Flags extends PlaceFlags {
  readonly org: string;
}

/** Bytes of a password that is made up: nobody guesses 16. */
const PASSWORD_LENGTH = 16;

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
  withPlace(member.command('reset-password'))
    .description('give an account a new password, which is printed this once, and end its sessions')
    .requiredOption('--email <address>', 'e-mail address of the account')
    .addHelpText('after', '\nExample:\n  $ latchkey admin member reset-password --email ada@acme.example')
    .action(reset);
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

/** The password is made here: one that is typed would be chosen badly, and stay in the history of a shell. */
async function reset({ email, ...place }: PlaceFlags & { readonly email: string }): Promise<void> {
  const { resetPassword } = await loadIssuer();
  const password = randomBytes(PASSWORD_LENGTH).toString('base64url');
  await withLedger(place, (ledger) => resetPassword(ledger, CONSOLE, { email, password }));
  print(password);
  remark(
    `This is the new password of ${printable(email)}, whose sessions have ended. Pass it on where nobody else reads it, to be changed after signing in.`,
  );
}
