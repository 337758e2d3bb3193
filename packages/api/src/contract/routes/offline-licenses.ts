import type { Problem } from '@latchkey/core';
import { id } from '../fields.js';
import type { Route } from '../route.js';
import * as imports from '../schemas/import.js';
import * as schemas from '../schemas/offline-licenses.js';
import { ofOrganization } from './params.js';

const ofOfflineLicense = ofOrganization.extend({ id });

const MACHINE = ['machine-id-invalid', 'wrong-product', 'activation-request-invalid'] as const;
const LEDGER = ['clock-behind', 'ledger-behind'] as const;
/** Why nothing is issued, whatever the machine. */
const ISSUE = [
  ...LEDGER,
  'confirmation-missing',
  'not-eligible',
  'term-ahead',
  'term-over',
  'no-seats',
  'period-invalid',
] as const satisfies readonly Problem[];

export const OFFLINE_LICENSE_ROUTES = {
  listOfflineLicenses: {
    method: 'get',
    path: '/organizations/:organizationId/offline-licenses',
    summary: 'A page of offline licenses; for the role user, of those assigned to that person.',
    access: { scope: 'offline-licenses:read' },
    params: ofOrganization,
    query: schemas.listOfflineLicenses,
    answers: { 200: schemas.offlineLicensePage },
    problems: [],
  },
  createOfflineLicense: {
    method: 'post',
    path: '/organizations/:organizationId/offline-licenses',
    summary:
      'Turns a seat into an offline license for one machine. It cannot be undone. 200 where the machine has one already.',
    access: { scope: 'offline-licenses:write' },
    params: ofOrganization,
    body: schemas.createOfflineLicense,
    answers: { 200: schemas.created, 201: schemas.created },
    problems: [...MACHINE, ...ISSUE],
    idempotent: true,
  },
  previewOfflineLicense: {
    method: 'post',
    path: '/organizations/:organizationId/offline-licenses/preview',
    summary: 'What creating would do: seats before and after, exact end, warnings. Spends nothing.',
    access: { scope: 'offline-licenses:write' },
    params: ofOrganization,
    body: schemas.previewOfflineLicense,
    answers: { 200: schemas.preview },
    problems: MACHINE,
    safe: true,
  },
  downloadOfflineLicenses: {
    method: 'post',
    path: '/organizations/:organizationId/offline-licenses/files',
    summary: 'Several license files as one archive.',
    access: { scope: 'offline-licenses:read' },
    params: ofOrganization,
    body: schemas.downloadOfflineLicenses,
    answers: { 200: { file: 'application/zip', description: 'The license files, by their names.' } },
    problems: [],
    safe: true,
  },
  importOfflineLicenses: {
    method: 'post',
    path: '/organizations/:organizationId/offline-licenses/import',
    summary:
      'Issues offline licenses for a table of machines: all rows that fit, or none. First as a dry run.',
    access: { scope: 'offline-licenses:write' },
    params: ofOrganization,
    body: imports.importOfflineLicenses,
    answers: { 200: imports.importReport },
    problems: [...LEDGER, 'confirmation-missing'],
    idempotent: true,
  },
  getOfflineLicense: {
    method: 'get',
    path: '/organizations/:organizationId/offline-licenses/:id',
    summary: 'One offline license.',
    access: { scope: 'offline-licenses:read' },
    params: ofOfflineLicense,
    answers: { 200: schemas.offlineLicense },
    problems: [],
  },
  getOfflineLicenseFile: {
    method: 'get',
    path: '/organizations/:organizationId/offline-licenses/:id/file',
    summary: 'The license file: the same bytes at every download.',
    access: { scope: 'offline-licenses:read' },
    params: ofOfflineLicense,
    answers: {
      200: {
        file: 'application/license+jwt',
        description: 'The license file, named after product and machine.',
      },
    },
    problems: [],
  },
  renewOfflineLicense: {
    method: 'post',
    path: '/organizations/:organizationId/offline-licenses/:id/successor',
    summary:
      'Issues the successor, in the last 14 days. It cannot be undone. 200 where there is one already.',
    access: { scope: 'offline-licenses:write' },
    params: ofOfflineLicense,
    body: schemas.renewOfflineLicense,
    answers: { 200: schemas.created, 201: schemas.created },
    problems: [...ISSUE, 'not-renewable', 'already-ended'],
    idempotent: true,
  },
} as const satisfies Record<string, Route>;
