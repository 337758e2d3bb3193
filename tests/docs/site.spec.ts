import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { listElements, listStates, openStage } from './open-stage.js';
import { serveDocs, type DocsSite } from './serve-docs.js';

// The site of apps/docs as it is built: every element in every state, and a license that goes the whole way.

let site: DocsSite;
/** What the browser complained about: errors, and what the policy of the site forbids. */
let complaints: string[];

test.beforeAll(async () => {
  site = await serveDocs();
});
test.afterAll(() => site.close());
test.beforeEach(({ page }) => {
  complaints = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
});

const ELEMENTS = ['machine-id', 'activation', 'activation-dialog', 'license-issuer', 'offline-licenses'];

test('has a page for each element, and none for anything else', async ({ page }) => {
  expect(await listElements(page, site.url)).toEqual(ELEMENTS);
  expect((await page.request.get(`${site.url}nothing.html`)).status()).toBe(404);
});

test('notices what it is looking for', async ({ page }) => {
  await page.goto(site.url);
  await page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p>')").catch(() => undefined);
  await page.evaluate('console.error("heard")');
  await expect.poll(() => complaints.join('\n')).toContain('heard');
});

for (const element of ELEMENTS) {
  test(`shows ${element} in each state without a complaint`, async ({ page }) => {
    test.setTimeout(180_000);
    const states = await listStates(page, site.url, element);
    expect(states.length).toBeGreaterThan(4);
    for (const state of states) {
      await openStage(page, site.url, { element, state });
      await expect(page.locator(`latchkey-${element}`), state).toBeAttached();
    }
    expect(complaints).toEqual([]);
  });

  test(`explains ${element}: switches, events, API, at 320 px too`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 700 });
    await page.goto(`${site.url}${element}.html`);
    await page.getByLabel('Language').selectOption('ar');
    await page.getByLabel('Theme').selectOption('dark');
    await expect(page).toHaveURL(/lang=ar/);
    await page.reload();
    const stage = page.frameLocator('iframe');
    await expect(stage.locator('html[data-ready][dir=rtl][lang=ar][data-theme=dark]')).toBeAttached();
    for (const table of ['Properties', 'Events', 'Parts', 'Custom properties']) {
      await expect(page.getByRole('table', { name: table, exact: true })).toBeVisible();
    }
    const width = await page.evaluate<number>('document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(320);
    expect(complaints).toEqual([]);
  });
}

test('tells what happens on the stage', async ({ page }) => {
  await page.goto(`${site.url}machine-id.html?state=ready`);
  await expect(page.locator('.log')).toContainText('latchkey-machine-read {"machine":{"product":"KSE"');
});

test('keeps the state in the address, and goes back', async ({ page }) => {
  await page.goto(`${site.url}activation.html`);
  await page.getByRole('link', { name: 'Expired' }).click();
  await expect(page.frameLocator('iframe').getByText(/^This license ended on/)).toBeVisible();
  await page.goBack();
  await expect(page.frameLocator('iframe').getByText('This machine needs a license.')).toBeVisible();
  await page.goForward();
  await expect(page).toHaveURL(/state=expired/);
});

test('a license goes the whole way on the first page', async ({ page }) => {
  await page.goto(site.url);
  const user = page.getByRole('region', { name: 'The user' });
  const admin = page.getByRole('region', { name: 'The administrator' });
  const machineId = (await user.locator('[part=id]').first().innerText()).replaceAll(/\s/g, '');
  await admin
    .getByText('LIC-2026-0042')
    .or(admin.getByText('Keystone Engineer', { exact: true }))
    .first()
    .click();
  await admin.getByRole('button', { name: 'Create offline license' }).click();
  await admin.locator('#machine').fill(machineId);
  await expect(admin.locator('[part~=preview] [part~=details]')).toBeVisible();
  await admin.locator('[part~=form] .primary').click();
  await admin.locator('#last-four').fill(machineId.slice(-4));
  await admin.locator('dialog .primary').click();
  await keepSavedText(page);
  await admin.getByRole('button', { name: 'Download', exact: true }).click();
  const text = await page.evaluate<string>('globalThis.saved');
  const license = { name: `KSE_${machineId}.lic`, mimeType: '', buffer: Buffer.from(text) };
  await user.locator('input[type=file]').setInputFiles(license);
  await expect(
    user
      .locator('[part=status]')
      .getByText(/^In force until .* \(in 60 days\)$/)
      .first(),
  ).toBeVisible();
  expect(complaints).toEqual([]);
});

test('says that a part of the page did not arrive, and goes on once it does', async ({
  page,
  browserName,
}) => {
  const stage = { element: 'license-issuer', state: 'chosen' };
  await openStage(page, site.url, stage);
  const parts = '**/*issue-desk*.js';
  let asked = 0;
  await page.route(parts, async (route) => {
    asked++;
    await route.abort();
  });
  await page.getByRole('button', { name: 'Create offline license' }).click();
  const notice = page.locator('[part~=notice]').filter({ hasText: 'A part of this page did not arrive.' });
  await expect(notice).toContainText('reload the page');
  expect(asked).toBe(1);
  await page.unroute(parts);
  const again = notice.getByRole('button', { name: 'Try again' });
  await again.click();
  if (browserName === 'firefox') {
    // It remembers that a module did not load: what is left is what the notice says next.
    await expect(again).toBeVisible();
    await openStage(page, site.url, stage);
    await page.getByRole('button', { name: 'Create offline license' }).click();
  }
  await expect(page.locator('#machine')).toBeFocused();
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the first page and on that of an element, ${theme}`, async ({ page }) => {
    test.setTimeout(120_000);
    for (const address of ['index', 'license-issuer']) {
      await page.goto(`${site.url}${address}.html?theme=${theme}`);
      await settle(page, address);
      // What is on the stage is looked at by the tests of the element, in each state.
      const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze();
      expect(
        violations.map(({ id, nodes }) => `${address} ${id}: ${nodes.map(({ html }) => html).join(' ')}`),
      ).toEqual([]);
    }
  });
}

async function settle(page: Page, address: string): Promise<void> {
  if (address === 'index') await page.locator('latchkey-license-issuer [part~=row]').first().waitFor();
  else await page.frameLocator('iframe').locator('html[data-ready]').waitFor();
}

/** Keeps what the page hands out next as a file: the Firefox of a system does not always tell of downloads. */
async function keepSavedText(page: Page): Promise<void> {
  await page.evaluate(`
    const make = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob) => {
      globalThis.saved = blob.text();
      return make(blob);
    };`);
}
