import { decodeBase64url } from '@latchkey/core';
import {
  createBatchVerifier,
  type BatchVerifier,
  type EngineBuild,
  type SignedMessage,
} from '@latchkey/crypto';
import { insist, type Contender } from './measure.js';

/** An engine as it is asked for, and as the report calls it. */
export interface Variant {
  readonly name: string;
  readonly build: EngineBuild;
  readonly window: number;
}

export const FMA_12 = { name: 'fma, w = 12', build: 'fma', window: 12 } as const;
export const FMA_8 = { name: 'fma, w = 8', build: 'fma', window: 8 } as const;
export const PLAIN_12 = { name: 'plain, w = 12', build: 'plain', window: 12 } as const;

/** Starts an engine of a certain build; undefined where this host cannot run it. */
export async function start({ build, window }: Variant): Promise<BatchVerifier | undefined> {
  const verifier = await createBatchVerifier({ build, window });
  return verifier.info.build === build ? verifier : undefined;
}

/** Signatures of one key. */
export interface Signed {
  readonly publicKey: Uint8Array;
  readonly items: readonly SignedMessage[];
}

const ENCODER = new TextEncoder();

/** What is signed in a token, and its signature, in memory of their own. */
export function toSigned(token: string): SignedMessage {
  const dot = token.lastIndexOf('.');
  const signature = decodeBase64url(token.slice(dot + 1)) as Uint8Array;
  return { message: ENCODER.encode(token.slice(0, dot)), signature };
}

/**
 * `verify` of a batch verifier, copying included, in batches of n.
 *
 * @param slice items of one slice at least; few are enough for single signatures
 * @param valid how many of each slice's items hold; all, unless told
 */
export function inBatches(
  name: string,
  verifier: BatchVerifier,
  { publicKey, items }: Signed,
  { n, slice, valid }: { n: number; slice: number; valid?: number },
): Contender {
  const count = Math.max(n, n < 16 ? 512 : slice);
  const batches = cut(items.slice(0, count), n);
  const expected = valid ?? count;
  return {
    name,
    n,
    items: count,
    run: () => {
      let sum = 0;
      for (const batch of batches) for (const verdict of verifier.verify(publicKey, batch)) sum += verdict;
      insist(sum === expected);
    },
  };
}

export function cut<T>(values: readonly T[], n: number): T[][] {
  return Array.from({ length: Math.ceil(values.length / n) }, (_, i) => values.slice(i * n, (i + 1) * n));
}
