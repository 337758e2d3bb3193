import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What the source of a workspace may import and use (ARCHITECTURE.md, *Who may import whom*). */
export interface Room {
  /** Packages, by full specifier. Imports of files inside the same workspace are always allowed. */
  readonly may: readonly RegExp[];
  /** Source text that must not occur. */
  readonly mayNotUse?: readonly RegExp[];
  /** A folder of the workspace with rules of its own; the rest of the workspace must not import from it. */
  readonly inner?: { readonly folder: string; readonly may: readonly RegExp[] };
}

const ENGINE = /^@latchkey\/assembly\/(fma|plain)$/;
const CORE = /^@latchkey\/core$/;
const CRYPTO = /^@latchkey\/crypto(\/node)?$/;
/** Issuer and server get a signer and a key set; where the key lies is not their business. */
const KEYLESS = /^@latchkey\/crypto$/;
const ISSUER = /^@latchkey\/issuer$/;
const SERVER = /^@latchkey\/server$/;
const CONTRACT = /^@latchkey\/api\/contract$/;
const DEVICE = /^@latchkey\/device(\/files)?$/;
const HASHES = /^@noble\/hashes\//;
const NODE = /^node:/;

export const ROOMS: Readonly<Record<string, Room>> = {
  // The ledger and its service are optional: loaded on demand, named where they are not installed.
  'apps/cli': { may: [CORE, CRYPTO, DEVICE, ISSUER, SERVER, NODE, /^commander$/, /^qr$/] },
  // Its back end in memory signs for real, which no element may.
  'apps/docs': {
    may: [CORE, KEYLESS, /^@latchkey\/elements(\/define\/[\w-]+)?$/, /^lit(\/|$)/, /^#manifest$/],
  },
  // The engine itself imports nothing; its generator runs at build time.
  assembly: { may: [NODE, /^assemblyscript\/asc$/] },
  // The client runs in pages, which have no use for a validator.
  'packages/api': { may: [CORE, /^zod$/], inner: { folder: 'src/client', may: [CORE] } },
  'packages/core': {
    may: [HASHES, /^@scure\/base$/],
    // Time and randomness are parameters here.
    mayNotUse: [/\bDate\.now\b/, /\bnew Date\(\)/, /\bMath\.random\b/, /\bcrypto\.getRandomValues\b/],
  },
  'packages/crypto': {
    may: [CORE, ENGINE, HASHES, /^@noble\/ed25519$/],
    inner: { folder: 'src/node', may: [CORE, NODE] },
  },
  // In a page there is nothing of Node; the compiler sees to it for the files that both parts share.
  'packages/device': {
    may: [CORE, CRYPTO, NODE],
    inner: { folder: 'src/browser', may: [CORE, KEYLESS, /^idb-keyval$/] },
  },
  // Back ends come through the ports of core: no network and no cryptography here.
  'packages/elements': {
    may: [CORE, /^lit(\/|$)/, /^@lit\/context$/, /^qr(\/decode\.js)?$/],
    mayNotUse: [/\bfetch\(/, /\bXMLHttpRequest\b/, /\bWebSocket\b/, /\bcrypto\./, /\bunsafeHTML\b/],
  },
  'packages/issuer': { may: [CORE, KEYLESS, NODE, /^(kysely|pg|@photostructure\/sqlite|csv-parse\/sync)$/] },
  // The rules are the issuer's, and so are the databases.
  'packages/server': {
    may: [
      CORE,
      KEYLESS,
      ISSUER,
      CONTRACT,
      NODE,
      /^(hono|@hono\/node-server|fflate|openid-client|pino|prom-client)$/,
    ],
  },
  tests: { may: [/.*/] },
};

export interface Findings {
  /** How many imports were looked at. */
  readonly imports: number;
  /** `file: specifier` for each import or text that is not allowed. */
  readonly forbidden: readonly string[];
  /** The packages that are imported, Node's own aside. */
  readonly packages: readonly string[];
}

/** The workspaces that exist, as paths from the root. */
export function readRooms(root: string): string[] {
  const nested = ['packages', 'apps'].flatMap((folder) =>
    readdirSync(path.join(root, folder)).map((name) => `${folder}/${name}`),
  );
  return ['assembly', ...nested, 'tests']
    .filter((room) => existsSync(path.join(root, room, 'package.json')))
    .toSorted();
}

/** Looks at every source file of a workspace, tests and fixtures aside. */
export function findForbiddenImports(workspace: string, room: Room): Findings {
  const forbidden: string[] = [];
  const packages = new Set<string>();
  let imports = 0;
  for (const file of listSources(workspace)) {
    const text = readFileSync(path.join(workspace, file), 'utf8');
    for (const specifier of listImports(text)) {
      imports++;
      if (!isAllowed(file, specifier, room)) forbidden.push(`${file}: ${specifier}`);
      // A `#` name is the workspace's own, see `imports` in its package.json.
      if (!/^(\.|#|node:)/.test(specifier)) packages.add(packageOf(specifier));
    }
    for (const use of room.mayNotUse ?? []) if (use.test(text)) forbidden.push(`${file}: ${use.source}`);
  }
  return { imports, forbidden, packages: [...packages] };
}

function isAllowed(file: string, specifier: string, { may, inner }: Room): boolean {
  const inside = inner !== undefined && file.startsWith(`${inner.folder}/`);
  if (!specifier.startsWith('.')) return (inside ? inner.may : may).some((rule) => rule.test(specifier));
  const target = path.posix.join(path.posix.dirname(file), specifier);
  if (target.startsWith('..')) return false;
  return inside || inner === undefined || !target.startsWith(`${inner.folder}/`);
}

function listSources(workspace: string): string[] {
  const all = readdirSync(workspace, { recursive: true, encoding: 'utf8' });
  // A tool's configuration and a step of the build belong to no layer: they are not published, and import tools.
  const ignored =
    /(^|\/)(node_modules|dist|build|fixtures|testing)\/|\.test\.ts$|\.d\.ts$|^[\w.-]+\.js$|\.config\.ts$/;
  return all
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /\.(ts|js)$/.test(file) && !ignored.test(file));
}

function listImports(text: string): string[] {
  const statement = /\bfrom\s+['"]([^'"\s]+)['"]|\bimport\s*\(?\s*['"]([^'"\s]+)['"]/g;
  return [...text.matchAll(statement)].map(([, from, bare]) => (from ?? bare) as string);
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
