import { z } from 'zod';
import { count, cursor, limit, time } from '../fields.js';
import { named } from '../named.js';

const auditEntry = named(
  'AuditEntry',
  'One entry. Its hash is over the entry and the hash of the one before.',
  z.object({
    number: z.int(),
    at: time,
    actor: z.string(),
    action: z.string(),
    details: z.record(z.string(), z.union([z.string(), z.number()])),
    hash: z.string(),
  }),
);
export const auditPage = named(
  'AuditPage',
  'Audit entries, latest first; `next` leads to the page after this one.',
  z.object({ entries: z.array(auditEntry).readonly(), next: z.string().exactOptional() }),
);
export const listAudit = z.strictObject({ cursor: cursor.exactOptional(), limit: limit.exactOptional() });

const loss = z.object({ from: count, to: count, hash: z.string() });

export const auditVerification = named(
  'AuditVerification',
  'What became of the audit log since it was written.',
  z.discriminatedUnion('ok', [
    z.object({
      ok: z.literal(true),
      number: count.meta({ description: 'Number of the last entry.' }),
      hash: z.string().meta({ description: 'Hash of the last entry.' }),
      vouchedTo: count.meta({
        description: 'Number up to which a checkpoint vouches for it; 0 without one.',
      }),
      lost: z.array(loss).readonly().meta({
        description: 'What restored backups lost, as the log itself tells.',
      }),
    }),
    z.object({
      ok: z.literal(false),
      number: z.int().meta({ description: 'The first number at which it is not what was written.' }),
      fault: z.enum(['altered', 'missing', 'unexpected']),
      detail: z.string(),
    }),
  ]),
);
