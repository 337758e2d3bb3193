import { readFileSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { createClient } from '@latchkey/api/client';
import { ROOT } from '../support/cli.js';
import { findPort } from '../support/service.js';
import { buildHost } from './build-host.js';
import { startDemoService, type DemoService } from './demo-service.js';
import { startPortal, type Portal } from './portal.js';
import { widgetTokens } from './widget-token.js';

const HOSTS = ['plain', 'react', 'vue'];

let service: DemoService;
const portals = new Map<string, Portal & { origin: string }>();
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' https://licenses.example.com; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html";

test.beforeAll(async () => {
  const ports = await Promise.all(HOSTS.map(() => findPort()));
  const origins = ports.map((port) => `http://localhost:${port}`);
  service = await startDemoService(origins);
  for (const [i, host] of HOSTS.entries()) {
    const origin = origins[i] as string;
    const t = performance.now();
    const site = await buildHost(host, { service: service.url, keysFile: service.keysFile });
    console.log(host, performance.now() - t, [...site].map(([n, c]) => [n, c.length].join(' ')).join('\n'));
    const mint = widgetTokens({ baseUrl: service.url, apiToken: service.apiToken, organizationId: service.organizationId, origin });
    const policy = (host === 'vue' ? POLICY + ' vue' : POLICY).replace('https://licenses.example.com', service.url);
    portals.set(host, { ...(await startPortal({ port: ports[i] as number, site, policy, mint })), origin });
  }
});
test.afterAll(async () => {
  for (const portal of portals.values()) portal.close();
  await service.stop();
});

for (const host of HOSTS) {
  test(host, async ({ page }) => {
    const portal = portals.get(host) as Portal & { origin: string };
    const errors: string[] = [];
    page.on('console', (m) => { if (m.type() !== 'info') errors.push(`${m.type()} ${m.text()}`); });
    page.on('pageerror', (e) => errors.push(`${e}`));
    await page.goto(portal.origin);
    await expect(page.getByText('Not licensed')).toBeVisible();
    if (host !== 'vue') await page.getByRole('button', { name: 'Offline license' }).click();
    const id = page.locator('latchkey-machine-id .code');
    await expect(id).toHaveText(/^kse1/);
    console.log(await id.textContent());
    const axe = await new AxeBuilder({ page }).setLegacyMode().analyze();
    console.log(axe.violations.map((v) => v.id + v.nodes.map((n) => n.html).join()));
    console.log(errors, portal.violations);
    await page.evaluate(() => { try { document.body.insertAdjacentHTML('beforeend', '<img src="https://elsewhere.example/x.png">'); } catch (e) { console.log(String(e)); } });
    await page.evaluate(() => { const i = document.createElement('img'); i.src = 'https://elsewhere.example/x.png'; });
    await page.waitForTimeout(500);
    console.log(errors, portal.violations);
  });
}
void createClient; void readFileSync; void path; void ROOT; type _P = Page;
