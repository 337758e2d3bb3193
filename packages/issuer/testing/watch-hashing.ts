import { createHook } from 'node:async_hooks';

/** How many scrypt hashes were begun in this process since, and how many of them ran at once. */
export function watchHashing(): { readonly begun: number; readonly most: number; stop(): void } {
  const running = new Set<number>();
  const seen = { begun: 0, most: 0, stop: () => undefined as void };
  const hook = createHook({
    init(id, type) {
      if (type !== 'SCRYPTREQUEST') return;
      running.add(id);
      seen.begun += 1;
      seen.most = Math.max(seen.most, running.size);
    },
    before: (id) => void running.delete(id),
  }).enable();
  seen.stop = () => void hook.disable();
  return seen;
}
