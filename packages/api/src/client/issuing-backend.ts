import type { CallContext, FileContents, IssuingBackend } from '@latchkey/core';
import type { Client } from './create-client.js';
import type { CallOptions } from './options.js';

/** The back end of the license issuer, over the service. */
export function issuingBackend(client: Client): IssuingBackend {
  return {
    listOrganizations: async (context) =>
      (await client.listOrganizations({}, toOptions(context))).organizations,
    listLicenses: async (organizationId, context) =>
      (await client.listLicenses({ organizationId }, toOptions(context))).licenses,
    preview: (request, context) => client.previewOfflineLicense(request, toOptions(context)),
    create: ({ assignee, ...request }, context) => {
      const input = { ...request, ...(assignee !== undefined && { assignee: { name: assignee } }) };
      return client.createOfflineLicense(input, toOptions(context));
    },
    renew: (request, context) => client.renewOfflineLicense(request, toOptions(context)),
    list: (query, context) => client.listOfflineLicenses(query, toOptions(context)),
    download: ({ organizationId, ids }, context): Promise<FileContents> => {
      const [id] = ids;
      // One file is of more use without a zip around it.
      return id !== undefined && ids.length === 1
        ? client.getOfflineLicenseFile({ organizationId, id }, toOptions(context))
        : client.downloadOfflineLicenses({ organizationId, ids }, toOptions(context));
    },
    importTable: (request, context) => client.importOfflineLicenses(request, toOptions(context)),
  };
}

function toOptions(context: (CallContext & { readonly key?: string }) | undefined): CallOptions {
  const { signal, key } = context ?? {};
  return { ...(signal && { signal }), ...(key !== undefined && { idempotencyKey: key }) };
}
