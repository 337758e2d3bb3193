import { z } from 'zod';
import { count, id, text, time } from '../fields.js';
import { named } from '../named.js';
import { problemCode } from './problem.js';
import { BILLINGS, LICENSE_TYPES, productCode } from './products.js';

const type = z.enum(LICENSE_TYPES);
const billing = z.enum(BILLINGS);
const quantity = z.int().min(0).max(1_000_000);
const features = z.array(text(64)).max(64).readonly();
const endsAt = time.meta({
  description: 'The first second after the paid term: whole seconds since 1970, UTC.',
});

export const seats = named(
  'Seats',
  'Seats of a purchased license now. Used are distinct machines with an offline license that has not ended.',
  z.object({ quantity, used: count, available: count }),
);

export const license = named(
  'License',
  'A license that an organization has purchased. `ineligible` says why it cannot be taken offline now, seats aside.',
  z.object({
    id,
    product: productCode,
    name: text(100),
    type,
    billing,
    seats,
    startsAt: time,
    endsAt,
    features,
    ineligible: z.object({ code: problemCode, detail: z.string() }).exactOptional(),
  }),
);
export const licenses = named(
  'Licenses',
  'Purchased licenses, by product and name.',
  z.object({ licenses: z.array(license).readonly() }),
);

export const createLicense = z.strictObject({
  product: productCode,
  name: text(100),
  type,
  billing,
  quantity,
  startsAt: time,
  endsAt,
  features: features.exactOptional(),
});
export const updateLicense = z.strictObject({
  name: text(100).exactOptional(),
  quantity: quantity.exactOptional(),
  startsAt: time.exactOptional(),
  endsAt: endsAt.exactOptional(),
  features: features.exactOptional(),
});
