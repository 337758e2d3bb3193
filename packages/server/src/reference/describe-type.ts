import { html, type Html } from './html.js';

/** As much of a JSON Schema as the documents of this API use. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly required?: readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
}

/** Says in words and names what a schema admits; schemas with a name are links. */
export function describeType(schema: Schema): Html {
  const { $ref, enum: choices, anyOf, items, properties, additionalProperties } = schema;
  if ($ref !== undefined) {
    const name = $ref.split('/').at(-1) ?? '';
    return html`<a href="#schema-${name}">${name}</a>`;
  }
  if (schema.const !== undefined) return html`<code>${String(schema.const)}</code>`;
  if (choices) return join(choices.map((choice) => html`<code>${String(choice)}</code>`));
  if (anyOf) return join(anyOf.map(describeType));
  if (schema.type === 'array')
    return html`list of ${items ? describeType(items) : 'anything'}${range(schema)}`;
  if (properties) {
    const fields = Object.entries(properties).map(([name, field], i) => {
      const mark = schema.required?.includes(name) ? '' : '?';
      return html`${i === 0 ? '' : ', '}<code>${name}${mark}</code>: ${describeType(field)}`;
    });
    return html`{ ${fields} }`;
  }
  if (typeof additionalProperties === 'object') return html`names with ${describeType(additionalProperties)}`;
  return html`${wordOf(schema.type)}${range(schema)}`;
}

function wordOf(type: string | undefined): string {
  if (type === 'string') return 'text';
  if (type === 'integer') return 'whole number';
  if (type === 'boolean') return 'true or false';
  return type ?? 'anything';
}

function join(parts: readonly Html[]): Html {
  return html`${parts.map((part, i) => html`${i === 0 ? '' : ' or '}${part}`)}`;
}

/** The limits of a number, a text or a list, where it has such. */
function range({ pattern, minimum, maximum, minLength, maxLength, maxItems }: Schema): Html {
  if (pattern !== undefined) return html`, as <code>${pattern}</code>`;
  const low = minimum ?? minLength;
  const high = maximum === Number.MAX_SAFE_INTEGER ? undefined : (maximum ?? maxLength ?? maxItems);
  const unit = maxLength === undefined ? '' : ' characters';
  if (low !== undefined && high !== undefined) return html`, ${low} to ${high}${unit}`;
  if (high !== undefined) return html`, at most ${high}${unit}`;
  return low === undefined ? html`` : html`, at least ${low}${unit}`;
}
