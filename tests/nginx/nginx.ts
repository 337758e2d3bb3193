import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:http2';
import { Agent, request } from 'node:https';
import path from 'node:path';
import { findNginx } from '#nginx/setup.js';
import { findPort } from '../support/service.js';

/** The name that the guide's configuration serves. */
const HOST = 'licenses.example.com';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Names of the headers as they came, small letters. */
  readonly names: readonly string[];
  readonly text: string;
}

/** What a request has besides its method and address. */
export interface Sent {
  readonly body?: object | string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** The address of this machine that it comes from; 127.0.0.1 as it is. */
  readonly from?: string;
}

/** Speaks https with the proxy. */
type Ask = (method: string, where: string, sent?: Sent) => Promise<Answer>;

export interface RunningNginx {
  readonly ask: Ask;
  /** The status of an address by HTTP/2. */
  askByHttp2(where: string): Promise<number>;
  stop(): Promise<void>;
}

/**
 * Starts nginx with a configuration that listens on 443 for {@link HOST} and passes to two processes. Changed are only
 * the ports and the place of the certificate, which is made here.
 */
export async function startNginx(
  folder: string,
  configuration: string,
  ports: readonly [number, number],
): Promise<RunningNginx> {
  const program = findNginx();
  if (program === undefined) throw new Error('There is no nginx: see tests/nginx/setup.js.');
  const port = await findPort();
  const { certificate, key } = makeCertificate(folder);
  const changes: [RegExp, string][] = [
    [/127\.0\.0\.1:8081/, `127.0.0.1:${ports[0]}`],
    [/127\.0\.0\.1:8082/, `127.0.0.1:${ports[1]}`],
    [/(?<=listen )443/, `127.0.0.1:${port}`],
    [/(?<=ssl_certificate +)\S+(?=;)/, certificate],
    [/(?<=ssl_certificate_key +)\S+(?=;)/, key],
  ];
  const file = path.join(folder, 'nginx.conf');
  const log = path.join(folder, 'nginx.log');
  writeFileSync(file, wrap(folder, log, changes.reduce(change, configuration)));
  const child = spawn(program, ['-e', log, '-c', file], { stdio: 'ignore' });
  const agent = new Agent({ ca: readFileSync(certificate), keepAlive: true, maxSockets: 50 });
  const ask: Ask = (method, where, sent) =>
    send({ agent, host: '127.0.0.1', port, servername: HOST, method, path: where }, sent);
  const stop = async () => {
    agent.destroy();
    child.kill('SIGQUIT');
    if (child.exitCode === null) await once(child, 'exit');
  };
  await untilItAnswers(ask, log);
  const askByHttp2 = (where: string) => statusByHttp2(port, certificate, where);
  return { ask, askByHttp2, stop };
}

function change(text: string, [pattern, value]: [RegExp, string]): string {
  if (!pattern.test(text))
    throw new Error(`The guide's configuration has nothing like ${pattern} to change.`);
  return text.replace(pattern, value);
}

function makeCertificate(folder: string): { certificate: string; key: string } {
  const [certificate, key] = [path.join(folder, 'tls.pem'), path.join(folder, 'tls.key')];
  const subject = ['-subj', `/CN=${HOST}`, '-addext', `subjectAltName=DNS:${HOST}`];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
  const files = ['-keyout', key, '-out', certificate];
  const args = ['req', '-x509', '-nodes', ...curve, ...subject, ...files, '-days', '2'];
  execFileSync('openssl', args, { stdio: 'pipe' });
  return { certificate, key };
}

/** What stands around the guide's part in a configuration of nginx, with all places inside a folder of the test. */
function wrap(folder: string, log: string, part: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${path.join(folder, name)};`)
    .join(' ');
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  return `daemon off; ${user} worker_processes 2; pid ${folder}/nginx.pid; error_log ${log} info;
events {}
http { access_log off; ${temporary}
${part}
}`;
}

async function untilItAnswers(ask: Ask, log: string): Promise<void> {
  for (let i = 0; i < 100; i++) {
    const answer = await ask('GET', '/health').catch(() => undefined);
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`nginx does not answer:\n${readFileSync(log, 'utf8')}`);
}

function send(
  to: { agent: Agent; host: string; port: number; servername: string; method: string; path: string },
  { body, headers = {}, from = '127.0.0.1' }: Sent = {},
): Promise<Answer> {
  const text = typeof body === 'object' ? JSON.stringify(body) : body;
  const given =
    text === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  return new Promise((resolve, reject) => {
    const sent = request({
      ...to,
      localAddress: from,
      headers: { host: HOST, origin: `https://${HOST}`, ...given, ...headers },
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const { statusCode = 0, headers: got, rawHeaders } = response;
        const names = rawHeaders.filter((_, i) => i % 2 === 0).map((name) => name.toLowerCase());
        const whole = Buffer.concat(chunks).toString('utf8');
        resolve({ status: statusCode, headers: got, names, text: whole });
      });
    });
    sent.end(text);
  });
}

async function statusByHttp2(port: number, certificate: string, where: string): Promise<number> {
  const to = { ca: readFileSync(certificate), servername: HOST };
  const session = connect(`https://127.0.0.1:${port}`, to);
  try {
    const stream = session.request({ ':path': where, ':authority': HOST });
    const [headers] = (await once(stream, 'response')) as [Record<string, number>];
    return headers[':status'] ?? 0;
  } finally {
    session.destroy();
  }
}
