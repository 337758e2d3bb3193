import {
  createOfflineLicense,
  downloadFiles,
  getOfflineLicense,
  importOfflineLicenses,
  listOfflineLicenses,
  previewOfflineLicense,
  renewOfflineLicense,
  type LicenseFile,
} from '@latchkey/issuer';
import { zipFiles } from '../http/zip-files.js';
import type { Handlers } from './handler.js';

/** Offline licenses: previewed, created, listed, downloaded, renewed, imported. */
export const OFFLINE_LICENSE_HANDLERS: Handlers<
  | 'listOfflineLicenses'
  | 'createOfflineLicense'
  | 'previewOfflineLicense'
  | 'downloadOfflineLicenses'
  | 'importOfflineLicenses'
  | 'getOfflineLicense'
  | 'getOfflineLicenseFile'
  | 'renewOfflineLicense'
> = {
  listOfflineLicenses: async ({ service: { ledger }, caller: { actor }, params, query }) => ({
    status: 200,
    json: await listOfflineLicenses(ledger, actor, { ...params, ...query }),
  }),
  async createOfflineLicense({ service: { ledger, metrics }, caller: { actor }, params, body }) {
    const created = await createOfflineLicense(ledger, actor, { ...params, ...body });
    if (!created.existing) metrics.issued.inc({ by: 'create' });
    return { status: created.existing ? 200 : 201, json: created };
  },
  previewOfflineLicense: async ({ service: { ledger }, caller: { actor }, params, body }) => ({
    status: 200,
    json: await previewOfflineLicense(ledger, actor, { ...params, ...body }),
  }),
  async downloadOfflineLicenses({ service: { ledger }, caller: { actor }, params, body }) {
    const ids = [...new Set(body.ids)];
    const files = await downloadFiles(ledger, actor, params.organizationId, ids);
    return { status: 200, file: { name: 'offline-licenses.zip', body: zipFiles(files, ledger.now()) } };
  },
  async importOfflineLicenses({ service: { ledger, metrics }, caller: { actor }, params, body }) {
    const report = await importOfflineLicenses(ledger, actor, { ...params, ...body });
    if (report.issued) metrics.issued.inc({ by: 'import' }, report.create);
    return { status: 200, json: report };
  },
  getOfflineLicense: async ({ service: { ledger }, caller: { actor }, params }) => ({
    status: 200,
    json: await getOfflineLicense(ledger, actor, params),
  }),
  async getOfflineLicenseFile({ service: { ledger }, caller: { actor }, params }) {
    const [file] = await downloadFiles(ledger, actor, params.organizationId, [params.id]);
    const { name, text } = file as LicenseFile;
    return { status: 200, file: { name, body: text } };
  },
  async renewOfflineLicense({ service: { ledger, metrics }, caller: { actor }, params, body }) {
    const renewed = await renewOfflineLicense(ledger, actor, { ...params, ...body });
    if (!renewed.existing) metrics.issued.inc({ by: 'renew' });
    return { status: renewed.existing ? 200 : 201, json: renewed };
  },
};
