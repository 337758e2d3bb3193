import { BASE_PATH, type OpenApiDocument, type Operation } from '@latchkey/api/contract';
import { describeType, type Schema } from './describe-type.js';
import { html, prose, type Html } from './html.js';

interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Schema;
}

interface Content {
  readonly $ref?: string;
  readonly description: string;
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

interface Entry {
  readonly path: string;
  readonly method: string;
  readonly operation: Operation;
}

/** Renders the document of the API as one page: plain markup that needs no script. */
export function renderReference(document: OpenApiDocument): string {
  const base = BASE_PATH;
  const groups = groupByTag(document);
  const schemas = Object.entries(document.components.schemas ?? {}) as [string, Schema][];
  const title = String(document.info.title);
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/api/docs/style.css" />
      </head>
      <body>
        <a class="skip" href="#main">Skip to the routes</a>
        <header>
          <h1>${title}</h1>
          ${paragraphs(String(document.info.description))}
          <p>For programs: <a href="${base}/openapi.json">openapi.json</a> (OpenAPI ${document.openapi})</p>
        </header>
        <nav aria-label="Routes">
          ${[...groups].map(
            ([tag, entries]) =>
              html`<h2>${words(tag)}</h2>
                <ul>
                  ${entries.map(linkTo)}
                </ul>`,
          )}
        </nav>
        <main id="main">
          ${[...groups].map(
            ([tag, entries]) =>
              html`<h2 id="tag-${tag}">${words(tag)}</h2>
                ${entries.map((entry) => renderOperation(document, base, entry))}`,
          )}
          <h2 id="schemas">Schemas</h2>
          ${schemas.map(([name, schema]) => renderSchema(name, schema))}
        </main>
      </body>
    </html> `;
  return page.text;
}

function linkTo({ operation: { operationId }, method, path }: Entry): Html {
  return html`<li>
    <a href="#${operationId}"><b>${method}</b> ${path}</a>
  </li>`;
}

function renderOperation(document: OpenApiDocument, base: string, { path, method, operation }: Entry): Html {
  const parameters = (operation.parameters as unknown as readonly Parameter[]).map((parameter) =>
    resolve<Parameter>(document, parameter),
  );
  const body = (operation.requestBody as unknown as Content | undefined)?.content?.['application/json']
    ?.schema;
  const responses = Object.entries(operation.responses) as unknown as [string, Content][];
  return html`<article aria-labelledby="${operation.operationId}">
    <h3 id="${operation.operationId}"><b>${method}</b> <span>${base}${path}</span></h3>
    <p>${prose(operation.summary)}</p>
    <p>Who may: ${whoMay(operation)}.</p>
    ${
      parameters.length > 0
        ? html`<h4>Parameters</h4>
            <dl>${parameters.map(renderParameter)}</dl>`
        : undefined
    }
    ${
      body
        ? html`<h4>Body</h4>
            ${renderFields(body)}`
        : undefined
    }
    <h4>Answers</h4>
    <dl>${responses.map(([status, given]) => renderAnswer(status, resolve<Content>(document, given)))}</dl>
  </article> `;
}

function whoMay({ security }: Operation): string {
  if (security.length === 0) return 'anybody';
  return security
    .map(({ token }) => {
      if (token === undefined) return 'who has signed in';
      return token.length === 0 ? 'any token' : `a token with the scope ${token.join(', ')}`;
    })
    .join(', or ');
}

function renderParameter({ name, in: place, required, description, schema }: Parameter): Html {
  return html`<dt><code>${name}</code> <i>${place}${required ? '' : ', optional'}</i></dt>
    <dd>${describeType(schema)}${description === undefined ? '' : html`. ${prose(description)}`}</dd>`;
}

function renderFields({ properties = {}, required = [] }: Schema): Html {
  const fields = Object.entries(properties);
  if (fields.length === 0) return html`<p>No fields.</p>`;
  return html`<dl>
    ${fields.map(
      ([name, field]) =>
        html`<dt><code>${name}</code>${required.includes(name) ? '' : html` <i>optional</i>`}</dt>
          <dd>
            ${describeType(field)}${field.description === undefined ? '' : html`. ${prose(field.description)}`}
          </dd>`,
    )}
  </dl>`;
}

function renderAnswer(status: string, { description, content = {} }: Content): Html {
  const [[type, given] = ['', {}]] = Object.entries(content);
  const isProblem = type === 'application/problem+json';
  // What comes back says more than the words for it.
  if (given.schema && !isProblem)
    return html`<dt>${status}</dt>
      <dd>${describeType(given.schema)}</dd>`;
  const file = type !== '' && !isProblem ? html` (<code>${type}</code>)` : undefined;
  return html`<dt>${status}</dt>
    <dd>${prose(description)}${file}</dd>`;
}

function renderSchema(name: string, schema: Schema): Html {
  return html`<article aria-labelledby="schema-${name}">
    <h3 id="schema-${name}">${name}</h3>
    ${schema.description === undefined ? undefined : html`<p>${prose(schema.description)}</p>`}
    ${schema.properties ? renderFields(schema) : html`<p>${describeType(schema)}</p>`}
  </article> `;
}

function groupByTag({ paths }: OpenApiDocument): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const [path, operations] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const tag = operation.tags[0] ?? '';
      groups.set(tag, [...(groups.get(tag) ?? []), { path, method: method.toUpperCase(), operation }]);
    }
  }
  return groups;
}

/** The part of the document that a reference points to; a part that is none, as it is. */
function resolve<Part extends { readonly $ref?: string }>(document: OpenApiDocument, part: Part): Part {
  if (part.$ref === undefined) return part;
  const [group = '', name = ''] = part.$ref.replace('#/components/', '').split('/');
  return document.components[group]?.[name] as unknown as Part;
}

function paragraphs(text: string): Html[] {
  return text.split('\n\n').map((paragraph) => html`<p>${prose(paragraph)}</p>`);
}

function words(tag: string): string {
  const text = tag.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
