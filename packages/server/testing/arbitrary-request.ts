import type { OpenApiDocument } from '@latchkey/api/contract';
import fc from 'fast-check';

type Json = Readonly<Record<string, unknown>>;

interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
  readonly schema: Json;
}

/** A request to one operation. */
export interface FuzzRequest {
  readonly operationId: string;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Index of who sends it. */
  readonly caller: number;
}

/** Values that lead somewhere, by the name of a field; what the document alone cannot know. */
export type Hints = Readonly<Record<string, readonly unknown[]>>;

/** What values are made from. */
interface Known {
  readonly hints: Hints;
  readonly named: Readonly<Record<string, Json>>;
}

const HOSTILE = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\u202Eevil',
  '\u{1F4A5}',
  '\uD800',
  "' or 1=1 --",
  '../../etc/passwd',
  '%00',
  '__proto__',
  'constructor',
  'null',
  '-1',
  '9007199254740993',
  '1e999',
  'x'.repeat(5000),
  'vendor',
];
const hostile = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 30 }));

/** Requests to an operation of a document: most as it asks for them, some close to that, some hostile. */
export function arbitraryRequest(
  document: OpenApiDocument,
  operationId: string,
  hints: Hints,
  callers: number,
): fc.Arbitrary<FuzzRequest> {
  const known: Known = { hints, named: document.components.schemas ?? {} };
  const [path, method, operation] = findOperation(document, operationId);
  const parameters = (operation.parameters as unknown as readonly Parameter[]).map((parameter) => {
    const name = parameter.$ref?.split('/').at(-1) ?? '';
    return parameter.$ref === undefined
      ? parameter
      : (document.components.parameters?.[name] as unknown as Parameter);
  });
  const group = (place: string) =>
    parameters
      .filter((parameter) => parameter.in === place)
      .map(({ name, schema }) => [name, schema] as const);
  const body = (operation.requestBody as { content: Record<string, { schema: Json }> } | undefined)?.content[
    'application/json'
  ]?.schema;
  const pathValues = fc.record(
    Object.fromEntries(
      group('path').map(([name, schema]) => [name, mostly(fromSchema(schema, `path ${name}`, known))]),
    ),
  );
  const query = fc.record(
    Object.fromEntries(
      group('query').map(([name, schema]) => [name, mostly(fromSchema(schema, name, known))]),
    ),
    { requiredKeys: [] },
  );
  const headers = fc.record(
    {
      'If-None-Match': fc.constantFrom('*', '"x"', 'W/"x", "y"'),
      ...(group('header').some(([name]) => name === 'Idempotency-Key') && {
        'Idempotency-Key': fc.oneof(fc.uuid(), fc.constantFrom('again', 'x'.repeat(201))),
      }),
      'X-Forwarded-For': fc.ipV4(),
      'Accept-Encoding': fc.constantFrom('gzip', 'br', 'identity'),
    },
    { requiredKeys: [] },
  );
  const type = fc.oneof(
    { weight: 30, arbitrary: fc.constant('application/json') },
    { weight: 1, arbitrary: fc.constantFrom('text/plain', 'application/json; charset=utf-8', 'nonsense') },
  );
  const strays = fc.oneof(
    { weight: 20, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.record({ [`stray${operationId}`]: hostile }) },
  );
  return fc
    .record({
      pathValues,
      query,
      headers,
      type,
      strays,
      caller: fc.nat(callers - 1),
      body: bodies(body, known),
    })
    .map((made) => ({
      operationId,
      method: method.toUpperCase(),
      path:
        fillPath(path, made.pathValues) + writeQuery({ ...made.query, ...(body ? {} : made.strays) }, method),
      headers: { ...made.headers, ...(body && { 'Content-Type': made.type }) },
      caller: made.caller,
      ...(body && { body: made.body }),
    }));
}

