/** A constant of the module. */
interface Constant {
  readonly value: number;
}

/** What the hash and token modules export by themselves: without the engine's layout, on any place in the memory. */
export interface Hashes {
  readonly STATUS_OK: Constant;
  readonly STATUS_RANGE: Constant;
  readonly MACHINE_ID_EXTRA: Constant;
  readonly MALFORMED: Constant;
  sha256Records(count: number, descriptors: number, out: number): number;
  machineIds(count: number, descriptors: number, product: number, productLength: number, out: number): number;
  decodeBase64url(from: number, length: number, to: number): number;
  /** Where the module's own data end. */
  heapBase(): number;
}

export const ENTRY = `
export { sha256Records, STATUS_OK, STATUS_RANGE } from './sha256';
export { machineIds, MACHINE_ID_EXTRA } from './fingerprint';
export { decodeBase64url, MALFORMED } from './base64url';
export function heapBase(): usize { return __heap_base; }
`;

/** Pages of the memory: it ends at `END`. */
export const PAGES = 16;
export const END = PAGES * 65536;
