import { DAY, type IssuingOrganization } from '@latchkey/core';
import type { Purchase } from '../back-end/book.js';

/** What is on the books of the examples: something of each kind. */
export function sampleBook(now: number): {
  readonly organizations: readonly IssuingOrganization[];
  readonly purchases: readonly Purchase[];
} {
  const term = { startsAt: now - 100 * DAY, endsAt: now + 900 * DAY };
  const keystone = {
    organizationId: 'nordic',
    product: 'KSE',
    type: 'node-locked',
    billing: 'yearly',
    features: ['export', 'render'],
    ...term,
  } as const;
  return {
    organizations: [
      { id: 'nordic', name: 'Nørdic Ships A/S' },
      { id: 'acme', name: 'Acme Inc.' },
    ],
    purchases: [
      { ...keystone, id: 'LIC-2026-0042', name: 'Keystone Engineer', quantity: 10 },
      { ...keystone, id: 'LIC-2026-0043', name: 'Keystone Engineer, one seat', quantity: 1 },
      { ...keystone, id: 'LIC-2026-0044', name: 'Keystone Viewer', billing: 'monthly', quantity: 25 },
      { ...keystone, id: 'LIC-2026-0045', name: 'Keystone Pool', type: 'floating', quantity: 5 },
      { ...keystone, id: 'LIC-2025-0007', name: 'Keystone 2025', quantity: 3, endsAt: now - 20 * DAY },
      { ...keystone, id: 'LIC-2026-0050', name: 'Mastwork', product: 'MST', quantity: 4 },
      { ...keystone, organizationId: 'acme', id: 'LIC-2026-0101', name: 'Keystone Engineer', quantity: 2 },
    ],
  };
}
