export { createClient, type Client, type Input, type Output } from './create-client.js';
export { issuingBackend } from './issuing-backend.js';
export type { CallOptions, ClientOptions } from './options.js';
export type { DownloadedFile } from './read-response.js';
