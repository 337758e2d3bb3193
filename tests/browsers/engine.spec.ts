import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { callSite } from './call.js';
import { answerSingly, makeQuestions } from './questions.js';
import { serve, type Files, type Server } from './serve.js';
import type { Answers } from './site/ask.js';
import type { Calls } from './site/calls.js';
import type { Place } from './site/offer.js';

const SITE = path.join(import.meta.dirname, 'site');
const ENGINES = path.join(import.meta.dirname, '../../assembly/dist');
const SIGNATURES = 3_000;
const BUILDS = ['fma', 'plain'] as const;

let server: Server;
/** What Node answers by the single path. */
let expected: Answers;

test.beforeAll(async () => {
  const questions = makeQuestions(SIGNATURES);
  expected = answerSingly(questions);
  server = await serve(SITE, {
    '/questions.json': ['application/json', JSON.stringify(questions)],
    ...readEngines(),
  });
});
test.afterAll(() => server.close());

test('the questions are worth asking', () => {
  const verdicts = [...expected.verdicts.join('')];
  expect(verdicts).toHaveLength(SIGNATURES);
  expect(verdicts.filter((verdict) => verdict === '1')).toHaveLength(SIGNATURES / 2);
  expect(new Set(expected.tokens).size).toBeGreaterThan(20);
});

for (const place of ['page', 'worker'] as const) {
  test.describe(place === 'page' ? 'in a page' : 'in a module worker', () => {
    test.beforeEach(({ page }) => page.goto(server.url));

    test('importing the package compiles nothing, starting an engine does', async ({ page }) => {
      const { byImport, byStart } = await call(page, place, 'countCompilations');
      expect(byImport).toBe(0);
      expect(byStart).toBeGreaterThan(0);
    });

    test('the engine is the fastest build that the browser takes', async ({ page, browserName }) => {
      const { build, ...answers } = await call(page, place, 'ask', 'best');
      test.info().annotations.push({ type: 'build', description: build });
      const taken = await Promise.all(BUILDS.map((name) => call(page, place, 'validates', name)));
      expect(build).toBe(BUILDS[taken.indexOf(true)]);
      // Relaxed SIMD is in Chromium from 114 on, and in Firefox from 146.
      expect(browserName === 'chromium' ? ['fma'] : BUILDS).toContain(build);
      expect(answers).toEqual(expected);
    });

    for (const build of [...BUILDS, 'noble'] as const) {
      test(`${build} answers the corpus and random signatures like Node`, async ({ page }) => {
        const isTaken = build === 'noble' || (await call(page, place, 'validates', build));
        const answers = await call(page, place, 'ask', build);
        // A build that the browser does not take is replaced, and the answers are the same.
        expect(answers).toEqual({ build: isTaken ? build : 'noble', ...expected });
      });
    }
  });
}

test.describe('where no engine can run, JavaScript answers alike', () => {
  test('without WebAssembly', async ({ page }) => {
    await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'WebAssembly'));
    await page.goto(server.url);
    expect(await page.evaluate(() => 'WebAssembly' in globalThis)).toBe(false);
    expect(await call(page, 'page', 'ask', 'best')).toEqual({ build: 'noble', ...expected });
  });

  test('where the policy of the site forbids WebAssembly', async ({ page }) => {
    await page.goto(`${server.url}/?without-wasm`);
    expect(await call(page, 'page', 'ask', 'best')).toEqual({ build: 'noble', ...expected });
  });
});

/** The modules, for the page to ask its browser about them. */
function readEngines(): Files {
  const read = (build: string) => readFileSync(path.join(ENGINES, `${build}.wasm`));
  return Object.fromEntries(BUILDS.map((name) => [`/${name}.wasm`, ['application/wasm', read(name)]]));
}

function call<Name extends keyof Calls>(
  page: Page,
  place: Place,
  name: Name,
  ...[argument]: Parameters<Calls[Name]>
): ReturnType<Calls[Name]> {
  return callSite(page, place, name, argument) as ReturnType<Calls[Name]>;
}
