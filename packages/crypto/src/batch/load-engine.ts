import { hexToBytes } from '@noble/hashes/utils.js';
import { Engine } from './engine.js';
import type { EngineBuild, SignedMessage } from './types.js';

/** Where the bytes of the builds come from, as base64. */
export type EngineBuilds = Readonly<Record<EngineBuild, () => Promise<{ readonly default: string }>>>;

const BUILDS: EngineBuilds = {
  fma: () => import('@latchkey/assembly/fma'),
  plain: () => import('@latchkey/assembly/plain'),
};

/**
 * Loads the best build that this host can run.
 *
 * Validation alone is not enough: relaxed SIMD may multiply and add without fusing, and then every signature would
 * be refused. So each build has to give the right answers before it is used.
 *
 * @param wanted one build, or undefined for the best
 * @returns undefined where no build works here
 */
export async function loadEngine(
  wanted: EngineBuild | undefined,
  options: { readonly window: number; readonly keys: number },
  builds: EngineBuilds = BUILDS,
): Promise<{ build: EngineBuild; engine: Engine } | undefined> {
  // Some hosts lack WebAssembly altogether, and some pages forbid it (CSP without 'wasm-unsafe-eval').
  if (typeof WebAssembly === 'undefined') return undefined;
  const candidates: readonly EngineBuild[] = wanted === undefined ? ['fma', 'plain'] : [wanted];
  for (const build of candidates) {
    const bytes = decode((await builds[build]()).default);
    if (!WebAssembly.validate(bytes)) continue;
    const module = await WebAssembly.compile(bytes).catch(() => undefined);
    if (!module) continue;
    const engine = new Engine(module, options.window, options.keys);
    if (passesSelfTest(engine)) return { build, engine };
  }
  return undefined;
}

/** RFC 8032 §7.1, test 2. */
const KEY = hexToBytes('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c');
const GOOD: SignedMessage = {
  message: hexToBytes('72'),
  signature: hexToBytes(
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  ),
};

/** Known answers, for one signature and for a few: together they go through all of the unrolled arithmetic. */
function passesSelfTest(engine: Engine): boolean {
  const slot = engine.findSlot(KEY);
  if (slot === undefined) return false;
  const bad = { ...GOOD, message: hexToBytes('73') };
  for (const count of [1, 20]) {
    let right = 0;
    const items = Array.from({ length: count }, (_, i) => (i % 7 === 3 ? bad : GOOD));
    engine.verify(slot, items, (i, valid) => (right += valid === (i % 7 === 3 ? 0 : 1) ? 1 : 0));
    if (right !== count) return false;
  }
  return true;
}

/** A loop, since `Uint8Array.from` takes ten times as long, and this is part of every start. */
function decode(base64: string): Uint8Array {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
