import type { Context, Hono } from 'hono';
import { createReadStream, readdirSync, statSync, type Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { hasTag } from './http/etag.js';
import type { StaticFolder } from './options.js';
import type { Env } from './service.js';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** Ways in which a file lies compressed beside itself, the smallest first. */
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/** What bundlers put a hash of the content into the name of: such a name never stands for anything else. */
const HASHED = /\/assets\/[^/]+-[\w-]{8,}\.\w+$/;

/**
 * Serves the files that some folders hold now. A request picks from this list by its exact address, so there is no way
 * out of a folder; links and hidden files are not in it.
 */
export function mountStaticFiles(app: Hono<Env>, folders: readonly StaticFolder[]): void {
  const mounts = folders.map((entry) => ({
    ...entry,
    base: entry.at.endsWith('/') ? entry.at : `${entry.at}/`,
  }));
  // The one at `/` last: it would answer for the others.
  for (const { base, folder, fallback } of mounts.toSorted((a, b) => b.base.length - a.base.length)) {
    const files = new Map<string, string>();
    for (const name of listFiles(folder)) {
      const file = path.join(folder, name);
      files.set(base + name, file);
      if (/(^|\/)index\.html$/.test(name)) files.set((base + name).slice(0, -'index.html'.length), file);
    }
    const known = new Set(files.values());
    const page = fallback === undefined ? undefined : path.join(folder, fallback);
    if (page !== undefined) statSync(page);
    app.get(`${base}*`, async (c, next) => {
      const url = c.req.path;
      const file = files.get(url) ?? (isPage(url) ? page : undefined);
      if (file === undefined) return next();
      c.set('route', `files ${base}`);
      return sendFile(c, file, (name) => known.has(name), HASHED.test(url));
    });
  }
}

/** Whether an address may be one that a web app reads by itself; a missing script must not be answered with a page. */
function isPage(url: string): boolean {
  return !/\.\w+$/.test(url) && !/^\/(api\/|\.)/.test(url);
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((file) => !/(^|\/)\./.test(file));
}

async function sendFile(
  c: Context<Env>,
  file: string,
  exists: (file: string) => boolean,
  isHashed: boolean,
): Promise<Response> {
  const accepted = c.req.header('Accept-Encoding') ?? '';
  const [encoding, suffix] = pickEncoding(accepted, (end) => exists(file + end));
  const sent = file + suffix;
  const stats = await stat(sent);
  const tag = tagOf(stats, encoding);
  const headers = new Headers({
    'Cache-Control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    ETag: tag,
    Vary: 'Accept-Encoding',
  });
  if (hasTag(c.req.header('If-None-Match'), tag)) return new Response(null, { status: 304, headers });
  headers.set('Content-Type', TYPES[path.extname(file).toLowerCase()] ?? 'application/octet-stream');
  headers.set('Content-Length', String(stats.size));
  if (encoding !== '') headers.set('Content-Encoding', encoding);
  if (c.req.raw.method === 'HEAD') return new Response(null, { headers });
  // Not a byte more than announced, should the file have grown since.
  const stream = createReadStream(sent, { end: Math.max(0, stats.size - 1) });
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, { headers });
}

function tagOf({ size, mtimeMs }: Stats, encoding: string): string {
  return `"${size.toString(36)}-${Math.floor(mtimeMs).toString(36)}${encoding === '' ? '' : `-${encoding}`}"`;
}

/** The first encoding that the caller takes and that lies there; `['', '']` for the file as it is. */
function pickEncoding(accepted: string, exists: (suffix: string) => boolean): readonly [string, string] {
  const taken = new Set(
    accepted
      .toLowerCase()
      .split(',')
      .map((part) => part.trim().split(/\s*;\s*/))
      .filter(([, quality]) => !/^q=0(\.0*)?$/.test(quality ?? ''))
      .map(([name]) => name),
  );
  return ENCODINGS.find(([encoding, suffix]) => taken.has(encoding) && exists(suffix)) ?? ['', ''];
}
