import { LatchkeyError } from '@latchkey/core';
import type { Call } from './calls.js';

/** A call, written out. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  /** JSON. */
  readonly body?: string;
}

/**
 * Puts the input of a call where it belongs: what the path names into the path, the rest into the query or the body.
 *
 * @throws LatchkeyError `request-invalid` for a part of the path that cannot be one
 */
export function writeRequest(base: string, { method, path }: Call, input: object): HttpRequest {
  const rest = new Map<string, unknown>(Object.entries(input).filter(([, value]) => value !== undefined));
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const value = rest.get(name);
    rest.delete(name);
    return encodePart(name, value);
  });
  const url = base + filled;
  if (method === 'post' || method === 'put' || method === 'patch') {
    return { method: method.toUpperCase(), url, body: JSON.stringify(Object.fromEntries(rest)) };
  }
  const query = new URLSearchParams(
    [...rest].map(([name, value]): [string, string] => [name, String(value)]),
  );
  return { method: method.toUpperCase(), url: query.size > 0 ? `${url}?${query}` : url };
}

function encodePart(name: string, value: unknown): string {
  // Dots would climb, and half a character has no encoding.
  if (typeof value === 'string' && !/^\.{0,2}$|\p{Surrogate}/u.test(value)) {
    return encodeURIComponent(value);
  }
  throw new LatchkeyError(
    'request-invalid',
    `Nothing was sent: ${name} cannot be part of an address. Give an ID as the service wrote it.`,
    { details: { fields: [name] } },
  );
}
