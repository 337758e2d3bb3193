import { DAY, LatchkeyError } from '@latchkey/core';
import fc from 'fast-check';
import { expect } from 'vitest';
import { createOfflineLicense, type Created } from '../../src/offline-licenses/create.js';
import { downloadFiles } from '../../src/offline-licenses/download.js';
import { renewOfflineLicense } from '../../src/offline-licenses/renew.js';
import { reconcile } from '../../src/restore/reconcile.js';
import { updateLicense } from '../../src/vendor/licenses.js';
import { CONSOLE, machineOf } from '../ledger.js';
import { expectLike } from './compare.js';
import { LICENSES, MACHINES, type Model, type Outcome } from './model.js';
import type { System } from './system.js';

type Command = fc.AsyncCommand<Model, System>;

/** A step that both take; then they must agree, seat by seat. */
function command(
  name: string,
  work: (model: Model, system: System) => Promise<void>,
  check: (model: Readonly<Model>) => boolean = () => true,
): Command {
  return {
    check,
    toString: () => name,
    run: async (model, system) => {
      // No two things happen in the same second.
      model.now++;
      system.ledger.time = model.now;
      await work(model, system);
      await system.ledger.checkpoints.flush();
      await expectLike(model, system);
    },
  };
}

const create = (machine: number, license: number) =>
  command(`create(${machine}, ${license})`, async (model, system) => {
    const machineId = machineOf(machine);
    const real = createOfflineLicense(system.ledger, system.admin, {
      organizationId: system.organizationId,
      licenseId: system.licenseIds[license] ?? '',
      machine: { machineId },
      confirmation: machineId.slice(-4),
    });
    await agree(system, model.create(machine, license), real);
  });

const renew = (choice: number) =>
  command(
    `renew(${choice})`,
    async (model, system) => {
      const seqs = [...model.issued.keys()];
      // The latest ones are of interest, mostly.
      const seq = seqs[seqs.length - 1 - (choice % seqs.length)] ?? 0;
      const machine = model.issued.get(seq)?.machine ?? 0;
      const real = renewOfflineLicense(system.ledger, system.admin, {
        organizationId: system.organizationId,
        id: system.files.get(seq)?.id ?? '',
        confirmation: machineOf(machine).slice(-4),
      });
      await agree(system, model.renew(seq), real);
    },
    (model) => model.issued.size > 0,
  );

async function agree(system: System, expected: Outcome, real: Promise<Created>): Promise<void> {
  const [result, error] = await real.then(
    (created) => [created, undefined] as const,
    (thrown: unknown) => [undefined, thrown] as const,
  );
  if (error !== undefined && !(error instanceof LatchkeyError)) throw error;
  if ('refused' in expected) {
    expect(error?.code ?? result).toBe(expected.refused);
    return;
  }
  if (error) throw error;
  const { license } = expected;
  expect(result).toMatchObject({
    existing: expected.ok === 'existing',
    offlineLicense: {
      seq: license.seq,
      machineId: machineOf(license.machine),
      licenseId: system.licenseIds[license.license],
      startsAt: license.nbf,
      endsAt: license.exp,
    },
  });
  if (expected.ok === 'existing' || !result) return;
  const { id } = result.offlineLicense;
  const [file] = await downloadFiles(system.ledger, system.admin, system.organizationId, [id]);
  system.files.set(license.seq, { id, text: file?.text ?? '' });
}

const wait = (days: number) =>
  command(`wait(${days})`, async (model, system) => {
    model.now += days * DAY;
    system.ledger.time = model.now;
  });

const setQuantity = (license: number, quantity: number) =>
  command(`setQuantity(${license}, ${quantity})`, async (model, system) => {
    const place = { organizationId: system.organizationId, id: system.licenseIds[license] ?? '' };
    await updateLicense(system.ledger, CONSOLE, place, { quantity });
    model.setQuantity(license, quantity);
  });

const restart = () => command('restart', (_, system) => system.restart());

const rotateKey = () => command('rotateKey', async (_, system) => system.rotateKey());

const backUp = () =>
  command('backUp', async (model, system) => {
    await system.backUp();
    model.save();
  });

const restore = () =>
  command(
    'restore',
    async (model, system) => {
      await system.restore();
      model.restore();
    },
    (model) => model.backup !== undefined,
  );

/** @param kept which of the files somebody still has: every other one, all, none, … */
const bringBack = (kept: readonly boolean[], giveUp: boolean) =>
  command(`reconcile(${kept.map(Number).join('')}, ${giveUp})`, async (model, system) => {
    const seqs = [...model.issued.keys()].filter((seq) => kept[seq % kept.length]);
    const files = seqs.map((seq) => system.files.get(seq)?.text ?? '');
    const known = new Set(model.rows.keys());
    const report = await reconcile(system.ledger, CONSOLE, { files, keys: system.keys, writeOff: giveUp });
    expect(report.files.map(({ outcome, seq }) => [outcome, seq])).toEqual(
      seqs.map((seq) => [known.has(seq) ? 'present' : 'restored', seq]),
    );
    const mine = report.organizations.find(({ id }) => id === system.organizationId);
    model.reconcile(seqs, giveUp, mine?.until ?? 0);
    expect(mine?.missing.flatMap(([first, last]) => numbers(first, last)) ?? []).toEqual(model.missing);
    // The one thing that the model takes from the real one: it must be late enough for all that is lost.
    for (const [seq, until] of model.writtenOff) {
      expect(until).toBeGreaterThanOrEqual(model.issued.get(seq)?.exp ?? Infinity);
    }
  });

function numbers(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

const license = fc.nat(LICENSES.length - 1);

/** Creating comes up more often: without licenses there is nothing to do for the others. */
export const COMMANDS: readonly fc.Arbitrary<Command>[] = [
  fc.tuple(fc.nat(MACHINES - 1), license).map(([machine, of]) => create(machine, of)),
  fc.tuple(fc.nat(MACHINES - 1), license).map(([machine, of]) => create(machine, of)),
  fc.nat(5).map(renew),
  fc.nat(5).map(renew),
  // Into the last days of a license, or somewhere.
  fc.oneof(fc.constant(50), fc.integer({ min: 1, max: 70 })).map(wait),
  fc.tuple(license, fc.nat(4)).map(([of, quantity]) => setQuantity(of, quantity)),
  fc.constant(undefined).map(restart),
  fc.constant(undefined).map(rotateKey),
  fc.constant(undefined).map(backUp),
  fc.constant(undefined).map(restore),
  fc
    .tuple(fc.array(fc.boolean(), { minLength: 1, maxLength: 4 }), fc.boolean())
    .map(([kept, giveUp]) => bringBack(kept, giveUp)),
];
