import type { Command } from 'commander';
import { registerInvites } from './admin/invites.js';
import { registerKeys } from './admin/keys.js';
import { registerLedger } from './admin/ledger.js';
import { registerLicenses } from './admin/licenses.js';
import { registerMembers } from './admin/members.js';
import { registerOrganizations } from './admin/organizations.js';
import { registerProducts } from './admin/products.js';

export function register(program: Command): void {
  const admin = program
    .command('admin')
    .description('what the vendor does: organizations, products, purchased licenses, backups, keys');
  registerOrganizations(admin);
  registerProducts(admin);
  registerLicenses(admin);
  registerMembers(admin);
  registerInvites(admin);
  registerLedger(admin);
  registerKeys(admin);
}
