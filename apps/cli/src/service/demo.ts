import { DAY } from '@latchkey/core';
import type { Ledger, LicenseInput, Role } from '@latchkey/issuer';
import { loadIssuer } from './optional.js';

/** For everybody in the demo. */
export const DEMO_PASSWORD = 'try-latchkey-offline';

const CONSOLE = { kind: 'console' } as const;
const ORGANIZATION = 'demo';
const YEAR = 365 * DAY;

/**
 * Fills an empty ledger: an operator, an organization with an Owner, an Admin and a User, and four licenses.
 *
 * @returns false where there is something in it already
 */
export async function seedDemo(ledger: Ledger): Promise<boolean> {
  const { createOrganization, createProduct, createLicense, ensureSetUpToken, listOrganizations, setUp } =
    await loadIssuer();
  if ((await listOrganizations(ledger, CONSOLE)).length > 0) return false;
  const token = await ensureSetUpToken(ledger);
  if (token !== undefined) {
    await setUp(ledger, {
      token,
      email: 'operator@demo.example',
      name: 'Olga Operator',
      password: DEMO_PASSWORD,
    });
  }
  await createProduct(ledger, CONSOLE, { code: 'KSE', name: 'Studio Enterprise' });
  await createOrganization(ledger, CONSOLE, { id: ORGANIZATION, name: 'Demo Ships' });
  await invite(ledger, 'owner', 'Oskar Owner');
  await invite(ledger, 'admin', 'Ada Admin');
  await invite(ledger, 'user', 'Udo User');
  const now = ledger.now();
  const common = { organizationId: ORGANIZATION, product: 'KSE', startsAt: now - DAY, endsAt: now + YEAR };
  const licenses: Omit<LicenseInput, keyof typeof common>[] = [
    { name: 'Studio, yearly', type: 'node-locked', billing: 'yearly', quantity: 10 },
    { name: 'Studio, monthly', type: 'node-locked', billing: 'monthly', quantity: 5 },
    { name: 'Studio, floating', type: 'floating', billing: 'yearly', quantity: 3 },
    { name: 'Studio, last seat', type: 'node-locked', billing: 'yearly', quantity: 1 },
  ];
  for (const license of licenses) await createLicense(ledger, CONSOLE, { ...common, ...license });
  return true;
}

async function invite(ledger: Ledger, role: Role, name: string): Promise<void> {
  const { createInvite, acceptInvite } = await loadIssuer();
  const email = `${role}@demo.example`;
  const { token } = await createInvite(ledger, CONSOLE, { organizationId: ORGANIZATION, email, role });
  await acceptInvite(ledger, undefined, { token, name, password: DEMO_PASSWORD });
}
