// The stage of the benchmark that runs in a browser: `node browser.js NAME browser SETTINGS` prints its result as JSON.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { callSite } from '../browsers/call.js';
import { BROWSER_TYPES, launchOptions, type BrowserName } from '../browsers/launch.js';
import { serve } from '../browsers/serve.js';
import { ROOT } from '../support/cli.js';
import { PUBLIC_JWK } from './input.js';
import type { Settings } from './report.js';
import type { Question } from './site/batches.js';

const TOKENS = 8192;
const MINUTES = 5;

const [name, , text] = process.argv.slice(2) as [BrowserName, string, string];
const { input, rounds, warmUp, slice } = JSON.parse(text) as Settings;

// Playwright waits for the answer of a page for ever. When this process ends, it ends the browser.
setTimeout(() => {
  console.error(
    `${name} gave no answer within ${MINUTES} minutes: the page hangs, or the machine is too busy.`,
  );
  process.exit(1);
}, MINUTES * 60_000).unref();

const tokens = readFileSync(input, 'latin1').split('\n', TOKENS).join('\n');
const server = await serve(path.join(ROOT, 'tests/bench/site'), { '/tokens': ['text/plain', tokens] });
const browser = await BROWSER_TYPES[name].launch(launchOptions(name));
const page = await browser.newPage();
await page.goto(server.url);
const question: Question = { rounds, warmUp, slice, x: PUBLIC_JWK.x };
const result = await callSite(page, 'worker', 'benchBatches', question);
process.stdout.write(JSON.stringify({ version: browser.version(), result }));
await browser.close();
server.close();
