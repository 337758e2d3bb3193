import 'axe-core/axe.min.js';
import type { AxeResults, RunOptions } from 'axe-core';

declare global {
  // What axe-core's build sets.
  var axe: { run(context: Element, options: RunOptions): Promise<AxeResults> };
}

/** What axe finds wrong with an element, as readable lines. */
export async function violations(element: Element): Promise<string[]> {
  const { violations: found } = await globalThis.axe.run(element, { resultTypes: ['violations'] });
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${String(target)}: ${failureSummary}`),
  );
}
