import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type BrowserContext, type Locator, type Page } from '@playwright/test';
import type { Portal } from './portal.js';
import { HOSTS, startPortals, type Portals } from './portals.js';
import { takeDownload } from './take-download.js';
import { watchPages } from './watch.js';

// The elements where they are meant to be: in portals made with different tools, under a strict content security policy
// with trusted types, over the real service and the real browser back end.

const FAR = 'https://elsewhere.example/picture.png';

/** What no page may do. */
const TWO_VIOLATIONS = `
  new Image().src = '${FAR}';
  try {
    document.body.insertAdjacentHTML('beforeend', '<p>text</p>');
  } catch (error) {
    error.name;
  }`;

// axe looks at four pages, several seconds each on a busy machine.
test.describe.configure({ timeout: 180_000 });

let portals: Portals;
test.beforeAll(async () => {
  portals = await startPortals();
});
test.afterAll(() => portals.stop());

for (const host of HOSTS) {
  test(`a license gets from an Admin to a User of a portal: ${host}`, async ({ context, page }) => {
    const portal = portals.of[host];
    const troubles = watchPages(context);

    await page.goto(portal.origin);
    await expect(page.getByText('Not licensed')).toBeVisible();
    const activation = await openActivation(page);
    const code = activation.locator('latchkey-machine-id .code');
    await expect(code).toHaveText(/^kse1/);
    await activation.getByRole('button', { name: 'QR code' }).click();
    await expect(activation.getByRole('img', { name: 'QR code' })).toBeVisible();
    await expectAccessible(page);

    const file = await issue(context, portal, (await code.textContent()) ?? '');
    await activation.locator('input[type=file]').setInputFiles(file);
    await expectInForce(activation);
    await expect(page.getByText('Licensed to Demo Ships')).toBeVisible();
    await expectAccessible(page);

    await page.reload();
    await expect(page.getByText(/Licensed to Demo Ships, days left: (59|60)/)).toBeVisible();
    await expectInForce(await openActivation(page));

    expect(troubles).toEqual([]);
    await expectOnly(portal, page);
  });
}

/** Behind a button, or in the page. */
async function openActivation(page: Page): Promise<Locator> {
  const button = page.getByRole('button', { name: 'Offline license' });
  if ((await button.count()) > 0) await button.click();
  return page.locator('latchkey-activation');
}

async function expectInForce(activation: Locator): Promise<void> {
  const license = activation.getByRole('region', { name: 'License of this machine' });
  await expect(license.getByText(/^In force until/)).toBeVisible();
}

/** axe is brought in by the debugger, which no policy stops, and stays in this page. */
async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

/**
 * Nothing was reported so far, and would have been: breaks the policy twice, and waits for both reports. They arrive in
 * the order in which they were sent.
 */
async function expectOnly(portal: Portal, page: Page): Promise<void> {
  const caught: unknown = await page.evaluate(TWO_VIOLATIONS);
  expect(caught).toBe('TypeError');
  await expect.poll(() => portal.violations.length).toBeGreaterThanOrEqual(2);
  const found = portal.violations.map(({ directive, blocked }) => `${directive} ${blocked}`);
  expect(found.toSorted()).toEqual([`img-src ${FAR}`, 'require-trusted-types-for trusted-types-sink']);
}

/** What an Admin does with the machine ID that a User has sent. @returns where the license file is */
async function issue(context: BrowserContext, portal: Portal, machineId: string): Promise<string> {
  const page = await context.newPage();
  await page.goto(`${portal.origin}/admin.html`);
  const issuer = page.locator('latchkey-license-issuer');
  await issuer.getByRole('radio', { name: 'Studio, yearly' }).check();

  await issuer.getByRole('button', { name: 'Create offline license' }).click();
  const form = issuer.locator('[part=form]');
  await form.getByLabel('Machine ID').pressSequentially(machineId);
  await expect(form.getByText('This machine ID is complete')).toBeVisible();
  await form.getByLabel('Assigned to').fill('Ada');
  await expectAccessible(page);

  await form.getByRole('button', { name: 'Create', exact: true }).click();
  const question = issuer.getByRole('alertdialog');
  await question.getByRole('textbox').fill(machineId.slice(-4));
  await question.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByText(/^Created number \d+/)).toBeVisible();
  const list = issuer.locator('latchkey-offline-licenses');
  await expect(list.getByText(`KSE_${machineId}.lic`)).toBeVisible();
  const download = issuer.locator('[part=result]').getByRole('button', { name: 'Download' });
  const file = await takeDownload(page, `KSE_${machineId}.lic`, () => download.click());
  await expectAccessible(page);
  return file;
}
