import { readFileSync } from 'node:fs';
import path from 'node:path';
import v8 from 'node:v8';

// Node 20 has relaxed SIMD behind a flag, which counts for what is compiled afterwards.
if (process.version.startsWith('v20.')) v8.setFlagsFromString('--experimental-wasm-relaxed-simd');

/** As much of WebAssembly as the tests use: neither ES2023 nor Node's types declare it. */
interface WebAssemblyApi {
  readonly Module: {
    new (bytes: Uint8Array): Module;
    imports(module: Module): { module: string; name: string; kind: string }[];
    exports(module: Module): { name: string; kind: string }[];
  };
  readonly Memory: new (limits: { initial: number; maximum: number }) => Memory;
  readonly Instance: new (module: Module, imports: object) => { readonly exports: object };
  validate(bytes: Uint8Array): boolean;
}
export interface Memory {
  readonly buffer: ArrayBuffer;
}
export interface Module {
  readonly module?: never;
}

export const wasm = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly;

/** The folder of the repository. */
export const ROOT = path.resolve(import.meta.dirname, '../..');
/** What `npm run build` leaves. */
export const DIST = path.join(ROOT, 'assembly/dist');

/** Release and debug build of both fields: the same tests run on all. */
export const BUILDS = ['fma', 'plain', 'fma-debug', 'plain-debug'] as const;
export type Build = (typeof BUILDS)[number];

const modules = new Map<string, Module>();

/** Compiles a build, once per process. */
export function load(build: Build, folder = DIST): Module {
  const file = path.join(folder, `${build}.wasm`);
  const module = modules.get(file) ?? new wasm.Module(readFileSync(file));
  modules.set(file, module);
  return module;
}

/** An instance with a memory of its own, of so many pages from first to last. */
export function instantiate<Exports>(module: Module, pages: number): { exports: Exports; memory: Memory } {
  const memory = new wasm.Memory({ initial: pages, maximum: pages });
  const { exports } = new wasm.Instance(module, { env: { memory } });
  return { exports: exports as Exports, memory };
}
