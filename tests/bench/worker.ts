// One stage of the benchmark on one host: `node worker.js SECTION SETTINGS [WINDOW]` prints its result as JSON.
// A stage is loaded when it is asked for: libraries that start by themselves would disturb the others.
import type { Start } from './cold.js';
import type { NodeSection, SectionResult, Settings } from './report.js';

const [section, text, window] = process.argv.slice(2) as [NodeSection, string, string?];
const settings = JSON.parse(text) as Settings;
const stages: Record<NodeSection, () => Promise<SectionResult | Start>> = {
  signatures: async () => (await import('./signatures.js')).benchSignatures(settings),
  bad: async () => (await import('./bad.js')).benchBad(settings),
  tokens: async () => (await import('./tokens.js')).benchTokens(settings),
  hashing: async () => (await import('./hashing.js')).benchHashing(settings),
  cold: async () =>
    (await import('./cold.js')).startCold(settings, window === undefined ? undefined : Number(window)),
};
const result = await stages[section]();
const { node, v8, openssl } = process.versions;
process.stdout.write(JSON.stringify({ version: `${node} with V8 ${v8} and OpenSSL ${openssl}`, result }));
