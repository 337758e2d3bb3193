import type { Contender } from './measure.js';
import type { Row } from './report.js';

const NAME = 'control: each one twice';

/** The reference, doing everything twice: known to be half as fast, so that the method itself can be seen to work. */
export function twice(reference: Contender): Contender {
  const run = async () => {
    await reference.run();
    await reference.run();
  };
  return { ...reference, name: NAME, run };
}

/** A warning where that was not found. */
export function checkControl(rows: readonly Row[]): string[] {
  const measured = rows.find(({ contender }) => contender === NAME)?.ratio.median ?? 0;
  if (Math.abs(measured - 0.5) < 0.03) return [];
  return [`**The control came out at ${measured.toFixed(2)} instead of 0.50: do not trust these numbers.**`];
}
