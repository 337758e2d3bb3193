import { BASE_PATH } from '../base-path.js';
import { IDEMPOTENCY_KEY, SESSION_COOKIE } from '../headers.js';
import { ROUTES } from '../routes.js';
import { SCOPES } from '../scopes.js';
import type { Route } from '../route.js';
import { describeRoute, type Operation } from './operation.js';
import { jsonSchemas, type JsonSchema } from './schemas.js';

/** A document of OpenAPI 3.1, as far as this API needs it. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: Readonly<Record<string, unknown>>;
  readonly servers: readonly { readonly url: string }[];
  /** By path and method. */
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>;
}

/**
 * Describes the API in OpenAPI 3.1, from the schemas that validate.
 *
 * @param serverUrl address of the service, without a slash at its end; without it the document says where the API is
 *   relative to itself
 */
export function openApiDocument({ serverUrl = '' }: { serverUrl?: string } = {}): OpenApiDocument {
  const routes: Readonly<Record<string, Route>> = ROUTES;
  const schemas = jsonSchemas(routes);
  const paths: Record<string, Record<string, Operation>> = {};
  for (const [name, route] of Object.entries(routes)) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: describeRoute(name, route, schemas) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Latchkey issuing service',
      version: '1',
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: `${serverUrl}${BASE_PATH}` }],
    paths,
    components: {
      schemas: schemas.named,
      parameters: PARAMETERS,
      headers: HEADERS,
      responses: RESPONSES,
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

const DESCRIPTION = `Turns purchased licenses into offline licenses. Times are whole seconds since 1970, UTC.

A refusal is a problem (RFC 9457) with a \`code\` from a closed list. An address that does not exist is \`not-found\`, a
method that an address does not have is \`method-not-allowed\`. What belongs to another organization is \`not-found\`, too.
Bodies are JSON; unknown fields are refused. Answers may get further fields within this version: leave alone what you do
not know.`;

const PARAMETERS = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description:
      'Makes a request safe to repeat for a day: the same key and request give the same answer once more.',
    schema: { type: 'string', pattern: IDEMPOTENCY_KEY.source },
  },
  IfNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    description: 'The `ETag` of an answer that is there already.',
    schema: { type: 'string', maxLength: 1000 },
  },
};

const HEADERS = {
  ETag: { description: 'Changes when the answer does.', required: true, schema: { type: 'string' } },
  ContentDisposition: {
    description: 'An attachment with its file name.',
    required: true,
    schema: { type: 'string' },
  },
  IdempotencyReplayed: {
    description: 'There where the answer is that of an earlier request with the same key.',
    schema: { const: 'true' },
  },
  RetryAfter: { description: 'Seconds to wait.', required: true, schema: { type: 'integer', minimum: 1 } },
};

const RESPONSES = {
  NotModified: {
    description: 'As it was when `If-None-Match` was current.',
    headers: { ETag: { $ref: '#/components/headers/ETag' } },
  },
};

const SECURITY_SCHEMES = {
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: SESSION_COOKIE,
    description: 'The cookie of a session. Requests that change something must come from the own origin.',
  },
  token: {
    type: 'http',
    scheme: 'bearer',
    description: `A token of an organization. Its scopes: ${SCOPES.join(', ')}. A widget token works from its origin alone.`,
  },
};
