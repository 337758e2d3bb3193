import {
  createLicense,
  createOrganization,
  createProduct,
  listLicenses,
  listOrganizations,
  listProducts,
  renameOrganization,
  updateLicense,
  updateProduct,
} from '@latchkey/issuer';
import type { Handlers } from './handler.js';

/** Organizations, products and purchased licenses. */
export const VENDOR_HANDLERS: Handlers<
  | 'listOrganizations'
  | 'createOrganization'
  | 'renameOrganization'
  | 'listProducts'
  | 'createProduct'
  | 'updateProduct'
  | 'listLicenses'
  | 'createLicense'
  | 'updateLicense'
> = {
  listOrganizations: async ({ service: { ledger }, caller: { actor } }) => ({
    status: 200,
    json: { organizations: await listOrganizations(ledger, actor) },
  }),
  createOrganization: async ({ service: { ledger }, caller: { actor }, body }) => ({
    status: 201,
    json: await createOrganization(ledger, actor, body),
  }),
  renameOrganization: async ({ service: { ledger }, caller: { actor }, params, body }) => ({
    status: 200,
    json: await renameOrganization(ledger, actor, { id: params.organizationId, ...body }),
  }),
  listProducts: async ({ service: { ledger } }) => ({
    status: 200,
    json: { products: await listProducts(ledger) },
  }),
  createProduct: async ({ service: { ledger }, caller: { actor }, body }) => ({
    status: 201,
    json: await createProduct(ledger, actor, body),
  }),
  updateProduct: async ({ service: { ledger }, caller: { actor }, params, body }) => ({
    status: 200,
    json: await updateProduct(ledger, actor, params.code, body),
  }),
  listLicenses: async ({ service: { ledger }, caller: { actor }, params }) => ({
    status: 200,
    json: { licenses: await listLicenses(ledger, actor, params.organizationId) },
  }),
  createLicense: async ({ service: { ledger }, caller: { actor }, params, body }) => ({
    status: 201,
    json: await createLicense(ledger, actor, { ...params, ...body }),
  }),
  updateLicense: async ({ service: { ledger }, caller: { actor }, params, body }) => ({
    status: 200,
    json: await updateLicense(
      ledger,
      actor,
      { organizationId: params.organizationId, id: params.licenseId },
      body,
    ),
  }),
};
