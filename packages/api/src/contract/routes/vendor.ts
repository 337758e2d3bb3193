import { z } from 'zod';
import { id } from '../fields.js';
import type { Route } from '../route.js';
import * as licenses from '../schemas/licenses.js';
import * as organizations from '../schemas/organizations.js';
import * as products from '../schemas/products.js';
import { ofOrganization } from './params.js';

export const VENDOR_ROUTES = {
  listOrganizations: {
    method: 'get',
    path: '/organizations',
    summary: 'The organizations of who asks; all of them for the operator.',
    access: 'caller',
    answers: { 200: organizations.organizations },
    problems: [],
  },
  createOrganization: {
    method: 'post',
    path: '/organizations',
    summary: 'Creates an organization (operator).',
    access: 'session',
    body: organizations.createOrganization,
    answers: { 201: organizations.organization },
    problems: ['exists'],
  },
  renameOrganization: {
    method: 'patch',
    path: '/organizations/:organizationId',
    summary: 'Renames an organization (operator). License files that were issued keep the old name.',
    access: 'session',
    params: ofOrganization,
    body: organizations.renameOrganization,
    answers: { 200: organizations.organization },
    problems: [],
  },
  listProducts: {
    method: 'get',
    path: '/products',
    summary: 'All products with their policies.',
    access: 'caller',
    answers: { 200: products.products },
    problems: [],
  },
  createProduct: {
    method: 'post',
    path: '/products',
    summary: 'Creates a product (operator).',
    access: 'session',
    body: products.createProduct,
    answers: { 201: products.product },
    problems: ['exists'],
  },
  updateProduct: {
    method: 'patch',
    path: '/products/:code',
    summary: 'Changes the name or the policy of a product (operator). What was issued stays as it is.',
    access: 'session',
    params: z.strictObject({ code: id }),
    body: products.updateProduct,
    answers: { 200: products.product },
    problems: [],
  },
  listLicenses: {
    method: 'get',
    path: '/organizations/:organizationId/licenses',
    summary: 'What an organization has purchased, with its seats now.',
    access: { scope: 'licenses:read' },
    params: ofOrganization,
    answers: { 200: licenses.licenses },
    problems: [],
  },
  createLicense: {
    method: 'post',
    path: '/organizations/:organizationId/licenses',
    summary: 'Records what an organization has purchased (operator).',
    access: 'session',
    params: ofOrganization,
    body: licenses.createLicense,
    answers: { 201: licenses.license },
    problems: [],
  },
  updateLicense: {
    method: 'patch',
    path: '/organizations/:organizationId/licenses/:licenseId',
    summary: 'Changes a purchased license (operator). What was issued stays as it is.',
    access: 'session',
    params: ofOrganization.extend({ licenseId: id }),
    body: licenses.updateLicense,
    answers: { 200: licenses.license },
    problems: [],
  },
} as const satisfies Record<string, Route>;