function findOperation(document: OpenApiDocument, operationId: string) {
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      if (operation.operationId === operationId) return [path, method, operation] as const;
    }
  }
  throw new Error(`The document has no operation ${operationId}.`);
}

/** Bodies as text: as the schema says, with one field spoiled or too many, any JSON, and none at all. */
function bodies(schema: Json | undefined, known: Known): fc.Arbitrary<string> {
  const whole = fromSchema(schema ?? {}, '', known) as fc.Arbitrary<Record<string, unknown>>;
  const names = Object.keys((schema?.properties ?? {}) as object);
  const spoiled = fc
    .tuple(whole, fc.constantFrom(...names, 'unknown', '__proto__'), fc.oneof(fc.jsonValue(), hostile))
    .map(([value, name, spoil]) => ({ ...value, [name]: spoil }));
  return fc.oneof(
    { weight: 12, arbitrary: whole.map((value) => JSON.stringify(value)) },
    { weight: 5, arbitrary: spoiled.map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.json() },
    { weight: 1, arbitrary: hostile },
  );
}

function fromSchema(schema: Json, name: string, known: Known): fc.Arbitrary<unknown> {
  const generic = generate(schema, known);
  const hints = (known.hints[name] ?? []).filter((value) => fits(schema, value));
  if (hints.length === 0) return generic;
  return fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...hints) }, { weight: 1, arbitrary: generic });
}

function fits({ type }: Json, value: unknown): boolean {
  if (type === 'integer') return typeof value === 'number';
  if (type === 'array') return Array.isArray(value);
  return type === undefined || typeof value === type;
}

function generate(schema: Json, known: Known): fc.Arbitrary<unknown> {
  const { $ref, type, enum: choices, anyOf, items, properties, pattern } = schema;
  if (typeof $ref === 'string') return generate(known.named[$ref.split('/').at(-1) ?? ''] ?? {}, known);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (Array.isArray(choices)) return fc.constantFrom(...(choices as unknown[]));
  if (Array.isArray(anyOf)) return fc.oneof(...(anyOf as Json[]).map((part) => generate(part, known)));
  const {
    minLength = 0,
    maxLength = 50,
    minimum = 0,
    maximum = Number.MAX_SAFE_INTEGER,
  } = schema as Record<string, number>;
  if (type === 'boolean') return fc.boolean();
  if (type === 'integer')
    return fc.oneof(
      fc.integer({ min: minimum, max: Math.min(maximum, minimum + 20) }),
      fc.constantFrom(minimum, maximum),
    );
  if (typeof pattern === 'string') return fc.stringMatching(new RegExp(pattern));
  if (type === 'string')
    return fc.string({ minLength, maxLength: Math.max(minLength, Math.min(maxLength, 50)) });
  if (type === 'array') {
    const { minItems = 0, maxItems = 5 } = schema as Record<string, number>;
    return fc.array(generate(items as Json, known), {
      minLength: minItems,
      maxLength: Math.min(maxItems, 5),
    });
  }
  if (type === 'object') {
    const fields = Object.entries((properties ?? {}) as Record<string, Json>);
    const made = fields.map(([name, field]) => [name, fromSchema(field, name, known)] as const);
    const requiredKeys = (schema.required ?? []) as string[];
    return fc.record(Object.fromEntries(made), { requiredKeys });
  }
  return fc.jsonValue();
}

function mostly(arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary }, { weight: 1, arbitrary: hostile });
}

function fillPath(path: string, values: Record<string, unknown>): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encode(values[name]));
}

function writeQuery(values: Record<string, unknown>, method: string): string {
  const pairs = Object.entries(values).map(([name, value]) => `${encode(name)}=${encode(value)}`);
  return method !== 'get' || pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** Half a surrogate pair has no encoding: browsers send the character for what cannot be read. */
function encode(value: unknown): string {
  return encodeURIComponent(String(value).replaceAll(/\p{Surrogate}/gu, '\uFFFD'));
}
