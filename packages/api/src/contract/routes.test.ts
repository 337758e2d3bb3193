import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Route } from './route.js';
import { ROUTES } from './routes.js';

const routes: [string, Route][] = Object.entries(ROUTES);
const groupsOf = ({ params, query, body }: Route) =>
  [params, query, body].filter((group) => group !== undefined);
const fieldsOf = (route: Route) => groupsOf(route).flatMap((group) => Object.keys(group.shape));

describe('ROUTES', () => {
  it('answers no method of a path twice', () => {
    const lines = routes.map(([, { method, path }]) => `${method} ${path}`);
    expect(lines).toEqual([...new Set(lines)]);
  });

  it.each(routes)('%s names the parameters of its path, and no others', (_, { path, params }) => {
    const named = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name);
    expect(named.toSorted()).toEqual(Object.keys(params?.shape ?? {}).toSorted());
  });

  it.each(routes)('%s takes no control character in its path', (_, { params }) => {
    for (const name of Object.keys(params?.shape ?? {})) {
      const field = params?.shape[name];
      expect(field?.safeParse('a b').success).toBe(true);
      for (const character of ['\0', '\u0007', '\n', '\u007f', '\u0085']) {
        expect(field?.safeParse(`a${character}b`).success, name).toBe(false);
      }
    }
  });

  it.each(routes)('%s can be called with one object: no field occurs twice', (_, route) => {
    const fields = fieldsOf(route);
    expect(fields).toEqual([...new Set(fields)]);
    expect(route.query && route.body).toBeUndefined();
  });

  it.each(routes)('%s has a body where its method has one', (_, { method, body }) => {
    expect(body !== undefined).toBe(method === 'post' || method === 'put' || method === 'patch');
  });

  it.each(routes.filter(([, route]) => groupsOf(route).length > 0))(
    '%s refuses unknown fields',
    (_, route) => {
      for (const group of groupsOf(route)) {
        const unknown = group.safeParse({ unknown: 1 }).error?.issues;
        expect(unknown).toContainEqual(
          expect.objectContaining({ code: 'unrecognized_keys', keys: ['unknown'] }),
        );
      }
    },
  );

  it.each(routes.filter(([, route]) => groupsOf(route).length > 0))(
    '%s bounds every text and list',
    (_, route) => {
      for (const group of groupsOf(route))
        expect(findUnbounded(z.toJSONSchema(group, { io: 'input' }))).toEqual([]);
    },
  );

  it.each(routes)('%s answers with success, in one way', (_, { answers }) => {
    const kinds = Object.entries(answers).map(([status, answer]) => {
      expect(status).toMatch(/^2\d\d$/);
      return answer === undefined ? 'nothing' : 'file' in answer ? answer.file : 'json';
    });
    expect(new Set(kinds).size).toBe(1);
  });
});

/** Paths of what a caller could make as long as it likes. */
function findUnbounded(schema: unknown, at = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const {
    type,
    maxLength,
    maxItems,
    pattern,
    enum: values,
    const: value,
  } = schema as Record<string, unknown>;
  const isBounded =
    maxLength !== undefined || pattern !== undefined || values !== undefined || value !== undefined;
  const here = (type === 'string' && !isBounded) || (type === 'array' && maxItems === undefined) ? [at] : [];
  return [...here, ...Object.entries(schema).flatMap(([key, inner]) => findUnbounded(inner, `${at}/${key}`))];
}
