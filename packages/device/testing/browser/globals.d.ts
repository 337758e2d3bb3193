/** Mocha, as the test runner puts it into the page. */
declare function describe(title: string, body: () => void): void;
declare function it(title: string, body: () => unknown): { timeout(milliseconds: number): void };
declare function before(body: () => unknown): void;
declare function afterEach(body: () => unknown): void;
