import type { TestProject } from 'vitest/node';
import { startCluster } from './cluster.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of a server of PostgreSQL for tests; empty where there is none. */
    postgres: string;
  }
}

/** One server for all test files, each of which makes its own databases. */
export default function setup(project: TestProject): (() => void) | undefined {
  const given = process.env.TEST_DATABASE_URL;
  const cluster = given ? undefined : startCluster();
  project.provide('postgres', given ?? cluster?.url ?? '');
  return cluster && (() => cluster.stop());
}
