import type { Row, Settings, Spread } from './report.js';

/** Something to be timed. It is run in slices that take some tens of milliseconds. */
export interface Contender {
  readonly name: string;
  /** Items of one call, as the report names them. */
  readonly n: number;
  /** Items of one slice. */
  readonly items: number;
  /** Does one slice. Throws where a result is not what it must be: a quick wrong answer is no answer. */
  run(): unknown;
}

/** A reading of a clock, microseconds. */
export type Clock = () => number;

/**
 * Times contenders against a reference. Each slice of a contender stands between two of the reference, in every
 * round, and is compared with the mean of both: whatever else the machine does falls on both sides.
 */
export async function measure(
  reference: Contender,
  contenders: readonly Contender[],
  { rounds, warmUp, clock = processorTime }: Pick<Settings, 'rounds' | 'warmUp'> & { clock?: Clock },
): Promise<Row[]> {
  for (const contender of [reference, ...contenders]) await warm(contender, warmUp);
  const series = contenders.map((contender) => ({ contender, own: [] as number[], ratios: [] as number[] }));
  const base: number[] = [];
  for (let round = 0; round < rounds; round++) {
    let before = await time(reference, clock);
    for (const { contender, own, ratios } of series) {
      const ns = await time(contender, clock);
      const after = await time(reference, clock);
      own.push(ns);
      base.push(after);
      ratios.push((before + after) / 2 / ns);
      before = after;
    }
  }
  const against = reference.name;
  return [
    {
      contender: against,
      n: reference.n,
      ns: spread(base).median,
      against,
      ratio: { median: 1, min: 1, max: 1 },
    },
    ...series.map(({ contender: { name, n }, own, ratios }) => ({
      contender: name,
      n,
      ns: spread(own).median,
      against,
      ratio: spread(ratios),
    })),
  ];
}

/** What a contender says must be right, or the run ends here. */
export function insist(holds: boolean): void {
  if (!holds) throw new Error('A contender gave a wrong answer.');
}

/** Median, least and greatest of some numbers, of which there must be one. */
export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (i: number) => sorted[Math.floor(i)] as number;
  const last = sorted.length - 1;
  return { median: (at(last / 2) + at((last + 1) / 2)) / 2, min: at(0), max: at(last) };
}

async function warm(contender: Contender, items: number): Promise<void> {
  for (let done = 0; done < items; done += contender.items) await contender.run();
}

/** Nanoseconds an item. */
async function time(contender: Contender, clock: Clock): Promise<number> {
  const start = clock();
  await contender.run();
  return ((clock() - start) * 1000) / contender.items;
}

/**
 * What this process has used of the processor in all its threads, microseconds. On a core of its own that is the time
 * on the wall; on a shared one it leaves out what others take.
 */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}
