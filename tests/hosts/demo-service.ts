import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findPort, startService } from '../support/service.js';

/** The real issuing service with its demo data, and what a portal needs of it. */
export interface DemoService {
  readonly baseUrl: string;
  readonly keysFile: string;
  readonly organizationId: string;
  /** An API token that may hand on widget tokens for the license issuer. */
  readonly apiToken: string;
  stop(): Promise<void>;
}

const SCOPES = ['licenses:read', 'offline-licenses:read', 'offline-licenses:write', 'widget-tokens:write'];

/** @param origins of the portals */
export async function startDemoService(origins: readonly string[]): Promise<DemoService> {
  const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-hosts-'));
  const port = await findPort();
  const allowed = origins.flatMap((origin) => ['--allowed-origin', origin]);
  const args = ['--demo', '--data', 'ledger', ...allowed];
  const service = await startService(args, { cwd: folder, port });
  const baseUrl = `http://localhost:${port}`;
  const organizationId = 'demo';
  const stop = async () => {
    await service.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return {
    baseUrl,
    keysFile: path.join(folder, 'ledger/keys.json'),
    organizationId,
    apiToken: await makeApiToken(baseUrl, organizationId),
    stop,
  };
}

/** What an Admin does once, for the portal. */
async function makeApiToken(url: string, organizationId: string): Promise<string> {
  const post = async (where: string, body: object, cookie = '') => {
    const headers = { 'content-type': 'application/json', origin: url, cookie };
    const response = await fetch(`${url}/api/v1/${where}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${where}: ${await response.text()}`);
    return response;
  };
  const signedIn = await post('session', { email: 'admin@demo.example', password: 'try-latchkey-offline' });
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
  const expiresAt = Math.floor(Date.now() / 1000) + 3600;
  const token = { name: 'portal', scopes: SCOPES, expiresAt };
  const made = await post(`organizations/${organizationId}/tokens`, token, cookie);
  return ((await made.json()) as { token: string }).token;
}
