import type { z } from 'zod';

const SCHEMAS = new Map<string, z.ZodType>();

/** The schemas that have a name: the document describes each of them once, below `components/schemas`. */
export const NAMED: ReadonlyMap<string, z.ZodType> = SCHEMAS;

/** Gives a schema its name and what to say about it. */
export function named<Schema extends z.ZodType>(name: string, description: string, schema: Schema): Schema {
  const described = schema.meta({ description });
  SCHEMAS.set(name, described);
  return described;
}
