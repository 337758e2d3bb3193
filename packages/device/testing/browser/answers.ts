import type { Verdict } from '@latchkey/core';

/** The code a call fails with; `none` where it succeeds; any other error as it is. */
export async function codeOf(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
    return 'none';
  } catch (error) {
    const { name, code } = error as { name: unknown; code: unknown };
    return name === 'LatchkeyError' ? code : error;
  }
}

/** The reason of a verdict, in a word. */
export function reasonOf({ verdict }: { readonly verdict: Verdict | undefined }): string {
  if (!verdict) return 'none';
  return verdict.ok ? 'ok' : verdict.reason;
}
