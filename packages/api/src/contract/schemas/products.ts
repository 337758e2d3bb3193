import { isProductCode } from '@latchkey/core';
import { z } from 'zod';
import { text } from '../fields.js';
import { named } from '../named.js';

export const LICENSE_TYPES = ['node-locked', 'floating'] as const;
export const BILLINGS = ['monthly', 'yearly'] as const;

export const productCode = z
  .string()
  .refine(isProductCode, {
    error:
      'must have 2 to 16 capital letters and digits, a letter first, and be no Windows device name, for example KSE',
  })
  .meta({ pattern: '^[A-Z][A-Z0-9]{1,15}$' });

const life = z.union([z.literal('term'), z.int().min(1).max(3660)]).meta({
  description:
    'Days that an offline license lives, at most to the end of the paid term; `term`: to that end.',
});
const scope = z
  .enum(['user', 'machine'])
  .meta({ description: 'Whether a machine ID stands for an account on a machine, or for the machine.' });
const types = z.array(z.enum(LICENSE_TYPES)).min(1).max(2).readonly();
const billings = z.array(z.enum(BILLINGS)).min(1).max(2).readonly();

const policy = named(
  'Policy',
  'What the licenses of a product may become, and how.',
  z.object({ life, scope, types, billings }),
);
export const product = named(
  'Product',
  'A product.',
  z.object({ code: productCode, name: text(200), policy }),
);
export const products = named(
  'Products',
  'Products, by code.',
  z.object({ products: z.array(product).readonly() }),
);

const policyChange = z.strictObject({
  life: life.exactOptional(),
  scope: scope.exactOptional(),
  types: types.exactOptional(),
  billings: billings.exactOptional(),
});
export const createProduct = z.strictObject({
  code: productCode,
  name: text(200),
  policy: policyChange.exactOptional(),
});
export const updateProduct = z.strictObject({
  name: text(200).exactOptional(),
  policy: policyChange.exactOptional(),
});
