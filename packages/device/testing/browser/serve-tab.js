// A plugin of the test runner: serves the page that tests open in frames as one script. From its many modules, each
// of the hundred frames would take most of a second to load.
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

const PATH = '/tab.js';

export function serveTabPlugin() {
  let code;
  return {
    name: 'serve-tab',
    async serverStart() {
      const { output } = await build({
        input: fileURLToPath(new URL('tab.ts', import.meta.url)),
        write: false,
        platform: 'browser',
        output: { format: 'iife' },
      });
      code = output[0].code;
    },
    serve({ path }) {
      return path === PATH ? { body: code, type: 'js' } : undefined;
    },
  };
}
