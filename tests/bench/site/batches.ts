import { decode32 } from '@latchkey/core';
import { createBatchVerifier } from '@latchkey/crypto';
import { checkControl, twice } from '../control.js';
import { inBatches, toSigned, type Signed } from '../engine.js';
import { measure, type Clock, type Contender } from '../measure.js';
import { BROWSER_REFERENCE, type Row, type SectionResult, type Settings } from '../report.js';
import { webCrypto } from '../web-crypto.js';

/** Shortest slice, microseconds: browsers round their clocks to 20 of them, and share the core with themselves. */
const SLICE = 60_000;

/** What the page is asked, as JSON; it finds the tokens at `/tokens`. */
export interface Question extends Pick<Settings, 'rounds' | 'warmUp' | 'slice'> {
  /** The public key in base64url. */
  readonly x: string;
}

/** Batches of signatures against WebCrypto, in the engine that a user gets who asks for none. */
export async function benchBatches({ x, slice, ...settings }: Question): Promise<SectionResult> {
  if (!Reflect.get(globalThis, 'crossOriginIsolated'))
    throw new Error('The clock of this page is too coarse.');
  const signed = await fetchSigned(x);
  const verifier = await createBatchVerifier();
  const { build, window } = verifier.info;
  if (build === 'noble') return { rows: [], notes: ['No engine runs in this browser.'] };
  const small = await createBatchVerifier({ window: 8 });
  const batches = [1, 64, 1024, 8192].map((n) => inBatches('verify', verifier, signed, { n, slice }));
  batches.push(inBatches('verify, w = 8', small, signed, { n: 8192, slice }));

  const timed = { ...settings, clock: wallTime };
  const [faster, slower] = await race(await webCrypto(signed), timed);
  const reference = { ...faster, name: BROWSER_REFERENCE };
  const contenders: Contender[] = [];
  for (const batch of batches) contenders.push(await lengthen(batch));
  const rows = await measure(reference, [...contenders, slower, twice(reference)], timed);
  return {
    rows,
    notes: [
      `verify ran on ${build}, w = ${window}.`,
      `${BROWSER_REFERENCE} is "${faster.name}": it won a race against "${slower.name}".`,
      ...checkControl(rows),
    ],
  };
}

async function fetchSigned(x: string): Promise<Signed> {
  const response = await fetch('/tokens');
  const tokens = (await response.text()).split('\n');
  return { publicKey: decode32(x) as Uint8Array, items: tokens.map(toSigned) };
}

/** The faster one first: nobody shall say that we compared with the clumsy one. */
async function race(
  [one, other]: readonly [Contender, Contender],
  settings: Parameters<typeof measure>[2],
): Promise<[faster: Contender, slower: Contender]> {
  const [a, b] = [await lengthen(one), await lengthen(other)];
  const { ratio } = (await measure(a, [b], settings)).at(-1) as Row;
  return ratio.median > 1 ? [b, a] : [a, b];
}

/** Repeats a contender until a slice takes long enough. */
async function lengthen(contender: Contender): Promise<Contender> {
  for (let times = 1; ; times *= 2) {
    const run = async () => {
      for (let i = 0; i < times; i++) await contender.run();
    };
    const start = wallTime();
    await run();
    if (wallTime() - start >= SLICE) return { ...contender, items: times * contender.items, run };
  }
}

/** Microseconds. A page does not learn what it took of the processor. */
const wallTime: Clock = () => performance.now() * 1000;
