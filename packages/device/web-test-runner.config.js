// Tests of `./browser` in real browsers: `npx wtr` in this folder.
import { fileURLToPath } from 'node:url';
import { webTestRunnerConfig } from '../../tests/browsers/web-test-runner.config.js';
import { FIREFOX_STORAGE_LIMIT, limitStoragePlugin } from './testing/browser/limit-storage.js';
import { serveTabPlugin } from './testing/browser/serve-tab.js';

export default webTestRunnerConfig(fileURLToPath(new URL('.', import.meta.url)), {
  tsconfig: 'tsconfig.browser.json',
  files: 'src/browser/*.test.ts',
  launchOptions: { firefox: { firefoxUserPrefs: FIREFOX_STORAGE_LIMIT } },
  plugins: [limitStoragePlugin(), serveTabPlugin()],
});
