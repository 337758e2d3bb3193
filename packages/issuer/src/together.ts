/**
 * Waits for reads that do not need each other. PostgreSQL answers those of one transaction in one round trip.
 *
 * Where some are refused, the first in order has its say, whichever ended first: what a caller is told does not hang on
 * chance, and who may do nothing learns nothing.
 */
export async function together<T extends readonly unknown[]>(
  ...works: { readonly [I in keyof T]: Promise<T[I]> | T[I] }
): Promise<T> {
  await Promise.allSettled(works);
  const results: unknown[] = [];
  for (const work of works) results.push(await work);
  return results as unknown as T;
}
