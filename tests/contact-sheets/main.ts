// Pictures of every element in every state, to be looked at: `npm run contact-sheets`. They are not part of the
// project. With `--pictures folder` it makes those few that README shows instead.
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { BROWSER_TYPES, isInstalled, launchOptions } from '../browsers/launch.js';
import { listElements, listStates } from '../docs/open-stage.js';
import { serveDocs } from '../docs/serve-docs.js';
import { takePictures } from './pictures.js';
import { LOOKS, takeSheet } from './sheet.js';

/** States of one sheet: more of them would be too small to be seen. */
const MOST = 20;

const { values } = parseArgs({
  options: { out: { type: 'string' }, element: { type: 'string' }, pictures: { type: 'string' } },
});
if (!isInstalled('chromium'))
  throw new Error('Chromium is missing. Run `node tests/browsers/setup.js` first.');
const site = await serveDocs();
const browser = await BROWSER_TYPES.chromium.launch(launchOptions('chromium'));
try {
  if (values.pictures === undefined) await takeSheets();
  else await takePictures(browser, site.url, values.pictures);
} finally {
  await browser.close();
  await site.close();
}

async function takeSheets(): Promise<void> {
  const out = values.out ?? mkdtempSync(path.join(tmpdir(), 'latchkey-contact-sheets-'));
  mkdirSync(out, { recursive: true });
  const page = await browser.newPage();
  for (const element of await listElements(page, site.url)) {
    if (values.element !== undefined && values.element !== element) continue;
    const states = await listStates(page, site.url, element);
    const parts = Math.ceil(states.length / MOST);
    for (let part = 0; part < parts; part++) {
      const size = Math.ceil(states.length / parts);
      const some = states.slice(part * size, (part + 1) * size);
      for (const look of LOOKS) {
        const name = [element, ...(parts > 1 ? [part + 1] : []), look.theme, look.lang, look.width].join('-');
        const file = path.join(out, `${name}.png`);
        await takeSheet(browser, { url: site.url, element, states: some, look, title: name, file });
        console.log(file);
      }
    }
  }
}
