import { PROBLEM_STATUS, type Problem } from '@latchkey/core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { problemsOf } from '../problems.js';
import { PROBLEM_TYPE } from '../problem-document.js';
import type { Route } from '../route.js';
import { ROUTES } from '../routes.js';
import { SCOPES } from '../scopes.js';
import { openApiDocument } from './document.js';
import type { Operation } from './operation.js';

type Json = Readonly<Record<string, unknown>>;

// What a reader of the document gets: JSON, nothing that only JavaScript has.
const sent = openApiDocument();
const document = JSON.parse(JSON.stringify(sent)) as typeof sent;
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    path,
    method,
    operation,
    name: operation.operationId,
  })),
);
const routeOf = ({ operationId }: Operation): Route =>
  (ROUTES as Readonly<Record<string, Route>>)[operationId] as Route;
const listed = operations.map((found) => [found.name, found] as const);

describe('openApiDocument', () => {
  it('is JSON as it stands', () => {
    expect(document).toEqual(sent);
  });

  it('says what it is, and where the API is', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d$/);
    expect(Object.keys(document)).toEqual(['openapi', 'info', 'servers', 'paths', 'components']);
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
    expect(document.servers).toEqual([{ url: '/api/v1' }]);
    expect(openApiDocument({ serverUrl: 'https://a.example' }).servers).toEqual([
      { url: 'https://a.example/api/v1' },
    ]);
  });

  it('describes every route once, by its name, where it is', () => {
    const described = operations.map(({ method, path, name }) => `${name} ${method} ${path}`);
    const expected = Object.entries(ROUTES).map(
      ([name, { method, path }]) => `${name} ${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`,
    );
    expect(described.toSorted()).toEqual(expected.toSorted());
  });

  it('points to nothing that is not there', () => {
    const refs = collectRefs(document);
    expect(refs.length).toBeGreaterThan(100);
    expect(refs.filter((ref) => resolve(ref) === undefined)).toEqual([]);
  });

  it('keeps nothing that nobody points to', () => {
    const refs = new Set(collectRefs(document));
    const kept = Object.entries(document.components).flatMap(([kind, entries]) =>
      Object.keys(entries).map((name) => `#/components/${kind}/${name}`),
    );
    expect(kept.filter((ref) => !refs.has(ref) && !ref.includes('securitySchemes'))).toEqual([]);
  });

  it('names schemas as OpenAPI allows', () => {
    for (const name of Object.keys(document.components.schemas as Json)) expect(name).toMatch(/^[\w.-]+$/);
  });

  it.each(Object.entries(document.components.schemas as Record<string, Json>))(
    'has %s as a schema that can be read',
    (_, schema) => expect(() => z.fromJSONSchema(withDefinitions(schema))).not.toThrow(),
  );

  it('closes what is sent, and leaves open what comes back', () => {
    const bodies = listed.map(([, { operation }]) => bodyOf(operation)).filter((body) => body !== undefined);
    expect(bodies.length).toBeGreaterThan(10);
    for (const body of bodies) expect(body.additionalProperties).toBe(false);
    expect(JSON.stringify(document.components.schemas)).not.toContain('"additionalProperties":false');
  });

  describe.each(listed)('%s', (_, { path, method, operation }) => {
    const route = routeOf(operation);
    const parameters = operation.parameters.map((parameter) => deref(parameter));
    const namesIn = (place: string) =>
      parameters.filter((parameter) => parameter.in === place).map(({ name }) => name as string);

    it('declares each parameter of its path, and no others', () => {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
      expect(namesIn('path').toSorted()).toEqual(inPath.toSorted());
      expect(
        parameters.filter((parameter) => parameter.in === 'path').every(({ required }) => required),
      ).toBe(true);
      expect(namesIn('query').toSorted()).toEqual(Object.keys(route.query?.shape ?? {}).toSorted());
    });

    it('takes the headers that it should', () => {
      const expected = [
        ...(route.idempotent ? ['Idempotency-Key'] : []),
        ...(method === 'get' ? ['If-None-Match'] : []),
      ];
      expect(namesIn('header')).toEqual(expected);
    });

    it('says who may call it', () => {
      const { access } = route;
      const schemes = operation.security.flatMap((requirement) => Object.entries(requirement));
      expect(schemes.map(([name]) => name)).toEqual(
        access === 'public' ? [] : access === 'session' ? ['session'] : ['session', 'token'],
      );
      expect(schemes.flatMap(([, scopes]) => scopes)).toEqual(
        typeof access === 'object' ? [access.scope] : [],
      );
      for (const [name] of schemes) expect(document.components.securitySchemes).toHaveProperty(name);
    });

    it('has every success with its content', () => {
      for (const [status, answer] of Object.entries(route.answers)) {
        const { content, headers, description } = operation.responses[status] as Json;
        expect(description).not.toBe('');
        if (answer === undefined) expect(content).toBeUndefined();
        else
          expect(Object.keys(content as Json)).toEqual(['file' in answer ? answer.file : 'application/json']);
        expect(Object.hasOwn((headers ?? {}) as Json, 'ETag')).toBe(method === 'get');
        const isFile = answer !== undefined && 'file' in answer;
        expect(Object.hasOwn((headers ?? {}) as Json, 'Content-Disposition')).toBe(isFile);
      }
    });

    it('has every problem under its status, and no other answer', () => {
      const codes = Object.entries(operation.responses).flatMap(([status, response]) =>
        problemsIn(response).map((code) => {
          expect(PROBLEM_STATUS[code]).toBe(Number(status));
          return code;
        }),
      );
      expect(codes.toSorted()).toEqual(problemsOf(route).toSorted());
      const expected = new Set([
        ...Object.keys(route.answers),
        ...(method === 'get' ? ['304'] : []),
        ...codes.map((code) => String(PROBLEM_STATUS[code])),
      ]);
      expect(Object.keys(operation.responses).toSorted()).toEqual([...expected].toSorted());
    });
  });

  it('names every scope', () => {
    const { description } = (document.components.securitySchemes as Record<string, Json>).token as Json;
    for (const scope of SCOPES) expect(description).toContain(scope);
  });
});

/** Problem codes of a response. */
function problemsIn(response: Json): Problem[] {
  const content = response.content as Record<string, { schema: { allOf: Json[] } }> | undefined;
  const [problem, narrowed] = content?.[PROBLEM_TYPE]?.schema.allOf ?? [];
  if (!problem || !narrowed) return [];
  expect(problem).toEqual({ $ref: '#/components/schemas/Problem' });
  return (narrowed.properties as { code: { enum: Problem[] } }).code.enum;
}

function bodyOf({ requestBody }: Operation): Json | undefined {
  const content = requestBody?.content as Record<string, { schema: Json }> | undefined;
  return content?.['application/json']?.schema;
}

function collectRefs(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : collectRefs(inner),
  );
}

function resolve(ref: string): unknown {
  if (!ref.startsWith('#/')) return undefined;
  return ref
    .slice(2)
    .split('/')
    .reduce<unknown>((at, key) => (at as Json | undefined)?.[key], document);
}

function deref(value: Json): Json {
  return typeof value.$ref === 'string' ? (resolve(value.$ref) as Json) : value;
}

/** A schema that stands alone: what it points to comes along. */
function withDefinitions(schema: Json): Parameters<typeof z.fromJSONSchema>[0] {
  const text = JSON.stringify({ ...schema, $defs: document.components.schemas });
  return JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/')) as never;
}
