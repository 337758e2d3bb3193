import { Option, type Command } from 'commander';
import type { Role } from '@latchkey/issuer';
import { print, remark, when } from '../../output.js';
import { loadIssuer } from '../../service/optional.js';
import { withLedger, withPlace, type PlaceFlags } from '../../service/place.js';
import { CONSOLE } from './console.js';

interface Flags extends PlaceFlags {
  readonly org: string;
  readonly email: string;
  readonly role: Role;
  readonly baseUrl: string;
}

export function registerInvites(admin: Command): void {
  const invite = admin.command('invite').description('links by which people join an organization');
  withPlace(invite.command('create'))
    .description('make a link that one person can use once')
    .requiredOption('--org <id>', 'ID of the organization')
    .requiredOption('--email <address>', 'whom it is for')
    .addOption(
      new Option('--role <role>', 'role of the new member')
        .choices(['owner', 'admin', 'user'])
        .default('owner'),
    )
    .addOption(
      new Option('--base-url <url>', 'address of the service')
        .env('LATCHKEY_BASE_URL')
        .default('http://localhost:8080'),
    )
    .addHelpText('after', '\nExample:\n  $ latchkey admin invite create --org acme --email ada@acme.example')
    .action(create);
}

async function create({ org: organizationId, email, role, baseUrl, ...place }: Flags): Promise<void> {
  const { createInvite } = await loadIssuer();
  const { token, expiresAt } = await withLedger(place, (ledger) =>
    createInvite(ledger, CONSOLE, { organizationId, email, role }),
  );
  // Behind the mark, where no server and no log sees it.
  print(`${baseUrl.replace(/\/$/, '')}/join#${token}`);
  remark(`Send this link to ${email}. It works once, until ${when(expiresAt)}.`);
}
