import type { EngineBuild } from '@latchkey/crypto';

/** The exports of the engine that the benchmark calls past the library: docs/wasm-abi.md. */
export interface Abi {
  readonly BLOCK: { readonly value: number };
  pagesFor(window: number, keys: number): number;
  recordBytes(length: number): number;
  setUp(window: number, keys: number): number;
  setKey(slot: number): number;
  verify(slot: number, count: number): number;
  sha256Records(count: number, descriptors: number, out: number): number;
  signaturesAt(): number;
  descriptorsAt(): number;
  recordsAt(): number;
  resultsAt(): number;
}

/** As much of WebAssembly as is used here: neither ES2023 nor Node's types declare it. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (limits: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
  validate(bytes: Uint8Array): boolean;
}
const wasm = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly;

/** Pages that the module asks for, whatever the window. */
const LEAST_PAGES = 8;

/** The bytes of a build. */
export async function readBuild(build: EngineBuild): Promise<Uint8Array> {
  const { default: base64 } = await (build === 'fma'
    ? import('@latchkey/assembly/fma')
    : import('@latchkey/assembly/plain'));
  return Buffer.from(base64, 'base64');
}

/** An engine set up for one key, and its memory; undefined where this host cannot run it. */
export async function instantiate(
  build: EngineBuild,
  window: number,
): Promise<{ abi: Abi; memory: ArrayBuffer } | undefined> {
  const bytes = await readBuild(build);
  if (!wasm.validate(bytes)) return undefined;
  const module = new wasm.Module(bytes);
  const make = (pages: number) => {
    const memory = new wasm.Memory({ initial: pages, maximum: pages });
    const { exports } = new wasm.Instance(module, { env: { memory } });
    return { abi: exports as Abi, memory: memory.buffer };
  };
  const engine = make(Math.max(LEAST_PAGES, make(LEAST_PAGES).abi.pagesFor(window, 1)));
  if (engine.abi.setUp(window, 1) !== 0) throw new Error('The engine did not start.');
  return engine;
}
