import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startService, type TestService } from '../testing/service.js';

const SCRIPT = 'console.log("portal");'.repeat(100);
let folder: string;
let service: TestService;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'latchkey-static-'));
  const write = (name: string, content: string | Buffer) => {
    const file = path.join(folder, 'portal', name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  };
  write('index.html', '<!doctype html><title>Portal</title>');
  write('assets/app-DiwrgTda.js', SCRIPT);
  write('assets/app-DiwrgTda.js.br', brotliCompressSync(SCRIPT));
  write('assets/app-DiwrgTda.js.gz', gzipSync(SCRIPT));
  write('service-worker.js', 'self.skipWaiting();');
  write('engine.wasm', Buffer.from('0061736d01000000', 'hex'));
  write('empty.txt', '');
  write('.env', 'SECRET=1');
  write('.git/config', 'secret');
  writeFileSync(path.join(folder, 'secret.txt'), 'secret');
  symlinkSync(path.join(folder, 'secret.txt'), path.join(folder, 'portal', 'link.txt'));
  mkdirSync(path.join(folder, 'kiosk'));
  writeFileSync(path.join(folder, 'kiosk', 'index.html'), '<title>Kiosk</title>');
  service = await startService({
    staticFolders: [
      { at: '/', folder: path.join(folder, 'portal'), fallback: 'index.html' },
      { at: '/kiosk', folder: path.join(folder, 'kiosk') },
    ],
  });
});
afterEach(async () => {
  await service.close();
  rmSync(folder, { recursive: true });
});

const get = (address: string, headers: Record<string, string> = { 'Accept-Encoding': 'identity' }) =>
  service.request('GET', `!${address}`, { headers });

it('pages come under a policy that lets nothing foreign run', async () => {
  const page = await get('/');
  expect(page).toMatchObject({ status: 200, text: '<!doctype html><title>Portal</title>' });
  expect(page.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('Cache-Control')).toBe('no-cache');
  const policy = page.headers.get('Content-Security-Policy') ?? '';
  expect(policy.split('; ')).toEqual(
    expect.arrayContaining([
      "default-src 'none'",
      "script-src 'self' 'wasm-unsafe-eval'",
      "require-trusted-types-for 'script'",
      'trusted-types lit-html latchkey',
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ]),
  );
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|\*/);
  // A worker goes by the policy of its own file.
  const worker = await get('/service-worker.js');
  expect(worker.headers.get('Content-Security-Policy')).toBe(policy);
  expect(worker.headers.get('Cache-Control')).toBe('no-cache');
});

it('what has a hash in its name is kept for good, and comes as small as the caller takes it', async () => {
  const address = '/assets/app-DiwrgTda.js';
  for (const [accepted, encoding] of [
    ['br, gzip', 'br'],
    ['gzip, deflate, br;q=0', 'gzip'],
    ['GZIP;q=0.5', 'gzip'],
    ['identity', null],
    ['brotli', null],
  ] as const) {
    const file = await get(address, { 'Accept-Encoding': accepted });
    expect(file.status, accepted).toBe(200);
    // fetch decodes it.
    expect(file.text).toBe(SCRIPT);
    expect(file.headers.get('Content-Encoding'), accepted).toBe(encoding);
    expect(file.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8');
    expect(file.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
    expect(file.headers.get('Vary')).toBe('Accept-Encoding');
    const known = { 'Accept-Encoding': accepted, 'If-None-Match': file.headers.get('ETag') ?? '' };
    expect(await get(address, known)).toMatchObject({ status: 304, text: '' });
  }
  const head = await service.request('HEAD', `!${address}`, { headers: { 'Accept-Encoding': 'identity' } });
  expect(head.headers.get('Content-Length')).toBe(String(SCRIPT.length));
});

it('addresses that a web app reads by itself get its page; missing files and API routes do not', async () => {
  expect(await get('/licenses/acme')).toMatchObject({ status: 200, text: /Portal/ });
  for (const address of [
    '/assets/missing.js',
    '/missing.css',
    '/api/v1/nothing',
    '/api/x',
    '/.well-known/x',
  ]) {
    expect(await get(address), address).toMatchObject({ status: 404, json: { code: 'not-found' } });
  }
  expect(await get('/kiosk/')).toMatchObject({ status: 200, text: '<title>Kiosk</title>' });
  expect(await get('/kiosk/index.html')).toMatchObject({ status: 200, text: '<title>Kiosk</title>' });
  expect(await get('/engine.wasm')).toMatchObject({ status: 200 });
  expect(await get('/empty.txt')).toMatchObject({ status: 200, text: '' });
  expect(await service.request('POST', '!/', { body: {} })).toMatchObject({ status: 404 });
});

it.each([
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '/assets/../../secret.txt',
  '/..\\secret.txt',
  '/%5c..%5csecret.txt',
  '//secret.txt',
  '/.env',
  '/.git/config',
  '/link.txt',
  '/index.html%00.txt',
  '/assets/',
  '/assets',
])('there is no way out of a folder: %s', async (address) => {
  // Unlike fetch, a socket sends the address as it is.
  const text = await new Promise<string>((resolve) => {
    const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
    socket.write(`GET ${address} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    let heard = '';
    socket.on('data', (chunk) => (heard += chunk.toString()));
    socket.on('close', () => resolve(heard));
  });
  expect(text).toMatch(/^HTTP\/1.1 (404|400|200) /);
  expect(text.split('\r\n\r\n').slice(1).join('')).not.toMatch(/secret$|SECRET/);
});
