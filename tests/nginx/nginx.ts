import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import path from 'node:path';
import { findNginx } from '#nginx/setup.js';
import { findPort } from '../support/service.js';

/** The name that the guide's configuration serves. */
const HOST = 'licenses.example.com';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Speaks https with the proxy. */
export type Ask = (
  method: string,
  where: string,
  body?: object | string,
  headers?: Record<string, string>,
) => Promise<Answer>;

/**
 * Starts nginx with a configuration that listens on 443 for {@link HOST} and passes to two processes. Changed are only
 * the ports and the place of the certificate, which is made here.
 */
export async function startNginx(
  folder: string,
  configuration: string,
  ports: readonly [number, number],
): Promise<{ ask: Ask; stop(): Promise<void> }> {
  const program = findNginx();
  if (program === undefined) throw new Error('There is no nginx: see tests/nginx/setup.js.');
  const [port, certificate, key] = [
    await findPort(),
    path.join(folder, 'tls.pem'),
    path.join(folder, 'tls.key'),
  ];
  const subject = ['-subj', `/CN=${HOST}`, '-addext', `subjectAltName=DNS:${HOST}`];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
  execFileSync(
    'openssl',
    ['req', '-x509', '-nodes', ...curve, ...subject, '-keyout', key, '-out', certificate, '-days', '2'],
    { stdio: 'pipe' },
  );
  const changed = configuration
    .replace('127.0.0.1:8081', `127.0.0.1:${ports[0]}`)
    .replace('127.0.0.1:8082', `127.0.0.1:${ports[1]}`)
    .replace('listen 443', `listen 127.0.0.1:${port}`)
    .replace(/ssl_certificate +\S+;/, `ssl_certificate ${certificate};`)
    .replace(/ssl_certificate_key +\S+;/, `ssl_certificate_key ${key};`);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${path.join(folder, name)};`)
    .join(' ');
  const file = path.join(folder, 'nginx.conf');
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  writeFileSync(
    file,
    `daemon off; ${user} worker_processes 2; pid ${folder}/nginx.pid; error_log stderr warn;
events {}
http { access_log off; ${temporary}
${changed}
}`,
  );
  const child = spawn(program, ['-e', 'stderr', '-c', file], { stdio: ['ignore', 'inherit', 'inherit'] });
  const agent = new Agent({ ca: readFileSync(certificate), keepAlive: true, maxSockets: 50 });
  const ask: Ask = (method, where, body, headers) =>
    send({ agent, host: '127.0.0.1', port, servername: HOST, method, path: where }, body, headers);
  const stop = async () => {
    agent.destroy();
    child.kill('SIGQUIT');
    if (child.exitCode === null) await once(child, 'exit');
  };
  await untilItAnswers(ask);
  return { ask, stop };
}

async function untilItAnswers(ask: Ask): Promise<void> {
  for (let i = 0; i < 100; i++) {
    const answer = await ask('GET', '/health').catch(() => undefined);
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('nginx does not answer.');
}

function send(
  to: { agent: Agent; host: string; port: number; servername: string; method: string; path: string },
  body: object | string | undefined,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const text = typeof body === 'object' ? JSON.stringify(body) : body;
  const given =
    text === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  return new Promise((resolve, reject) => {
    const sent = request({ ...to, headers: { host: HOST, origin: `https://${HOST}`, ...given, ...headers } });
    sent.on('error', reject);
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const { statusCode = 0, headers: got } = response;
        resolve({ status: statusCode, headers: got, text: Buffer.concat(chunks).toString('utf8') });
      });
    });
    sent.end(text);
  });
}
