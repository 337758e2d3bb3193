import { DAY } from '@latchkey/core';
import type { Ledger, LicenseInput, Role } from '@latchkey/issuer';
import { loadIssuer } from './optional.js';

/** For everybody in the demo. */
export const DEMO_PASSWORD = 'try-latchkey-offline';

const CONSOLE = { kind: 'console' } as const;
const ORGANIZATION = { id: 'demo', name: 'Demo Ships' } as const;
const PRODUCT = 'KSE';
const YEAR = 365 * DAY;

const PEOPLE: readonly { readonly role: Role; readonly name: string }[] = [
  { role: 'owner', name: 'Oskar Owner' },
  { role: 'admin', name: 'Ada Admin' },
  { role: 'user', name: 'Udo User' },
];
const LICENSES: readonly Pick<LicenseInput, 'name' | 'type' | 'billing' | 'quantity'>[] = [
  { name: 'Studio, yearly', type: 'node-locked', billing: 'yearly', quantity: 10 },
  { name: 'Studio, monthly', type: 'node-locked', billing: 'monthly', quantity: 5 },
  { name: 'Studio, floating', type: 'floating', billing: 'yearly', quantity: 3 },
  { name: 'Studio, last seat', type: 'node-locked', billing: 'yearly', quantity: 1 },
];

/**
 * Fills an empty ledger: an operator, an organization with an Owner, an Admin and a User, and four licenses. Where an
 * earlier start was interrupted, it adds what is missing. The licenses come last, and none is ever removed: once all are
 * there, nothing is added, whatever somebody who tries things out has changed since.
 *
 * @returns false where all is there, or something else
 */
export async function seedDemo(ledger: Ledger): Promise<boolean> {
  const { createOrganization, listLicenses, listOrganizations } = await loadIssuer();
  const organizations = await listOrganizations(ledger, CONSOLE);
  // Everybody knows the demo's password: it never gets to people of a real ledger.
  if (organizations.some(({ id, name }) => id !== ORGANIZATION.id || name !== ORGANIZATION.name))
    return false;
  const isBegun = organizations.length > 0;
  const licenses = isBegun ? await listLicenses(ledger, CONSOLE, ORGANIZATION.id) : [];
  if (licenses.length >= LICENSES.length) return false;
  await addOperator(ledger);
  await addProduct(ledger);
  if (!isBegun) await createOrganization(ledger, CONSOLE, ORGANIZATION);
  await addPeople(ledger);
  await addLicenses(ledger, new Set(licenses.map(({ name }) => name)));
  return true;
}

async function addOperator(ledger: Ledger): Promise<void> {
  const { ensureSetUpToken, setUp } = await loadIssuer();
  const token = await ensureSetUpToken(ledger);
  if (token === undefined) return;
  const email = emailOf('operator');
  await setUp(ledger, { token, email, name: 'Olga Operator', password: DEMO_PASSWORD });
}

async function addProduct(ledger: Ledger): Promise<void> {
  const { createProduct, listProducts } = await loadIssuer();
  if ((await listProducts(ledger)).some(({ code }) => code === PRODUCT)) return;
  await createProduct(ledger, CONSOLE, { code: PRODUCT, name: 'Studio Enterprise' });
}

async function addPeople(ledger: Ledger): Promise<void> {
  const { acceptInvite, createInvite, listInvites, listMembers, revokeInvite } = await loadIssuer();
  const organizationId = ORGANIZATION.id;
  const present = new Set((await listMembers(ledger, CONSOLE, organizationId)).map(({ email }) => email));
  const open = await listInvites(ledger, CONSOLE, organizationId);
  for (const { role, name } of PEOPLE) {
    const email = emailOf(role);
    if (present.has(email)) continue;
    // Nobody knows the link of an interrupted start any more.
    for (const { id: inviteId } of open.filter((invite) => invite.email === email)) {
      await revokeInvite(ledger, CONSOLE, { organizationId, inviteId });
    }
    const { token } = await createInvite(ledger, CONSOLE, { organizationId, email, role });
    await acceptInvite(ledger, undefined, { token, name, password: DEMO_PASSWORD });
  }
}

async function addLicenses(ledger: Ledger, present: ReadonlySet<string>): Promise<void> {
  const { createLicense } = await loadIssuer();
  const now = ledger.now();
  const common = {
    organizationId: ORGANIZATION.id,
    product: PRODUCT,
    startsAt: now - DAY,
    endsAt: now + YEAR,
  };
  for (const license of LICENSES) {
    if (!present.has(license.name)) await createLicense(ledger, CONSOLE, { ...common, ...license });
  }
}

function emailOf(role: Role | 'operator'): string {
  return `${role}@demo.example`;
}
