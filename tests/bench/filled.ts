import type { SignedMessage } from '@latchkey/crypto';
import { instantiate } from './abi.js';
import type { Variant } from './engine.js';
import { PUBLIC_KEY } from './input.js';
import { insist, type Contender } from './measure.js';

const SLOT = 1;

/**
 * The engine alone, over a block that lies in its memory: what is left of `verify` without copying. 8,192 signatures
 * are two calls, since a block holds 4,096.
 */
export async function fromFilledBuffer(
  { name, build, window }: Variant,
  items: readonly SignedMessage[],
): Promise<Contender | undefined> {
  const engine = await instantiate(build, window);
  if (!engine) return undefined;
  const { abi, memory } = engine;
  const bytes = new Uint8Array(memory);
  bytes.set(PUBLIC_KEY, abi.recordsAt());
  insist(abi.setKey(SLOT) === 0);
  const count = Math.min(abi.BLOCK.value, items.length);
  const descriptors = new DataView(memory, abi.descriptorsAt());
  let offset = 0;
  for (const [i, { message, signature }] of items.slice(0, count).entries()) {
    bytes.set(signature, abi.signaturesAt() + 64 * i);
    bytes.set(message, abi.recordsAt() + offset + 64);
    descriptors.setUint32(8 * i, offset, true);
    descriptors.setUint32(8 * i + 4, message.length, true);
    offset += abi.recordBytes(message.length);
  }
  const results = bytes.subarray(abi.resultsAt(), abi.resultsAt() + count);
  return {
    name: `${name}, buffer filled`,
    n: 2 * count,
    items: 2 * count,
    run: () => {
      for (let call = 0; call < 2; call++) {
        insist(abi.verify(SLOT, count) === 0);
        insist(!results.includes(0));
      }
    },
  };
}
