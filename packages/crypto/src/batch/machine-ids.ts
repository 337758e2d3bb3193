import { assertProductCode, findOsIdFault, machineIdFromOs } from '@latchkey/core';
import type { Engine } from './engine.js';
import type { MachineComponents } from './types.js';

const CHUNK = 4096;
/** An account that does not look like one is left to the single path, whatever it is. */
const PLAIN_ACCOUNT = /^[\w.-]{0,200}$/;

/** One machine ID by the single path: what the engine's answers must equal. */
export function oneMachineId(product: string, { osId, account }: MachineComponents): string | undefined {
  return findOsIdFault(osId) === undefined ? machineIdFromOs({ osId, product, account }) : undefined;
}

/** Machine IDs of an inventory; see `BatchVerifier.machineIds`. */
export function manyMachineIds(
  engine: Engine,
  product: string,
  components: readonly MachineComponents[],
): (string | undefined)[] {
  assertProductCode(product);
  const ids: (string | undefined)[] = [];
  for (let from = 0; from < components.length; from += CHUNK) {
    ids.push(...idsOfChunk(engine, product, components.slice(from, from + CHUNK)));
  }
  return ids;
}

function idsOfChunk(
  engine: Engine,
  product: string,
  chunk: readonly MachineComponents[],
): (string | undefined)[] {
  const plain = chunk.map(
    ({ osId, account }) => findOsIdFault(osId) === undefined && PLAIN_ACCOUNT.test(account),
  );
  const machines = chunk
    .filter((_, i) => plain[i])
    .map(({ osId, account }): [string, string] => [osId.trim().toLowerCase(), account]);
  const text = engine.machineIds(product, machines);
  const length = product.length + 34;
  let next = 0;
  return chunk.map((component, i) => {
    if (!plain[i]) return oneMachineId(product, component);
    next += length;
    return text.slice(next - length, next);
  });
}
