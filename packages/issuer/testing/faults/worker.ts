// A process of the service as the fault tests run several of them, and kill them: it reads one command a line from
// standard input and answers on standard output.
import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { LatchkeyError } from '@latchkey/core';
import { createNodeSigner } from '@latchkey/crypto/node';
import {
  createOfflineLicense,
  downloadFiles,
  fileCheckpoints,
  openDatabase,
  type Actor,
  type Ledger,
  type Place,
} from '../../src/index.js';

/** How a process is set up. */
export interface Settings {
  readonly place: Place;
  /** File of the checkpoints. */
  readonly checkpoints: string;
  readonly organizationId: string;
  readonly accountId: string;
  /** The time at which it begins, seconds since 1970; its clock stands still. */
  readonly now: number;
  /** Seed of the issuer's key, hexadecimal. */
  readonly seed: string;
}

/** What it is told. */
export type Order =
  /** Issue for all of these machines at once, and say how each ended. */
  | { readonly type: 'race'; readonly licenseId: string; readonly machines: readonly string[] }
  /** Issue for these machines, `lanes` at a time, and print each file as soon as it is there. */
  | {
      readonly type: 'issue';
      readonly licenseId: string;
      readonly machines: readonly string[];
      readonly lanes: number;
    };

/** What it says. */
export type Answer =
  | { readonly type: 'ready' }
  /** How often each outcome was met: `created`, `existing`, or the code of the refusal. */
  | { readonly type: 'raced'; readonly outcomes: Readonly<Record<string, number>> }
  | {
      readonly type: 'received';
      readonly id: string;
      readonly seq: number;
      readonly machine: string;
      readonly text: string;
    }
  | { readonly type: 'issued' };

const CONNECTIONS = 8;
const settings = JSON.parse(process.argv[2] as string) as Settings;
const actor: Actor = { kind: 'account', id: settings.accountId };
const ledger: Ledger = {
  db: await openDatabase(settings.place),
  issuer: 'Example Vendor',
  signer: createNodeSigner(Buffer.from(settings.seed, 'hex')),
  checkpoints: fileCheckpoints(settings.checkpoints),
  now: () => settings.now,
  random: (length) => randomBytes(length),
};

/** At once, whole, and before anything else happens: what a killed process has not written nobody has received. */
function say(answer: Answer): void {
  writeSync(1, `${JSON.stringify(answer)}\n`);
}

function create(licenseId: string, machineId: string) {
  return createOfflineLicense(ledger, actor, {
    organizationId: settings.organizationId,
    licenseId,
    machine: { machineId },
    confirmation: machineId.slice(-4),
  });
}

async function race(licenseId: string, machines: readonly string[]): Promise<void> {
  const outcomes: Record<string, number> = {};
  await Promise.all(
    machines.map(async (machine) => {
      const outcome = await create(licenseId, machine).then(
        ({ existing }) => (existing ? 'existing' : 'created'),
        (error: unknown) => (error instanceof LatchkeyError ? error.code : String(error)),
      );
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    }),
  );
  say({ type: 'raced', outcomes });
}

async function issue(licenseId: string, machines: readonly string[], lanes: number): Promise<void> {
  const waiting = machines.values();
  const lane = async () => {
    for (const machine of waiting) {
      const { offlineLicense } = await create(licenseId, machine);
      const { id, seq } = offlineLicense;
      const [file] = await downloadFiles(ledger, actor, settings.organizationId, [id]);
      say({ type: 'received', id, seq, machine, text: file?.text ?? '' });
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  say({ type: 'issued' });
}

// Connections that are open already, as those of a service that has run for a while.
await Promise.all(
  Array.from({ length: CONNECTIONS }, () => ledger.db.selectFrom('setting').select('name').execute()),
);
say({ type: 'ready' });
for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line) as Order;
  if (order.type === 'race') await race(order.licenseId, order.machines);
  else await issue(order.licenseId, order.machines, order.lanes);
}
// The input has ended: so does the process, in good order.
await ledger.checkpoints?.flush();
await ledger.db.destroy();
