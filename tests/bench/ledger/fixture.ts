import { randomBytes } from 'node:crypto';
import { machineIdFromOs } from '@latchkey/core';
import { createBatchVerifier } from '@latchkey/crypto';
import { createNodeSigner } from '@latchkey/crypto/node';
import {
  createLicense,
  createOfflineLicense,
  createOrganization,
  createProduct,
  openDatabase,
  type Actor,
  type Ledger,
  type Place,
} from '@latchkey/issuer';

const CONSOLE = { kind: 'console' } as const;
const NOW = 1_800_000_000;
const ORGANIZATION = 'acme';
const PRODUCT = 'KSE';

/** A ledger with one license of very many seats, and its Owner. */
export interface LedgerFixture {
  readonly ledger: Ledger;
  readonly owner: Actor;
  readonly organizationId: string;
  readonly licenseId: string;
  /** Issues for a machine that has none yet. */
  createNext(): Promise<void>;
  /** A table of machines that have none yet. */
  nextTable(rows: number): string;
}

export async function openFixture(place: Place): Promise<LedgerFixture> {
  const db = await openDatabase(place);
  const ledger: Ledger = {
    db,
    issuer: 'Benchmark',
    signer: createNodeSigner(new Uint8Array(32).fill(7)),
    engine: await createBatchVerifier({ window: 8, keys: 1 }),
    now: () => NOW,
    random: (length) => randomBytes(length),
  };
  await createProduct(ledger, CONSOLE, { code: PRODUCT, name: 'Studio' });
  await createOrganization(ledger, CONSOLE, { id: ORGANIZATION, name: 'Acme Ships' });
  const owner = { kind: 'account', id: 'owner' } as const;
  const email = 'owner@example.com';
  await db
    .insertInto('account')
    .values({
      id: owner.id,
      email,
      name: 'Owner',
      password: null,
      is_operator: 0,
      external_id: null,
      created_at: NOW,
    })
    .execute();
  await db
    .insertInto('member')
    .values({ organization_id: ORGANIZATION, account_id: owner.id, role: 'owner', joined_at: NOW })
    .execute();
  const { id: licenseId } = await createLicense(ledger, CONSOLE, {
    organizationId: ORGANIZATION,
    product: PRODUCT,
    name: 'Studio yearly',
    type: 'node-locked',
    billing: 'yearly',
    quantity: 1_000_000,
    startsAt: NOW - 1,
    endsAt: NOW + 365 * 86_400,
  });
  let next = 0;
  const nextMachine = () =>
    machineIdFromOs({
      osId: `a${(next++).toString(16).padStart(31, '0')}`,
      product: PRODUCT,
      account: '1000',
    });
  return {
    ledger,
    owner,
    organizationId: ORGANIZATION,
    licenseId,
    createNext: async () => {
      const machineId = nextMachine();
      await createOfflineLicense(ledger, owner, {
        organizationId: ORGANIZATION,
        licenseId,
        machine: { machineId },
        confirmation: machineId.slice(-4),
      });
    },
    nextTable: (rows) => ['machine_id', ...Array.from({ length: rows }, nextMachine)].join('\n'),
  };
}
