import { ask, type Answers, type Build, type Questions } from './ask.js';

/** What a test may ask of the page and of its worker. */
export interface Calls {
  /** How many modules were compiled by importing the package, and then by starting an engine. */
  countCompilations(): Promise<{ byImport: number; byStart: number }>;
  /** True where the browser takes the module of a build. */
  validates(build: string): Promise<boolean>;
  ask(build: Build): Promise<Answers & { readonly build: string }>;
}

export const calls: Calls = {
  async countCompilations() {
    const compilations = spyOnCompilation();
    const { createBatchVerifier } = await import('@latchkey/crypto');
    const byImport = compilations();
    await createBatchVerifier({ window: 8 });
    return { byImport, byStart: compilations() - byImport };
  },
  async validates(build) {
    const response = await fetch(`/${build}.wasm`);
    return WebAssembly.validate(await response.arrayBuffer());
  },
  async ask(build) {
    const response = await fetch('/questions.json');
    return ask(build, (await response.json()) as Questions);
  },
};

/** Counts every way to compile from now on. */
function spyOnCompilation(): () => number {
  let count = 0;
  const names = ['compile', 'compileStreaming', 'instantiate', 'instantiateStreaming', 'Module'] as const;
  for (const name of names) {
    const spied = new Proxy<object>(WebAssembly[name], {
      apply: (target, self, args) => (count++, Reflect.apply(target as () => unknown, self, args)),
      construct: (target, args) => (count++, Reflect.construct(target as new () => object, args)),
    });
    Object.defineProperty(WebAssembly, name, { value: spied });
  }
  return () => count;
}
