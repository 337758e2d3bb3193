import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from './worker.js';
import { findMark, type CheckpointStore, type Mark } from '../../src/checkpoint.js';
import { readCheckpointText } from '../../src/checkpoints/checkpoint-text.js';
import { fileCheckpoints } from '../../src/checkpoints/file-checkpoints.js';
import type { TestDatabase } from '../databases.js';
import { openFixture, START, type Fixture, type TestLedger } from '../ledger.js';

/** A ledger that processes work on, and its checkpoints. */
export interface Workshop {
  readonly fixture: Fixture;
  readonly ledger: TestLedger & { readonly checkpoints: CheckpointStore };
  readonly settings: Settings;
  /** Looks at the checkpoint all the time; its marks may only rise, and the file must never be torn. */
  watch(): { stop(): Promise<{ looks: number; faults: string[] }> };
  close(): Promise<void>;
}

export async function openWorkshop(database: TestDatabase): Promise<Workshop> {
  const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-faults-'));
  const fixture = await openFixture(database);
  const { id: accountId } = await fixture.addMember('admin');
  const checkpoints = path.join(folder, 'checkpoint.json');
  const seed = randomBytes(32).toString('hex');
  return {
    fixture,
    ledger: Object.assign(fixture.ledger, { checkpoints: fileCheckpoints(checkpoints) }),
    settings: { place: fixture.place, checkpoints, organizationId: 'acme', accountId, now: START, seed },
    watch: () => watch(checkpoints),
    close: async () => {
      await fixture.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function watch(file: string): ReturnType<Workshop['watch']> {
  const over = new AbortController();
  const work = async () => {
    const faults: string[] = [];
    let looks = 0;
    let before: Mark | undefined;
    while (!over.signal.aborted) {
      const mark = look(file);
      if (mark === 'torn') faults.push('The checkpoint is torn.');
      else if (mark) {
        looks++;
        if (before && (mark.seq < before.seq || mark.auditNumber < before.auditNumber)) {
          faults.push(`From ${JSON.stringify(before)} back to ${JSON.stringify(mark)}`);
        }
        before = mark;
      }
      await sleep(2);
    }
    return { looks, faults };
  };
  const result = work();
  return {
    stop: () => {
      over.abort();
      return result;
    },
  };
}

function look(file: string): Mark | 'torn' | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  const checkpoint = readCheckpointText(text);
  return checkpoint ? findMark(checkpoint, 'acme') : 'torn';
}
