import type { KeySet } from '@latchkey/crypto';
import type { Ledger } from '@latchkey/issuer';
import type { Logger } from 'pino';

export interface ServerOptions {
  readonly ledger: Ledger;
  /** The keys that verify what this service has issued: the one that signs now, and those before it. */
  readonly keys: KeySet;
  /** How browsers reach the service: scheme, host and port, for example `https://licenses.example.com`. */
  readonly baseUrl: string;
  /** Where the log goes; the standard output as it is. */
  readonly logger?: Logger;
  /** Sign-in at an OpenID provider, besides passwords. */
  readonly oidc?: OidcOptions;
  /** Folders of files to serve, read when the service is made. */
  readonly staticFolders?: readonly StaticFolder[];
  /** Origins whose pages may always ask for permission to call; those of widget tokens may without being listed. */
  readonly allowedOrigins?: readonly string[];
  /** True behind exactly one proxy of one's own: callers are told apart by the last entry of `X-Forwarded-For`. */
  readonly trustProxy?: boolean;
  readonly rateLimits?: Partial<RateLimits>;
  /** How long running requests may take to finish once the service is closed, seconds; 30 as it is. */
  readonly drainSeconds?: number;
}

/** Requests a minute; as many may come at once. */
export interface RateLimits {
  /** From one address, 600 as it is. An IPv6 address counts as its /64 network. */
  readonly perAddress: number;
  /** From one account or token, wherever it comes from, 1200 as it is. */
  readonly perCaller: number;
}

export interface OidcOptions {
  /** The issuer identifier of the provider: https, or http on this machine alone. */
  readonly issuer: string;
  readonly clientId: string;
  /** Without it the client is public, and PKCE alone protects the exchange. */
  readonly clientSecret?: string;
}

export interface StaticFolder {
  /** Where its files appear, for example `/` or `/kiosk/`. */
  readonly at: string;
  readonly folder: string;
  /** The file, relative to the folder, that answers for pages which are no files: a web app reads the address itself. */
  readonly fallback?: string;
}
