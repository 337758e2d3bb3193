import { createPublicKey, verify } from 'node:crypto';
import { createBatchVerifier } from '@latchkey/crypto';
import { PUBLIC_JWK, PUBLIC_KEY, readInput } from './input.js';
import { insist, processorTime, spread } from './measure.js';
import { REFERENCE, type Row, type SectionResult, type Settings } from './report.js';

/** What a job verifies that has just begun. */
const COLD_COUNT = 1024;

/** Microseconds of one start, by what they went into; they add up. */
export type Start = Readonly<Record<string, number>>;

/** A first job in a process where nothing is warm. The library is loaded, and no engine yet. */
export async function startCold(settings: Settings, window: number | undefined): Promise<Start> {
  const items = readInput(settings.input, COLD_COUNT).items;
  const begin = processorTime();
  if (window === undefined) {
    const key = createPublicKey({ key: { ...PUBLIC_JWK }, format: 'jwk' });
    for (const { message, signature } of items) insist(verify(null, message, key, signature));
    return { all: processorTime() - begin };
  }
  const verifier = await createBatchVerifier({ window });
  const ready = processorTime();
  insist(verifier.verify(PUBLIC_KEY, items).every(Boolean));
  const done = processorTime();
  return { all: done - begin, compile: ready - begin, verify: done - ready };
}

/** Sums up starts, each in a process of its own: those of crypto.verify and of the engine in turn. */
export async function benchCold(
  rounds: number,
  run: (window: number | undefined) => Promise<Start>,
): Promise<SectionResult> {
  const variants = [8, 12];
  const series = new Map<string, { ns: number[]; ratios: number[] }>();
  const put = (name: string, us: number, base: number) => {
    const { ns, ratios } = series.get(name) ?? { ns: [], ratios: [] };
    series.set(name, { ns: [...ns, (us * 1000) / COLD_COUNT], ratios: [...ratios, base / us] });
  };
  for (let round = 0; round < rounds; round++) {
    const { all: base = 0 } = await run(undefined);
    put(REFERENCE, base, base);
    for (const window of variants) {
      const { all = 0, compile = 0, verify: rest = 0 } = await run(window);
      put(`engine, w = ${window}`, all, base);
      put(`— compile and self-test, w = ${window}`, compile, base);
      put(`— gate, tables and verdicts, w = ${window}`, rest, base);
    }
  }
  const rows: Row[] = [...series].map(([contender, { ns, ratios }]) => ({
    contender,
    n: COLD_COUNT,
    ns: spread(ns).median,
    against: REFERENCE,
    ratio: spread(ratios),
  }));
  return { rows, notes: [] };
}
