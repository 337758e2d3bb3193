import type { Service } from '../service.js';

/** On every answer. */
const ALWAYS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
};

/** For pages and for scripts, since a worker goes by the policy of its own file: what is not the service's own neither runs, shows nor is asked, and no text becomes markup. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html latchkey',
].join('; ');

/** For all that is no page: it can do nothing, should a browser take it for one. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** Adds the headers that protect whoever gets an answer. */
export function secure({ origin }: Pick<Service, 'origin'>, headers: Headers): void {
  for (const [name, value] of Object.entries(ALWAYS)) headers.set(name, value);
  const type = headers.get('Content-Type') ?? '';
  const isPage = type.startsWith('text/html');
  const runs = isPage || type.startsWith('text/javascript');
  headers.set('Content-Security-Policy', runs ? PAGE_POLICY : DATA_POLICY);
  if (isPage)
    headers.set('Permissions-Policy', 'camera=(self), geolocation=(), microphone=(), payment=(), usb=()');
  if (origin.startsWith('https:')) headers.set('Strict-Transport-Security', 'max-age=31536000');
}
