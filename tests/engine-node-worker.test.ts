import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { makeQuestions } from './browsers/questions.js';
import { ask, type Build, type Questions } from './browsers/site/ask.js';

// Node 20 has relaxed SIMD behind a flag, which counts for workers too.
if (process.version.startsWith('v20.')) setFlagsFromString('--experimental-wasm-relaxed-simd');

// Vitest's aliases do not reach into a worker: it runs the build, as a program does.
const ASK = pathToFileURL(path.join(import.meta.dirname, 'dist/browsers/site/ask.js'));
const CODE = `
  const { parentPort, workerData } = require('node:worker_threads');
  import(${JSON.stringify(ASK)}).then(async ({ ask }) => parentPort.postMessage(await ask(...workerData)));
`;

describe.each<Build>(['fma', 'plain'])('two worker threads with the %s build, at once', (build) => {
  it('answer like the main thread, each its own questions', async () => {
    const questions = [makeQuestions(2_100), makeQuestions(2_500)];
    const [ofWorkers, ofMain] = await Promise.all([
      Promise.all(questions.map((each) => askWorker(build, each))),
      Promise.all(questions.map((each) => ask(build, each))),
    ]);
    expect(ofWorkers).toEqual(ofMain);
    expect(ofWorkers[0]?.verdicts).not.toEqual(ofWorkers[1]?.verdicts);
    expect(ofWorkers.map((answers) => answers.build)).toEqual([build, build]);
  });
});

function askWorker(build: Build, questions: Questions): ReturnType<typeof ask> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(CODE, { eval: true, workerData: [build, questions] });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The worker ended with code ${code} and no answer.`)));
  });
}
