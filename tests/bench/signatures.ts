import { FMA_12, FMA_8, inBatches, PLAIN_12, start } from './engine.js';
import { fromFilledBuffer } from './filled.js';
import { readInput } from './input.js';
import { measure, type Contender } from './measure.js';
import type { Row, SectionResult, Settings } from './report.js';
import { cryptoVerify, singles } from './singles.js';

/** The reference, doing everything twice: known to be half as fast, so that the method itself can be seen to work. */
const CONTROL = 'control: each one twice';

/** Signatures of one key: every contender against crypto.verify. */
export async function benchSignatures(settings: Settings): Promise<SectionResult> {
  const input = readInput(settings.input);
  const contenders: Contender[] = [];
  const notes: string[] = [];
  for (const variant of [FMA_12, FMA_8, PLAIN_12]) {
    const verifier = await start(variant);
    if (verifier) {
      const batches = settings.sizes.map((n) => ({ n, slice: settings.slice }));
      contenders.push(...batches.map((batch) => inBatches(variant.name, verifier, input.items, batch)));
    } else notes.push(`${variant.name}: this host does not have the instructions.`);
    const filled = await fromFilledBuffer(variant, input.items);
    if (filled) contenders.push(filled);
  }
  const reference = cryptoVerify(input);
  const twice = { ...reference, name: CONTROL, run: () => [reference.run(), reference.run()] };
  contenders.push(...(await singles(input)), twice);
  const rows = await measure(reference, contenders, settings);
  return { rows, notes: [...notes, ...checkControl(rows)] };
}

function checkControl(rows: readonly Row[]): string[] {
  const measured = rows.find(({ contender }) => contender === CONTROL)?.ratio.median ?? 0;
  if (Math.abs(measured - 0.5) < 0.03) return [];
  return [`**The control came out at ${measured.toFixed(2)} instead of 0.50: do not trust these numbers.**`];
}
