import { existsSync } from 'node:fs';
import { UsageError } from '../output.js';
import type { PlaceFlags } from './place.js';

/** What `latchkey serve` is told by flags and variables. */
export interface ServeFlags extends PlaceFlags {
  readonly port: string;
  readonly host: string;
  readonly baseUrl?: string;
  readonly issuer: string;
  readonly key?: string;
  readonly passphraseFile?: string;
  readonly trustProxy?: string;
  readonly allowedOrigin?: string[];
  readonly oidcIssuer?: string;
  readonly oidcClientId?: string;
  readonly oidcClientSecretFile?: string;
  readonly demo?: boolean;
}

/** The same, checked. */
export interface Configuration {
  readonly port: number;
  readonly baseUrl: string;
  readonly trustProxy: boolean;
  readonly allowedOrigins: readonly string[];
}

/**
 * Checks everything that can be checked before anything is started.
 *
 * @throws UsageError which names every mistake, so that nobody has to start again for each
 */
export function checkConfiguration(flags: ServeFlags): Configuration {
  const mistakes: string[] = [];
  const port = Number(flags.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    mistakes.push('--port must be a number from 0 to 65535.');
  }
  const baseUrl = flags.baseUrl ?? `http://localhost:${flags.port}`;
  if (!isOrigin(baseUrl)) {
    mistakes.push(
      '--base-url must be scheme, host and port alone, for example https://licenses.example.com.',
    );
  }
  // As license files carry it.
  if (flags.issuer.trim() === '' || Array.from(flags.issuer).length > 200) {
    mistakes.push('--issuer must have 1 to 200 characters.');
  }
  const { trustProxy = 'false' } = flags;
  // Whoever believes the wrong proxy believes any address that a caller makes up.
  if (trustProxy !== 'true' && trustProxy !== 'false') mistakes.push('--trust-proxy must be true or false.');
  // A variable holds several, with spaces or commas between them.
  const allowedOrigins = (flags.allowedOrigin ?? []).flatMap((text) => text.split(/[\s,]+/)).filter(Boolean);
  for (const origin of allowedOrigins) {
    if (!isOrigin(origin)) mistakes.push(`--allowed-origin ${origin} must be scheme, host and port alone.`);
  }
  if (flags.key === undefined && flags.demo !== true) {
    mistakes.push(
      '--key is missing: the key file that signs. Make one with latchkey keys new, or try --demo.',
    );
  }
  for (const [name, file] of [
    ['--key', flags.key],
    ['--passphrase-file', flags.passphraseFile],
    ['--oidc-client-secret-file', flags.oidcClientSecretFile],
  ] as const) {
    if (file !== undefined && !existsSync(file)) mistakes.push(`${name}: there is no file ${file}.`);
  }
  if ((flags.oidcIssuer === undefined) !== (flags.oidcClientId === undefined)) {
    mistakes.push('--oidc-issuer and --oidc-client-id are given together, or neither.');
  }
  if (mistakes.length === 0) return { port, baseUrl, trustProxy: trustProxy === 'true', allowedOrigins };
  throw new UsageError(`The service was not started:\n${mistakes.map((one) => `  - ${one}`).join('\n')}`);
}

function isOrigin(text: string): boolean {
  try {
    const { origin, protocol } = new URL(text);
    return /^https?:$/.test(protocol) && origin === text.replace(/\/$/, '');
  } catch {
    return false;
  }
}
