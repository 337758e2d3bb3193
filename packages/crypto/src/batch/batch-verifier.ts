import { verifySignature } from '../verify-signature.js';
import { assertProductCode, type ReadClaims } from '@latchkey/core';
import type { KeySet } from '../key-set.js';
import type { Engine } from './engine.js';
import { loadEngine } from './load-engine.js';
import { manyMachineIds, oneMachineId } from './machine-ids.js';
import { readMany, readOne } from './tokens.js';
import type { EngineBuild, MachineComponents, SignedMessage } from './types.js';

export interface BatchOptions {
  /**
   * Bits of a window, 4 to 14. 12 as it is: 2.7 MB of tables a key. 8 for browsers and kiosks: 0.25 MB, quicker to
   * start, a quarter slower afterwards. 14 pays off from some hundred thousand signatures on.
   */
  readonly window?: number;
  /** A certain engine; the best that this host can run as it is. `noble` is JavaScript alone. */
  readonly build?: EngineBuild | 'noble';
  /** Keys whose tables are kept, 1 to 8; 4 as it is. More keys than that work, with tables built again and again. */
  readonly keys?: number;
}

/** Verifies signatures in bulk. The verdicts are those of `verifySignature`, whatever the engine. */
export interface BatchVerifier {
  /** Which engine runs, and its window. */
  readonly info: { readonly build: EngineBuild | 'noble'; readonly window: number };
  /**
   * Verifies signatures of one key.
   *
   * @param publicKey 32 bytes
   * @param items any number of them
   * @returns 1 or 0 for each item; all 0 where the key fails the gate. Never throws because of an item.
   */
  verify(publicKey: Uint8Array, items: readonly SignedMessage[]): Uint8Array;
  /**
   * Reads license files, steps 1 to 7 of *Verifying*: whatever is asked of them afterwards, `judgeRead` of
   * @latchkey/core answers it.
   *
   * @returns for each token its claims or the refusal, in order. Never throws because of a token.
   */
  verifyTokens(keys: KeySet, tokens: readonly (string | Uint8Array)[]): ReadClaims[];
  /**
   * Machine IDs of scheme `os` for a whole inventory.
   *
   * @returns for each machine its canonical ID; `undefined` where the OS ID cannot stand for a machine
   * @throws LatchkeyError `product-invalid`
   */
  machineIds(product: string, components: readonly MachineComponents[]): (string | undefined)[];
}

/**
 * Starts an engine. Nothing is loaded or compiled before.
 *
 * Node 20 has the faster build behind a flag, which this function does not set: a process that wants it calls
 * `v8.setFlagsFromString('--experimental-wasm-relaxed-simd')` before.
 *
 * @throws RangeError where the window or the number of keys is out of range
 */
export async function createBatchVerifier({
  window = 12,
  build,
  keys = 4,
}: BatchOptions = {}): Promise<BatchVerifier> {
  const loaded = build === 'noble' ? undefined : await loadEngine(build, { window, keys });
  if (!loaded) {
    return {
      info: { build: 'noble', window: 0 },
      verify: verifyWithNoble,
      verifyTokens: (keySet, tokens) => tokens.map((token) => readOne(keySet, token)),
      machineIds: (product, components) => {
        assertProductCode(product);
        return components.map((component) => oneMachineId(product, component));
      },
    };
  }
  const { engine } = loaded;
  return {
    info: { build: loaded.build, window },
    verify: (publicKey, items) => verifyWithEngine(engine, publicKey, items),
    verifyTokens: (keySet, tokens) => readMany(engine, keySet, tokens),
    machineIds: (product, components) => manyMachineIds(engine, product, components),
  };
}

function verifyWithNoble(publicKey: Uint8Array, items: readonly SignedMessage[]): Uint8Array {
  return Uint8Array.from(items, (item) => Number(verifySignature(publicKey, item?.message, item?.signature)));
}

function verifyWithEngine(
  engine: Engine,
  publicKey: Uint8Array,
  items: readonly SignedMessage[],
): Uint8Array {
  const verdicts = new Uint8Array(items.length);
  const slot = engine.findSlot(publicKey);
  if (slot === undefined) return verdicts;
  const odd = items.findIndex((item) => !fits(engine, item));
  if (odd < 0) {
    engine.verify(slot, items, (i, valid) => (verdicts[i] = valid));
    return verdicts;
  }
  // Some items are not for the engine: no signature at all, or a message of megabytes.
  const places = items.flatMap((item, i) => (fits(engine, item) ? [i] : []));
  const fitting = places.map((i) => items[i] as SignedMessage);
  engine.verify(slot, fitting, (i, valid) => (verdicts[places[i] as number] = valid));
  items.forEach((item, i) => {
    if (!fits(engine, item)) verdicts[i] = Number(verifySignature(publicKey, item?.message, item?.signature));
  });
  return verdicts;
}

function fits(engine: Engine, item: SignedMessage): boolean {
  return (
    item?.message instanceof Uint8Array &&
    item.message.length <= engine.longestMessage &&
    item.signature instanceof Uint8Array &&
    item.signature.length === 64
  );
}
