/** Mocha, as the test runner puts it into the page. */
declare function describe(title: string, body: () => void): void;
declare function it(title: string, body: () => unknown): { timeout(milliseconds: number): void };
declare function beforeEach(body: () => unknown): void;
declare function afterEach(body: () => unknown): void;

/** axe-core's minified build, which only sets a global. */
declare module 'axe-core/axe.min.js';
