export type { BrowserActivation } from './browser-activation.js';
export { openBrowserActivation, type BrowserActivationOptions } from './open-browser-activation.js';
