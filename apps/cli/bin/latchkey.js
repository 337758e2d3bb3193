#!/usr/bin/env node
// Committed as it is, since npm links only commands whose file exists at install time.
import { existsSync } from 'node:fs';

const main = new URL('../dist/main.js', import.meta.url);
if (existsSync(main)) {
  await import(main.href);
} else {
  console.error('latchkey is not built yet. Run "npm run build" in the project folder, then try again.');
  process.exitCode = 2;
}
