import { checkControl, twice } from './control.js';
import { FMA_12, FMA_8, inBatches, PLAIN_12, start } from './engine.js';
import { fromFilledBuffer } from './filled.js';
import { readInput } from './input.js';
import { measure, type Contender } from './measure.js';
import type { SectionResult, Settings } from './report.js';
import { cryptoVerify, singles } from './singles.js';

/** Signatures of one key: every contender against crypto.verify. */
export async function benchSignatures(settings: Settings): Promise<SectionResult> {
  const input = readInput(settings.input);
  const contenders: Contender[] = [];
  const notes: string[] = [];
  for (const variant of [FMA_12, FMA_8, PLAIN_12]) {
    const verifier = await start(variant);
    if (verifier) {
      const batches = settings.sizes.map((n) => ({ n, slice: settings.slice }));
      contenders.push(...batches.map((batch) => inBatches(variant.name, verifier, input, batch)));
    } else notes.push(`${variant.name}: this host does not have the instructions.`);
    const filled = await fromFilledBuffer(variant, input.items);
    if (filled) contenders.push(filled);
  }
  const reference = cryptoVerify(input);
  contenders.push(...(await singles(input)), twice(reference));
  const rows = await measure(reference, contenders, settings);
  return { rows, notes: [...notes, ...checkControl(rows)] };
}
