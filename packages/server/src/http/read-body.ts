import { LatchkeyError } from '@latchkey/core';

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads the body of a request as JSON. Its size is checked before a byte of it is parsed, or even kept.
 *
 * @param limit bytes
 * @returns the value, and the text it was read from
 * @throws LatchkeyError `not-json`, `too-large`, `request-invalid`
 */
export async function readBody(
  { headers, body }: Request,
  limit: number,
): Promise<{ value: unknown; text: string }> {
  const type = headers.get('Content-Type')?.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/json' || isEncoded(headers)) {
    throw new LatchkeyError(
      'not-json',
      'The body of this request must be JSON as it is. Send it with the header Content-Type: application/json and without Content-Encoding.',
    );
  }
  if (Number(headers.get('Content-Length') ?? 0) > limit) throw tooLarge(limit);
  const text = decode(await readAtMost(body, limit));
  return { value: parse(text), text };
}

function isEncoded(headers: Headers): boolean {
  return (headers.get('Content-Encoding') ?? 'identity').toLowerCase() !== 'identity';
}

/** @throws LatchkeyError `too-large`, `request-invalid` where the caller breaks off */
async function readAtMost(body: ReadableStream<Uint8Array> | null, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (body) {
    const reader = body.getReader();
    const read = () =>
      reader.read().catch(() => {
        throw invalid('did not arrive whole');
      });
    for (let next = await read(); !next.done; next = await read()) {
      size += next.value.length;
      // The rest is the connection's business, which ends a sender that goes on.
      if (size > limit) throw tooLarge(limit);
      chunks.push(next.value);
    }
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Buffer): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    throw invalid('is not UTF-8');
  }
}

function parse(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid('is not JSON');
  }
  // Only an escape can bring one in; PostgreSQL cannot keep it, and no text needs it.
  if (text.includes(String.raw`\u0000`) && JSON.stringify(value).includes(String.raw`\u0000`)) {
    throw invalid('holds the character U+0000');
  }
  return value;
}

function tooLarge(limit: number): LatchkeyError {
  return new LatchkeyError(
    'too-large',
    `Nothing was done: the body of this request may have ${limit} bytes. Send less at once.`,
    { details: { limit } },
  );
}

function invalid(why: string): LatchkeyError {
  return new LatchkeyError(
    'request-invalid',
    `Nothing was done: the body of the request ${why}. Correct it, then try again.`,
    { details: { fields: [''] } },
  );
}
