import 'axe-core/axe.min.js';
import type { AxeResults, RunOptions } from 'axe-core';

declare global {
  // What axe-core's build sets.
  var axe: { run(context: Element, options: RunOptions): Promise<AxeResults> };
}

/** What depends on colors and places; all other rules read the structure and the words, which are the same in each look. */
const LOOK_RULES = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size'];

/**
 * What axe finds wrong with an element, as readable lines.
 *
 * @param of `look` leaves out the rules that do not depend on colors and places
 */
export async function violations(element: Element, of: 'all' | 'look' = 'all'): Promise<string[]> {
  const { violations: found } = await globalThis.axe.run(element, {
    resultTypes: ['violations'],
    ...(of === 'look' && { runOnly: LOOK_RULES }),
  });
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${String(target)}: ${failureSummary}`),
  );
}
