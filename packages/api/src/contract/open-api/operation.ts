import { PROBLEM_STATUS, type Problem } from '@latchkey/core';
import { problemsOf } from '../problems.js';
import { PROBLEM_TYPE } from '../problem-document.js';
import type { Access, Answer, Route } from '../route.js';
import { refTo, type JsonSchema, type JsonSchemas } from './schemas.js';

type Json = Readonly<Record<string, unknown>>;

/** One operation of the document. */
export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters: readonly Json[];
  readonly requestBody?: Json;
  readonly responses: Readonly<Record<string, Json>>;
}

/** Describes a route. */
export function describeRoute(name: string, route: Route, schemas: JsonSchemas): Operation {
  const { method, summary, access, params, query, body, idempotent } = route;
  return {
    operationId: name,
    summary,
    tags: [tagOf(route)],
    security: securityOf(access),
    parameters: [
      ...(params ? parametersIn('path', schemas.input(params)) : []),
      ...(query ? parametersIn('query', schemas.input(query)) : []),
      ...(method === 'get' ? [{ $ref: '#/components/parameters/IfNoneMatch' }] : []),
      ...(idempotent ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
    ],
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: schemas.input(body) } } },
    }),
    responses: responsesOf(route, schemas),
  };
}

/** What a route is about: the last word of its path that names a kind of thing. */
function tagOf({ path }: Route): string {
  const words = path.split('/').filter((word) => word !== '' && !word.startsWith(':'));
  return (words[0] === 'organizations' ? words[1] : words[0]) ?? 'organizations';
}

function securityOf(access: Access): Operation['security'] {
  if (access === 'public') return [];
  if (access === 'session') return [{ session: [] }];
  return [{ session: [] }, { token: access === 'caller' ? [] : [access.scope] }];
}

function parametersIn(place: 'path' | 'query', group: JsonSchema): Json[] {
  const properties = group.properties as Readonly<Record<string, JsonSchema>>;
  const required = (group.required ?? []) as readonly string[];
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: place,
    required: required.includes(name),
    ...(description !== undefined && { description }),
    schema,
  }));
}

function responsesOf(route: Route, schemas: JsonSchemas): Record<string, Json> {
  const responses: Record<string, Json> = {};
  for (const [status, answer] of Object.entries(route.answers)) {
    responses[status] = describeAnswer(Number(status), answer, route, schemas);
  }
  if (route.method === 'get') responses['304'] = { $ref: '#/components/responses/NotModified' };
  for (const [status, codes] of byStatus(problemsOf(route)))
    responses[status] = describeProblems(status, codes);
  return responses;
}

function describeAnswer(
  status: number,
  answer: Answer,
  { method, idempotent }: Route,
  schemas: JsonSchemas,
): Json {
  const headers = {
    ...(method === 'get' && { ETag: { $ref: '#/components/headers/ETag' } }),
    ...(idempotent && { 'Idempotency-Replayed': { $ref: '#/components/headers/IdempotencyReplayed' } }),
  };
  if (answer === undefined) return { description: 'Done.' };
  if ('file' in answer) {
    const disposition = { 'Content-Disposition': { $ref: '#/components/headers/ContentDisposition' } };
    return {
      description: answer.description,
      headers: { ...headers, ...disposition },
      // OpenAPI 3.1: bytes need no schema, their media type says it.
      content: { [answer.file]: {} },
    };
  }
  return {
    description: status === 201 ? 'Created.' : 'As it is.',
    ...(Object.keys(headers).length > 0 && { headers }),
    content: { 'application/json': { schema: schemas.answer(answer) } },
  };
}

function describeProblems(status: number, codes: readonly Problem[]): Json {
  const narrowed = { properties: { status: { const: status }, code: { enum: codes } } };
  return {
    description: codes.map((code) => `\`${code}\``).join(', '),
    ...(status === PROBLEM_STATUS['too-many-requests'] && {
      headers: { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } },
    }),
    content: { [PROBLEM_TYPE]: { schema: { allOf: [refTo('Problem'), narrowed] } } },
  };
}

function byStatus(codes: readonly Problem[]): Map<number, Problem[]> {
  const groups = new Map<number, Problem[]>();
  for (const code of codes) {
    const status = PROBLEM_STATUS[code];
    groups.set(status, [...(groups.get(status) ?? []), code]);
  }
  return groups;
}
