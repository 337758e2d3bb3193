import { z } from 'zod';
import type { OpenApiDocument } from '../src/contract/index.js';

/** An answer, as far as a document speaks of it. */
interface GivenAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

interface Promised {
  readonly $ref?: string;
  readonly headers?: Readonly<Record<string, { readonly $ref?: string; readonly required?: boolean }>>;
  readonly content?: Readonly<Record<string, { readonly schema?: Json }>>;
}

type Json = Readonly<Record<string, unknown>>;
type JsonSchema = z.core.JSONSchema.JSONSchema;

/**
 * Holds answers against a published document, with nothing but the document at hand.
 *
 * @returns a function that says what is wrong with an answer to an operation; `undefined` where nothing is
 */
export function documentChecker(document: OpenApiDocument) {
  const definitions = JSON.parse(localRefs(document.components.schemas)) as Record<string, JsonSchema>;
  const validators = new Map<string, z.ZodType>();
  const validatorOf = (schema: Json) => {
    const text = localRefs(schema);
    const known =
      validators.get(text) ?? z.fromJSONSchema({ ...(JSON.parse(text) as JsonSchema), $defs: definitions });
    validators.set(text, known);
    return known;
  };
  const resolve = <Part extends { readonly $ref?: string }>(part: Part): Part => {
    const [group = '', name = ''] = part.$ref?.replace('#/components/', '').split('/') ?? [];
    return part.$ref === undefined ? part : (document.components[group]?.[name] as unknown as Part);
  };

  return (operationId: string, { status, headers, text }: GivenAnswer): string | undefined => {
    const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
    const operation = operations.find((candidate) => candidate.operationId === operationId);
    const given = operation?.responses[String(status)] as Promised | undefined;
    if (given === undefined) return `status ${status} is not in the document`;
    const promised = resolve(given);
    for (const [name, header] of Object.entries(promised.headers ?? {})) {
      if (resolve(header).required && !headers.has(name)) return `the header ${name} is missing`;
    }
    const type = headers.get('Content-Type')?.split(';', 1)[0] ?? '';
    if (promised.content === undefined)
      return text === '' ? undefined : 'there is content where none was promised';
    const content = promised.content[type];
    if (content === undefined) return `the media type ${type} is not in the document`;
    if (content.schema === undefined) return text === '' ? 'the file is empty' : undefined;
    return findFault(content.schema, JSON.parse(text) as Json, validatorOf);
  };
}

/** All parts of an `allOf` have to fit; those without a type are looked at by hand, since they narrow others. */
function findFault(schema: Json, value: Json, validatorOf: (schema: Json) => z.ZodType): string | undefined {
  for (const part of (schema.allOf ?? [schema]) as readonly Json[]) {
    if (part.type === undefined && part.$ref === undefined) {
      for (const [name, rule] of Object.entries(part.properties as Record<string, Json>)) {
        const choices = (rule.enum ?? [rule.const]) as readonly unknown[];
        if (!choices.includes(value[name]))
          return `${name} is ${String(value[name])}, which is not in the document`;
      }
      continue;
    }
    const read = validatorOf(part).safeParse(value);
    if (!read.success) return z.prettifyError(read.error);
  }
  return undefined;
}

function localRefs(schema: unknown): string {
  return JSON.stringify(schema).replaceAll('#/components/schemas/', '#/$defs/');
}
