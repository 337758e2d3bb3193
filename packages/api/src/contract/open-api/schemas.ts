import { z } from 'zod';
import { NAMED } from '../named.js';
import type { Route } from '../route.js';

/** A JSON Schema (draft 2020-12), as OpenAPI 3.1 has them. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Everything that routes take and give, as JSON Schema. */
export interface JsonSchemas {
  /** The schemas that have a name, by it. */
  readonly named: Readonly<Record<string, JsonSchema>>;
  /** What a group of fields looks like to who sends it. */
  input(group: z.ZodType): JsonSchema;
  /** Points to what comes back. */
  answer(schema: z.ZodType): JsonSchema;
}

/** Where a schema with a name is described. */
export const refTo = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

/** Turns the schemas that validate into those that are published. */
export function jsonSchemas(routes: Readonly<Record<string, Route>>): JsonSchemas {
  const names = new Map([...NAMED].map(([name, schema]) => [schema, name]));
  const groups = Object.values(routes).flatMap(({ params, query, body }) => [params, query, body]);
  // Several routes share one group, and a schema has one place in a registry.
  const distinct = [...new Set(groups)].filter((group) => group !== undefined);
  const inputs = new Map<z.ZodType, string>(distinct.map((group, i) => [group, `input ${i}`]));
  const read = convert(new Map([...names, ...inputs]), 'input');
  return {
    named: convert(names, 'output'),
    input: (group) => find(read[inputs.get(group) ?? ''], 'belongs to no route'),
    answer: (schema) => refTo(find(names.get(schema), 'needs a name, see named()')),
  };
}

function convert(ids: ReadonlyMap<z.ZodType, string>, io: 'input' | 'output'): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [schema, id] of [...ids].toSorted(([, a], [, b]) => (a < b ? -1 : 1))) {
    registry.add(schema, { id });
  }
  const { schemas } = z.toJSONSchema(registry, {
    io,
    uri: (id) => `#/components/schemas/${id}`,
    override: ({ zodSchema, jsonSchema }) => {
      // Answers may get further fields; whoever reads them leaves those alone. Strict objects have a catch-all.
      const isOpen = zodSchema instanceof z.ZodObject && zodSchema.def.catchall === undefined;
      if (isOpen) delete jsonSchema.additionalProperties;
      // In OpenAPI this word is about fields that requests must leave out, not about lists that nobody changes.
      delete jsonSchema.readOnly;
    },
  });
  const bare = Object.entries(schemas).map(([id, { $schema: _draft, $id: _uri, ...schema }]) => [id, schema]);
  return Object.fromEntries(bare) as Record<string, JsonSchema>;
}

function find<T>(found: T | undefined, otherwise: string): T {
  if (found === undefined) throw new TypeError(`This schema ${otherwise}.`);
  return found;
}
