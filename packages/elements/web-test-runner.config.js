// Tests of the elements in real browsers: `npx wtr` in this folder.
import { fileURLToPath } from 'node:url';
import { webTestRunnerConfig } from '../../tests/browsers/web-test-runner.config.js';

export default webTestRunnerConfig(fileURLToPath(new URL('.', import.meta.url)));
