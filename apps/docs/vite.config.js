// The site is pages of HTML, one for each element: `npm run docs` at the root builds and serves it.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { defineConfig } from 'vite';

const HERE = import.meta.dirname;
const MANIFEST = path.join(
  path.dirname(createRequire(import.meta.url).resolve('@latchkey/elements')),
  'custom-elements.json',
);

/** What the elements need, and nothing else: pages that embed them can be as strict. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

/** What each page has in its head, before anything that the policy is for. */
const head = () => ({
  name: 'latchkey-head',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'content-security-policy', content: POLICY },
      injectTo: 'head-prepend',
    },
    { tag: 'meta', attrs: { charset: 'utf-8' }, injectTo: 'head-prepend' },
    { tag: 'meta', attrs: { name: 'viewport', content: 'width=device-width' }, injectTo: 'head-prepend' },
  ],
});

/** The tables of the API, as `#manifest`: of the Custom Elements Manifest only what the site shows. */
const manifest = () => ({
  name: 'latchkey-manifest',
  // Before Vite looks for it among the imports of package.json.
  enforce: 'pre',
  resolveId: (id) => (id === '#manifest' ? '\0#manifest' : undefined),
  load(id) {
    if (id !== '\0#manifest') return undefined;
    this.addWatchFile(MANIFEST);
    const { modules } = JSON.parse(readFileSync(MANIFEST, 'utf8'));
    const elements = modules
      .flatMap(({ declarations = [] }) => declarations)
      .filter(({ tagName }) => tagName);
    const api = Object.fromEntries(elements.map((element) => [element.tagName, readApi(element)]));
    return `export default JSON.parse(${JSON.stringify(JSON.stringify(api))})`;
  },
});

function readApi({ members = [], events = [], slots = [], cssParts = [], cssProperties = [] }) {
  const rows = (entries) =>
    entries.map(({ name, description = '', type, default: initial, attribute }) => ({
      name,
      about: description,
      ...(attribute && { attribute }),
      ...(type && { type: type.text }),
      ...(initial !== undefined && { default: initial }),
    }));
  return {
    properties: rows(members.filter(({ kind }) => kind === 'field')),
    methods: rows(members.filter(({ kind }) => kind === 'method')),
    events: rows(events),
    slots: rows(slots),
    parts: rows(cssParts),
    customProperties: rows(cssProperties),
  };
}

export default defineConfig({
  root: HERE,
  // Whoever publishes the site may put it into any folder.
  base: './',
  // A path that is not there is answered with 404.
  appType: 'mpa',
  plugins: [head(), manifest()],
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: readdirSync(HERE)
        .filter((file) => file.endsWith('.html'))
        .map((file) => path.join(HERE, file)),
    },
  },
  preview: { port: 4173 },
});
