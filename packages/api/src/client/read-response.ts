import { LatchkeyError } from '@latchkey/core';
import type { Call } from './calls.js';
import { isObject, readProblem } from './read-problem.js';

/** A file that was downloaded. */
export interface DownloadedFile {
  /** As the service calls it: a plain name, no path. */
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A success. */
export interface Success {
  readonly ok: true;
  readonly status: number;
  /** An object, a `DownloadedFile`, or nothing. */
  readonly value: unknown;
}

/** A refusal, or no answer at all. */
export interface Failure {
  readonly ok: false;
  /** 0 where no answer came. */
  readonly status: number;
  readonly error: LatchkeyError;
  /** Seconds after which the service wants to be asked again. */
  readonly retryAfter?: number;
}

/**
 * Reads an answer to its end.
 *
 * @throws LatchkeyError `internal` for a success that is not what the route answers with; what the host throws where the
 *   connection breaks
 */
export async function readResponse(response: Response, { answer }: Call): Promise<Success | Failure> {
  const { status, headers } = response;
  const type = (headers.get('content-type') ?? '').replace(/;.*/s, '').trim().toLowerCase();
  if (!response.ok) {
    const text = await response.text();
    const problem = type === 'application/problem+json' ? parse(text) : undefined;
    const retryAfter = readSeconds(headers.get('retry-after'));
    const error = readProblem(status, problem, retryAfter);
    return { ok: false, status, error, ...(retryAfter !== undefined && { retryAfter }) };
  }
  if (answer === 'nothing') {
    if (status !== 204) throw strange(status, type);
    return { ok: true, status, value: undefined };
  }
  if (answer === 'json') {
    const value = parse(await response.text());
    if (type !== 'application/json' || !isObject(value)) throw strange(status, type);
    return { ok: true, status, value };
  }
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (type !== answer) throw strange(status, type);
  const file: DownloadedFile = { name: readName(headers, answer), type, bytes };
  return { ok: true, status, value: file };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The name of an attachment. A page of another site sees it only where the service exposes the header. */
function readName(headers: Headers, type: string): string {
  const [, name] = /\bfilename="?([\w.-]+)"?(?:;|$)/.exec(headers.get('content-disposition') ?? '') ?? [];
  if (name !== undefined && !name.startsWith('.')) return name;
  return type === 'application/zip' ? 'licenses.zip' : 'license.lic';
}

/** @returns seconds from now on; `undefined` where the header is missing or says nothing */
function readSeconds(header: string | null): number | undefined {
  if (header === null) return undefined;
  if (/^\d{1,9}$/.test(header)) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - Date.now()) / 1000));
}

function strange(status: number, type: string): LatchkeyError {
  return new LatchkeyError(
    'internal',
    'The answer is not one of the Latchkey service. Check its address, and what stands between: a proxy, or the sign-in page of a network.',
    { details: { status, type: type.slice(0, 100) } },
  );
}
