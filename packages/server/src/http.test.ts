import { connect } from 'node:net';
import { PROBLEM_STATUS } from '@latchkey/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { problem } from '../../api/src/contract/schemas/problem.js';
import { readAll } from '../../issuer/testing/refused.js';
import { freshMachine } from '../testing/resources.js';
import { startService, type Answer, type Credentials, type TestService } from '../testing/service.js';

let service: TestService;
let as: Credentials;
beforeEach(async () => {
  service = await startService();
  as = await service.signIn(service.fixture.owner);
});
afterEach(() => service.close());

const PREVIEW = '/organizations/acme/offline-licenses/preview';

function expectProblem(answer: Answer, code: keyof typeof PROBLEM_STATUS): void {
  expect(answer.status).toBe(PROBLEM_STATUS[code]);
  expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
  expect(answer.headers.get('Cache-Control')).toBe('no-store');
  const document = problem.parse(answer.json);
  expect(document).toMatchObject({ code, status: answer.status, type: `urn:latchkey:problem:${code}` });
  expect(service.log.join('')).toContain(document.instance);
}

describe('problems', () => {
  it.each([
    ['not-found', 'GET', '/nothing', {}],
    ['not-found', 'GET', '!/nothing', {}],
    ['not-found', 'GET', `/organizations/${'x'.repeat(101)}/members`, {}],
    ['not-found', 'GET', '/organizations/a%00b/members', {}],
    ['not-found', 'GET', '/organizations/%ff/members', {}],
    ['not-found', 'GET', '/organizations/acme/members/', {}],
    ['not-found', 'GET', '//organizations', {}],
    ['not-found', 'GET', '/../v1/../../etc/passwd', {}],
    ['method-not-allowed', 'DELETE', '/organizations', {}],
    ['method-not-allowed', 'PUT', '/session', { body: {} }],
    ['method-not-allowed', 'POST', '!/.well-known/jwks.json', { body: {} }],
    ['method-not-allowed', 'DELETE', '/openapi.json', {}],
    ['method-not-allowed', 'POST', '!/api/docs', { body: {} }],
    ['request-invalid', 'POST', PREVIEW, { body: {} }],
    ['request-invalid', 'POST', PREVIEW, { body: '{"licenseId":' }],
    ['request-invalid', 'POST', PREVIEW, { body: '' }],
    ['request-invalid', 'POST', PREVIEW, { body: '[]' }],
    ['request-invalid', 'POST', PREVIEW, { body: 'null' }],
    ['request-invalid', 'POST', PREVIEW, { body: '['.repeat(60_000) }],
    ['request-invalid', 'POST', PREVIEW, { body: { licenseId: 'a\0b', machine: { machineId: 'x' } } }],
    ['request-invalid', 'POST', PREVIEW, { body: { licenseId: 'a', machine: { machineId: 'x' }, more: 1 } }],
    [
      'request-invalid',
      'POST',
      PREVIEW,
      { body: '{"licenseId":"a","machine":{"machineId":"x"},"__proto__":1}' },
    ],
    ['request-invalid', 'GET', '/organizations/acme/offline-licenses?limit=0', {}],
    ['request-invalid', 'GET', '/organizations/acme/offline-licenses?limit=1&limit=2', {}],
    ['request-invalid', 'GET', '/organizations/acme/offline-licenses?unknown=1', {}],
    ['request-invalid', 'GET', '/organizations/acme/offline-licenses?search=%00', {}],
    ['request-invalid', 'GET', '/organizations/acme/offline-licenses?__proto__=1', {}],
    [
      'not-json',
      'POST',
      PREVIEW,
      { body: 'a=b', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } },
    ],
    ['not-json', 'POST', PREVIEW, { body: '{}', headers: { 'Content-Type': 'text/plain' } }],
    ['not-json', 'POST', PREVIEW, { body: '{}', headers: { 'Content-Encoding': 'gzip' } }],
    ['not-json', 'POST', PREVIEW, {}],
    ['too-large', 'POST', PREVIEW, { body: ' '.repeat(64 * 1024 + 1) }],
    ['unauthenticated', 'GET', '/session', { as: undefined }],
  ] as const)('%s for %s %s %j', async (code, method, path, options) => {
    const before = await readAll(service.fixture.ledger.db);
    expectProblem(await service.request(method, path, { as, ...options }), code);
    expect(await readAll(service.fixture.ledger.db)).toEqual(before);
  });

  it('name the fields that do not fit', async () => {
    const body = { licenseId: 1, machine: { machineId: 'x' }, more: 1 };
    const answer = await service.request('POST', PREVIEW, { as, body });
    expect(answer.json.details.fields.toSorted()).toEqual(['licenseId', 'more']);
    const list = await service.request('GET', '/organizations/acme/offline-licenses?limit=many', { as });
    expect(list.json.details.fields).toEqual(['limit']);
  });

  it('take a body of exactly the limit', async () => {
    const text = JSON.stringify({ licenseId: 'x', machine: { machineId: 'x' } });
    const answer = await service.request('POST', PREVIEW, { as, body: text.padEnd(64 * 1024) });
    expectProblem(answer, 'not-found');
  });

  it('take more for a table, and no more than that', async () => {
    const path = '/organizations/acme/offline-licenses/import';
    const csv = 'machine_id\n'.padEnd(2_000_000, 'x\n');
    expectProblem(await service.request('POST', path, { as, body: { csv: `${csv}x` } }), 'request-invalid');
    expectProblem(
      await service.request('POST', path, { as, body: ' '.repeat(8 * 1024 * 1024 + 1) }),
      'too-large',
    );
  });

  it('stop reading a body without a length that does not end', async () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 16_384;
        if (sent > 256 * 1024 * 1024) controller.close();
        else controller.enqueue(new Uint8Array(16_384).fill(32));
      },
    });
    const headers = {
      'Content-Type': 'application/json',
      Cookie: (as as { cookie: string }).cookie,
      'Sec-Fetch-Site': 'none',
    };
    const response = await fetch(`${service.url}/api/v1${PREVIEW}`, {
      method: 'POST',
      headers,
      body,
      duplex: 'half',
    } as RequestInit);
    expect(response.status).toBe(413);
    await response.text();
    expect(sent).toBeLessThan(128 * 1024 * 1024);
  });

  it('are not failures of the service where a caller breaks off', async () => {
    const { port } = new URL(service.url);
    const { cookie } = as as { cookie: string };
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(
      `POST /api/v1${PREVIEW} HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\nSec-Fetch-Site: none\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`,
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    socket.destroy();
    await expect.poll(() => service.log.join('')).toContain('request-invalid');
    expect(service.log.join('')).not.toContain('internal');
  });

  it('tell a stranger nothing of an unknown failure but its number, which the log has', async () => {
    const { ledger } = service.fixture;
    Object.assign(ledger, {
      now: () => {
        throw new Error('secret plan of somebody@example.com');
      },
    });
    const answer = await service.request('GET', '/organizations/acme/licenses', { as });
    expectProblem(answer, 'internal');
    expect(answer.text).not.toMatch(/secret|somebody/);
    expect(service.log.join('')).not.toContain('somebody');
    expect(service.log.join('')).toContain('at findSession');
  });

  it('answer what is no HTTP request, or has an impossible host, without falling over', async () => {
    const { port } = new URL(service.url);
    const say = (text: string) =>
      new Promise<string>((resolve) => {
        const socket = connect(Number(port), '127.0.0.1', () => socket.end(text));
        let heard = '';
        socket.on('data', (chunk) => (heard += chunk.toString()));
        socket.on('close', () => resolve(heard));
        socket.on('error', () => resolve(heard));
      });
    expect(await say('hello\r\n\r\n')).toMatch(/^HTTP\/1.1 400 /);
    expect(await say('GET /health HTTP/1.1\r\n\r\n')).toMatch(/^HTTP\/1.1 400 /);
    expect(await say('GET /health HTTP/1.1\r\nHost: a b@c\r\nConnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1.1 400 [^]*request-invalid/,
    );
    expect(await say('GET http://x/health HTTP/1.1\r\nHost: y\r\nConnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1.1 200 /,
    );
    expect(await service.request('GET', '!/health')).toMatchObject({ status: 200 });
  });
});

describe('answers', () => {
  it('carry the headers that protect who gets them', async () => {
    for (const path of ['/session', '/nothing', '!/health', '!/api/docs']) {
      const { headers } = await service.request('GET', path, { as });
      expect(headers.get('X-Content-Type-Options'), path).toBe('nosniff');
      expect(headers.get('Referrer-Policy'), path).toBe('no-referrer');
      expect(headers.get('Cross-Origin-Opener-Policy'), path).toBe('same-origin');
      expect(headers.get('Cross-Origin-Resource-Policy'), path).toBe('same-origin');
      expect(headers.get('Content-Security-Policy'), path).toMatch(
        /^default-src 'none'; .*frame-ancestors 'none'/,
      );
      expect(headers.get('Strict-Transport-Security'), path).toBe('max-age=31536000');
      expect(headers.get('X-Powered-By'), path).toBeNull();
    }
    const session = await service.request('GET', '/session', { as });
    expect(session.headers.get('Cache-Control')).toBe('no-store');
  });

  it('have a tag, by which a caller who has them gets nothing again', async () => {
    const path = '/organizations/acme/licenses';
    const first = await service.request('GET', path, { as });
    const tag = first.headers.get('ETag') as string;
    expect(tag).toMatch(/^"[\w-]{22}"$/);
    for (const known of [tag, `W/${tag}`, `"x", ${tag}`, '*']) {
      const again = await service.request('GET', path, { as, headers: { 'If-None-Match': known } });
      expect(again).toMatchObject({ status: 304, text: '' });
      expect(again.headers.get('ETag')).toBe(tag);
    }
    await service.fixture.purchase();
    const changed = await service.request('GET', path, { as, headers: { 'If-None-Match': tag } });
    expect(changed.status).toBe(200);
    expect(changed.headers.get('ETag')).not.toBe(tag);
    const other = await service.request('GET', path, { as, headers: { 'If-None-Match': '"x"' } });
    expect(other.status).toBe(200);
  });

  it('to HEAD are those to GET, without a body', async () => {
    for (const path of ['/session', '/nothing', '!/api/docs', '!/.well-known/jwks.json']) {
      const get = await service.request('GET', path, { as });
      const head = await service.request('HEAD', path, { as });
      expect(head, path).toMatchObject({ status: get.status, text: '' });
      for (const name of ['Content-Type', 'ETag', 'Cache-Control']) {
        expect(head.headers.get(name), `${path} ${name}`).toBe(get.headers.get(name));
      }
      if (get.status === 200)
        expect(head.headers.get('Content-Length')).toBe(String(Buffer.byteLength(get.text)));
    }
  });

  it('to OPTIONS name the methods, as does a refusal of another', async () => {
    const path = '/organizations/acme/offline-licenses';
    const options = await service.request('OPTIONS', path);
    expect(options.status).toBe(204);
    expect(options.headers.get('Allow')).toBe('GET, HEAD, OPTIONS, POST');
    const refused = await service.request('PATCH', path, { as, body: {} });
    expectProblem(refused, 'method-not-allowed');
    expect(refused.headers.get('Allow')).toBe('GET, HEAD, OPTIONS, POST');
    expectProblem(await service.request('OPTIONS', '/nothing'), 'not-found');
    const fixed = await service.request('OPTIONS', `${path}/preview`);
    expect(fixed.headers.get('Allow')).toBe('OPTIONS, POST');
  });

  it('come in pages that lead on', async () => {
    const licenseId = (await service.fixture.purchase({ quantity: 10 })).id;
    const path = '/organizations/acme/offline-licenses';
    for (let n = 0; n < 5; n++) {
      const machineId = freshMachine();
      const body = { licenseId, machine: { machineId }, confirmation: machineId.slice(-4) };
      await service.request('POST', path, { as, body });
    }
    const seen: number[] = [];
    for (let next: string | undefined = ''; next !== undefined;) {
      const cursor: string = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`;
      const page: Answer = await service.request('GET', `${path}?limit=2&ascending=true${cursor}`, { as });
      expect(page.status).toBe(200);
      seen.push(...page.json.offlineLicenses.map(({ seq }: { seq: number }) => seq));
      next = page.json.next;
    }
    expect(seen).toEqual([1, 2, 3, 4, 5]);
  });
});
