import { pino, type Logger } from 'pino';

/** Longest text of an error in the log. */
const LONGEST = 500;

/** A log of one line of JSON each on the standard output. */
export function createLogger(): Logger {
  return pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime });
}

/**
 * An error as the log may have it: where it happened and what kind it is. Its text can repeat what came with the request
 * (a database quotes the value that it refused), so whatever is quoted in it, looks like an e-mail address or like a
 * token is left out, and so are all further members of the error.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const { name, message, stack = '', cause } = error;
  const { code } = error as { code?: unknown };
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name,
    message: redact(message),
    ...(typeof code === 'string' && { code: redact(code) }),
    at: frames.slice(0, 12).map((line) => line.trim()),
    ...(cause !== undefined && { cause: describeError(cause) }),
  };
}

function redact(text: string): string {
  return text
    .slice(0, LONGEST)
    .replaceAll(/"[^"]*"?|'[^']*'?|`[^`]*`?/g, '[quoted]')
    .replaceAll(/\S+@\S+/g, '[e-mail]')
    .replaceAll(/[\w.~+/-]{24,}/g, '[long]');
}
