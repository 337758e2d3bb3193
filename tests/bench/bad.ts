import { createBatchVerifier, type SignedMessage } from '@latchkey/crypto';
import { inBatches } from './engine.js';
import { readInput } from './input.js';
import { measure } from './measure.js';
import type { SectionResult, Settings } from './report.js';

const NONE = 'none bad';

/** What signatures cost that do not hold, against ones that do, in the engine that this host chooses. */
export async function benchBad(settings: Settings): Promise<SectionResult> {
  const { publicKey, items } = readInput(settings.input);
  const verifier = await createBatchVerifier();
  if (verifier.info.build === 'noble') return { rows: [], notes: ['No engine runs on this host.'] };
  const rows = [];
  for (const n of [64, 8192]) {
    const count = Math.max(n, settings.slice);
    const some = items.slice(0, count);
    const contender = (name: string, mixed: readonly SignedMessage[], bad: number) =>
      inBatches(
        name,
        verifier,
        { publicKey, items: mixed },
        { n, slice: settings.slice, valid: count - bad },
      );
    const shares = [1, 50, 100].map((percent) => {
      const isBad = (i: number) => (i * 37) % 100 < percent;
      const bad = some.filter((_, i) => isBad(i)).length;
      const mixed = some.map((item, i) => (isBad(i) ? spoil(item, i) : item));
      return contender(`${percent} % bad`, mixed, bad);
    });
    const crafted = contender('all S ≥ 2^252', some.map(craft), count);
    rows.push(...(await measure(contender(NONE, some, 0), [...shares, crafted], settings)));
  }
  return { rows, notes: [] };
}

/** Damages R, S or the message, in turn. */
function spoil({ message, signature }: SignedMessage, i: number): SignedMessage {
  if (i % 3 === 0) return { message: flip(message, i % message.length), signature };
  return { message, signature: flip(signature, i % 3 === 1 ? i % 32 : 32 + (i % 16)) };
}

function flip(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, i) => (i === at ? byte ^ 4 : byte));
}

/** S between 2^252 and L, where honest signers hardly ever get: engines with 252 bits of windows need a detour. */
function craft({ message, signature }: SignedMessage): SignedMessage {
  return { message, signature: signature.map((byte, i) => (i < 47 ? byte : i === 63 ? 0x10 : 0)) };
}
