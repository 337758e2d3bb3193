export { createServer, type LatchkeyServer } from './create-server.js';
export type { OidcOptions, RateLimits, ServerOptions, StaticFolder } from './options.js';
