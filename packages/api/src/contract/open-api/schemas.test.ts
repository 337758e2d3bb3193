import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { NAMED } from '../named.js';
import type { Route } from '../route.js';
import { ROUTES } from '../routes.js';
import { jsonSchemas } from './schemas.js';

const schemas = jsonSchemas(ROUTES);
const definitions = JSON.stringify(schemas.named);

/** What the published schema says, by a second reader. */
function accepts(schema: unknown, value: unknown): boolean {
  const text = `${JSON.stringify(schema).slice(0, -1)},"$defs":${definitions}}`;
  const whole = JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/')) as never;
  return z.fromJSONSchema(whole).safeParse(value).success;
}

const license = {
  product: 'KSE',
  name: 'Team',
  type: 'node-locked',
  billing: 'yearly',
  quantity: 5,
  startsAt: 1_700_000_000,
  endsAt: 1_800_000_000,
};
const policy = { life: 60, scope: 'user', types: ['node-locked'], billings: ['yearly'] };
const offline = {
  id: 'x',
  licenseId: 'lic-1',
  product: 'KSE',
  machineId: 'kse1',
  fileName: 'KSE_kse1.lic',
  seq: 1,
  issuedAt: 1,
  startsAt: 0,
  endsAt: 2,
  state: 'in-force',
  deviceBound: false,
};

/** A thing that fits and changes that make it one that does not. `undefined` takes a field away. */
const BODIES: [keyof typeof ROUTES, object, Record<string, unknown>[]][] = [
  [
    'signIn',
    { email: 'a@b.c', password: 'x' },
    [{ email: 1 }, { password: '' }, { password: undefined }, { more: 1 }],
  ],
  [
    'createOrganization',
    { name: 'Acme' },
    [{ id: 'A' }, { id: 'a' }, { name: '' }, { name: 'x'.repeat(201) }],
  ],
  [
    'createProduct',
    { code: 'KSE', name: 'Studio', policy },
    [{ code: 'kse' }, { policy: { life: 0 } }, { policy: 1 }],
  ],
  ['updateProduct', { policy: { life: 'term' } }, [{ policy: { life: 'ever' } }, { policy: { types: [] } }]],
  [
    'createLicense',
    license,
    [{ quantity: -1 }, { quantity: 1.5 }, { type: 'x' }, { endsAt: undefined }, { features: [1] }],
  ],
  [
    'createOfflineLicense',
    { licenseId: 'lic-1', machine: { machineId: 'kse1' }, assignee: { name: 'Ada' }, confirmation: 'hs03' },
    [{ machine: {} }, { machine: 'kse1' }, { assignee: {} }, { confirmation: 1 }, { licenseId: undefined }],
  ],
  [
    'importOfflineLicenses',
    { csv: 'machine_id', confirmation: 3 },
    [{ csv: 1 }, { confirmation: -1 }, { dryRun: true }],
  ],
  ['downloadOfflineLicenses', { ids: ['x'] }, [{ ids: [] }, { ids: Array(1001).fill('x') }, { ids: 'x' }]],
  [
    'createToken',
    { name: 'CI', scopes: ['audit:read'], expiresAt: 9 },
    [{ scopes: ['all'] }, { scopes: [] }],
  ],
  [
    'createWidgetToken',
    { origin: 'https://a.example', scopes: ['licenses:read'], minutes: 5 },
    [{ minutes: 4 }, { minutes: 11 }, { scopes: ['widget-tokens:write'] }, { origin: undefined }],
  ],
];

const ANSWERS: [keyof typeof ROUTES, number, object, Record<string, unknown>[]][] = [
  ['createProduct', 201, { code: 'KSE', name: 'Studio', policy }, [{ policy: {} }, { code: 1 }]],
  ['getOfflineLicense', 200, offline, [{ state: 'ended' }, { seq: -1 }, { machineId: undefined }]],
  [
    'createOfflineLicense',
    200,
    { offlineLicense: offline, existing: true },
    [{ existing: 1 }, { offlineLicense: {} }],
  ],
  [
    'verifyAudit',
    200,
    { ok: false, number: 3, fault: 'altered', detail: 'x' },
    [{ ok: true }, { fault: 'x' }],
  ],
];

describe('the published schemas', () => {
  it.each(BODIES)('take and refuse what validation does: body of %s', (name, good, changes) => {
    const { body } = ROUTES[name] as Route;
    const schema = schemas.input(body as z.ZodObject);
    agree(body as z.ZodObject, schema, good, changes);
  });

  it.each(ANSWERS)(
    'take and refuse what validation does: answer of %s, %d',
    (name, status, good, changes) => {
      const answer = (ROUTES[name] as Route).answers[status] as z.ZodType;
      agree(answer, schemas.answer(answer), good, changes);
    },
  );

  it.each([...NAMED])('say the same of %s, sent or received', (_, schema) => {
    // A default, or a value that is read from text, would make two things of one name.
    const [input, output] = (['input', 'output'] as const).map((io) => z.toJSONSchema(schema, { io }));
    expect(input).toEqual(withoutClosing(output));
  });

  it('refuse an answer without a name, and a group of no route', () => {
    expect(() => schemas.answer(z.object({}))).toThrow('needs a name');
    expect(() => schemas.input(z.object({}))).toThrow('belongs to no route');
  });
});

function agree(
  schema: z.ZodType,
  published: unknown,
  good: object,
  changes: Record<string, unknown>[],
): void {
  expect([schema.safeParse(good).success, accepts(published, good)]).toEqual([true, true]);
  for (const change of changes) {
    // As it would arrive.
    const bad: unknown = JSON.parse(JSON.stringify({ ...good, ...change }));
    expect([change, schema.safeParse(bad).success, accepts(published, bad)]).toEqual([change, false, false]);
  }
}

/** Without what only the output of zod says, and the document does not. */
function withoutClosing(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, inner: unknown) =>
      key === 'additionalProperties' && inner === false ? undefined : inner,
    ),
  );
}
