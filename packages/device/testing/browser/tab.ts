import { openBrowserActivation } from '../../src/browser/index.js';

// What a page of a product does, in a frame of a test, which may take it away at any moment.
Object.assign(globalThis, { openBrowserActivation });
