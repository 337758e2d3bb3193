import path from 'node:path';
import vue from '@vitejs/plugin-vue';
import { build, type Plugin, type Rolldown } from 'vite';

/** The pages that were built, by their path: what a portal puts on its web server. */
export type BuiltSite = ReadonlyMap<string, string | Uint8Array>;

/** What a build brings in: where the license service is, and the file with its public keys. */
export interface BuildInputs {
  readonly baseUrl: string;
  readonly keysFile: string;
}

/** The address that the sources name, as the guide does. */
export const NAMED_SERVICE = 'https://licenses.example.com';

/** Builds one of the folders beside this file as its portal would, for production, and writes nothing. */
export async function buildHost(name: string, inputs: BuildInputs): Promise<BuiltSite> {
  const root = path.join(import.meta.dirname, name);
  const forVue = vue({
    template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('latchkey-') } },
  });
  const output = (await build({
    configFile: false,
    root,
    mode: 'production',
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [bringIn(inputs), forVue],
    build: {
      write: false,
      target: 'es2022',
      // A file is what `img-src 'self'` allows.
      assetsInlineLimit: 0,
      rolldownOptions: { input: ['index.html', 'admin.html'].map((page) => path.join(root, page)) },
    },
  })) as Rolldown.RolldownOutput;
  return new Map(
    output.output.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source]),
  );
}

/** A test's service has an address and keys of its own; the sources stay as the guide prints them. */
function bringIn({ baseUrl, keysFile }: BuildInputs): Plugin {
  return {
    name: 'bring-in',
    enforce: 'pre',
    resolveId: (id) => (id === './keys.json' ? keysFile : undefined),
    transform: (code) => (code.includes(NAMED_SERVICE) ? code.replaceAll(NAMED_SERVICE, baseUrl) : undefined),
  };
}
