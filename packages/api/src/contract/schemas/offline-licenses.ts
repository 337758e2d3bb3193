import { MAX_TOKEN_BYTES } from '@latchkey/core';
import { z } from 'zod';
import { count, cursor, flag, id, limit, personName, time } from '../fields.js';
import { named } from '../named.js';
import { seats } from './licenses.js';
import { problemCode, problemDetails } from './problem.js';
import { productCode } from './products.js';

const STATES = ['scheduled', 'in-force', 'expired'] as const;
const WARNINGS = ['already-licensed', 'known-bad-machine-id', 'device-key-elsewhere', 'container'] as const;

export const offlineLicense = named(
  'OfflineLicense',
  'What was issued: one machine, one period. All but the license file itself.',
  z.object({
    id,
    licenseId: id,
    product: productCode,
    machineId: z.string(),
    fileName: z.string(),
    assignee: z.string().exactOptional(),
    seq: count.meta({ description: 'Number within the organization.' }),
    issuedAt: time,
    startsAt: time,
    endsAt: time,
    state: z.enum(STATES),
    deviceBound: z.boolean().meta({ description: 'True where only a certain device key can use it.' }),
    predecessorId: id.meta({ description: 'The license that this one takes over from.' }).exactOptional(),
  }),
);

export const offlineLicensePage = named(
  'OfflineLicensePage',
  'A page of offline licenses; `next` leads to the one after it.',
  z.object({ offlineLicenses: z.array(offlineLicense).readonly(), next: z.string().exactOptional() }),
);

export const created = named(
  'Created',
  'An offline license. `existing` is true where there was one already: nothing was issued, no seat was spent.',
  z.object({ offlineLicense, existing: z.boolean() }),
);

export const preview = named(
  'Preview',
  'What *create* would do. With `existing` it would return that; with `refusal` it would refuse; else it would issue for `period`.',
  z.object({
    machineId: z.string(),
    product: productCode,
    host: z.string().meta({ description: 'What the activation request calls the machine.' }).exactOptional(),
    seats: seats.extend({ after: count.meta({ description: 'Available ones afterwards.' }) }),
    period: z.object({ iat: time, nbf: time, exp: time }).exactOptional(),
    refusal: z.object({ code: problemCode, detail: z.string(), details: problemDetails }).exactOptional(),
    existing: offlineLicense.exactOptional(),
    warnings: z.array(z.object({ code: z.enum(WARNINGS), detail: z.string() })).readonly(),
  }),
);

export const listOfflineLicenses = z.strictObject({
  state: z.enum(STATES).exactOptional(),
  licenseId: id.exactOptional(),
  product: z.string().max(16).exactOptional(),
  search: z
    .string()
    .max(200)
    .meta({ description: "Part of a machine ID, in any spelling, or of an assignee's name." })
    .exactOptional(),
  sort: z.enum(['issued', 'ends', 'machine']).meta({ description: '`issued` as it is.' }).exactOptional(),
  ascending: flag().meta({ description: 'Largest or latest first, as it is.' }).exactOptional(),
  limit: limit.exactOptional(),
  cursor: cursor.exactOptional(),
});

/** Its ID as somebody typed it, or the activation request that it made. The ledger judges both, with places. */
const machine = z.union([
  z.strictObject({ machineId: z.string().max(200) }),
  z.strictObject({ activationRequest: z.string().max(MAX_TOKEN_BYTES) }),
]);

/** May be missing, so that forgetting it gets its own refusal: `confirmation-missing`. */
const confirmation = z
  .string()
  .max(20)
  .default('')
  .meta({ description: 'The last four characters of the machine ID, since this cannot be undone.' });

export const createOfflineLicense = z.strictObject({
  licenseId: id,
  machine,
  assignee: z
    .union([z.strictObject({ accountId: id }), z.strictObject({ name: personName })])
    .meta({ description: 'Whom it is for: a member, or a name.' })
    .exactOptional(),
  confirmation,
});
export const previewOfflineLicense = z.strictObject({ licenseId: id, machine });
export const renewOfflineLicense = z.strictObject({ confirmation });
export const downloadOfflineLicenses = z.strictObject({ ids: z.array(id).min(1).max(1000).readonly() });
