import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { DATABASES } from '../databases.js';
import { openFixture, type Fixture } from '../ledger.js';
import { COMMANDS } from './commands.js';
import { expectAlike } from './compare.js';
import { Model } from './model.js';
import { System } from './system.js';

/** Steps of one run. */
const STEPS = 40;

/** Random steps, taken by the ledger and by a model of it, which have to agree after each. */
export function describeModel(runs: Readonly<Record<'SQLite' | 'PostgreSQL', number>>): void {
  describe.each(DATABASES)('on $name', (database) => {
    let fixture: Fixture;
    let folder: string;
    beforeAll(async () => {
      folder = mkdtempSync(path.join(tmpdir(), 'latchkey-model-'));
      fixture = await openFixture(database);
    });
    afterAll(async () => {
      await fixture.close();
      rmSync(folder, { recursive: true });
    });

    it(`whatever is done in whatever order, the ledger is like its model, ${runs[database.name]} times`, async () => {
      const commands = fc.commands([...COMMANDS], { maxCommands: STEPS, size: 'max' });
      const property = fc.asyncProperty(commands, async (steps) => {
        const [model, real] = [new Model(), await System.open(fixture, folder)];
        try {
          await fc.asyncModelRun(() => ({ model, real }), steps);
          await expectAlike(model, real);
        } finally {
          await real.close();
        }
      });
      await fc.assert(property, { numRuns: runs[database.name] });
    });
  });
}
