import { findPort } from '../support/service.js';
import { buildHost } from './build-host.js';
import { startDemoService } from './demo-service.js';
import { readPolicy } from './policies.js';
import { startPortal, type Portal } from './portal.js';
import { widgetTokens } from './widget-token.js';

/** The hosts: one folder each, beside this file. */
export const HOSTS = ['plain', 'react', 'vue'] as const;
type Host = (typeof HOSTS)[number];

/** A portal for each host, with the license service that they call. */
export interface Portals {
  readonly of: Readonly<Record<Host, Portal>>;
  stop(): Promise<void>;
}

/** Starts the real service, builds each host for it, and serves it as its portal would. */
export async function startPortals(): Promise<Portals> {
  const places = await Promise.all(HOSTS.map(async (host) => ({ host, port: await findPort() })));
  const service = await startDemoService(places.map(({ port }) => originOf(port)));
  const portals = await Promise.all(
    places.map(async ({ host, port }) => {
      const origin = originOf(port);
      const site = await buildHost(host, service);
      const mint = widgetTokens({ ...service, origin });
      const policy = readPolicy(host, service.baseUrl);
      return [host, await startPortal({ origin, site, policy, mint })] as const;
    }),
  );
  const stop = async () => {
    for (const [, portal] of portals) portal.close();
    await service.stop();
  };
  return { of: Object.fromEntries(portals) as Record<Host, Portal>, stop };
}

function originOf(port: number): string {
  return `http://localhost:${port}`;
}
