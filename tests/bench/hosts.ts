import { existsSync } from 'node:fs';
import path from 'node:path';
import { isInstalled } from '../browsers/launch.js';
import { NODE_SECTIONS, type Section } from './report.js';

const WORKER = path.join(import.meta.dirname, 'worker.js');
/** Starts a browser, which stays on the core of whoever starts it. */
const DRIVER = path.join(import.meta.dirname, 'browser.js');
/** Not among the packages of the workspace: they would put a `node` of theirs into the PATH of every npm script. */
const INSTALLED = path.resolve(import.meta.dirname, '../../bench/hosts/node_modules');

/** A JavaScript engine to measure on. */
export interface Host {
  readonly name: string;
  /** What runs a stage: the program, its flags and the script, which takes the stage and the settings. */
  readonly command: readonly string[];
  readonly sections: readonly Section[];
}

/**
 * Node as it runs now, once more with relaxed SIMD where that is behind a flag, and the versions and browsers that are
 * installed.
 */
export function findHosts(): { hosts: Host[]; missing: string[] } {
  const missing: string[] = [];
  const current = Number.parseInt(process.versions.node, 10);
  const hosts: Host[] = [node(`Node ${current}`, process.execPath)];
  if (current === 20) {
    hosts.push(node('Node 20, relaxed SIMD', process.execPath, '--experimental-wasm-relaxed-simd'));
  } else missing.push('Node 20, with and without relaxed SIMD: run the benchmark with Node 20.');
  for (const version of [24, 26]) {
    const binary = path.join(INSTALLED, `node${version}/bin/node`);
    if (version === current) continue;
    if (existsSync(binary)) hosts.push(node(`Node ${version}`, binary));
    else missing.push(`Node ${version}: not installed, see npm run bench:hosts.`);
  }
  for (const [name, browser] of [
    ['Chromium', 'chromium'],
    ['Firefox', 'firefox'],
  ] as const) {
    const command = [process.execPath, DRIVER, browser];
    if (isInstalled(browser)) hosts.push({ name, command, sections: ['browser'] });
    else missing.push(`${name}: not installed, see npm run test:browsers.`);
  }
  return { hosts, missing };
}

function node(name: string, ...program: string[]): Host {
  return { name, command: [...program, '--no-warnings', WORKER], sections: NODE_SECTIONS };
}
