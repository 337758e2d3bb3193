import { DAY, RENEWAL_DAYS } from '@latchkey/core';
import { createSigner, issuerJwk, KeySet, type Signer } from '@latchkey/crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyLedger, type Copy } from '../../testing/copies.js';
import { DATABASES } from '../../testing/databases.js';
import {
  CONSOLE,
  machineOf,
  openFixture,
  START,
  YEAR,
  type Fixture,
  type TestLedger,
} from '../../testing/ledger.js';
import { listAudit } from '../audit-log/list-audit.js';
import { verifyAudit } from '../audit-log/verify-audit.js';
import type { CheckpointStore } from '../checkpoint.js';
import { fileCheckpoints } from '../checkpoints/file-checkpoints.js';
import { noteCheckpoint } from '../checkpoints/mark-soon.js';
import { openDatabase } from '../db/open.js';
import { createOfflineLicense } from '../offline-licenses/create.js';
import { downloadFiles } from '../offline-licenses/download.js';
import { listOfflineLicenses } from '../offline-licenses/list.js';
import { renewOfflineLicense } from '../offline-licenses/renew.js';
import { listLicenses, updateLicense } from '../vendor/licenses.js';
import { createOrganization } from '../vendor/organizations.js';
import { updateProduct } from '../vendor/products.js';
import { reconcile, type ReconcileRequest } from './reconcile.js';

const keySet = (...signers: Signer[]) =>
  KeySet.fromJwks({ keys: signers.map(({ publicKey }) => issuerJwk(publicKey)) });

describe.each(DATABASES)('on $name', (database) => {
  let fixture: Fixture;
  let live: TestLedger & { checkpoints: CheckpointStore };
  let licenseId: string;
  let folder: string;
  let files: string[];
  const copies: Copy[] = [];
  const opened: TestLedger[] = [];
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'latchkey-reconcile-'));
    fixture = await openFixture(database);
    live = Object.assign(fixture.ledger, { checkpoints: fileCheckpoints(path.join(folder, 'checkpoint')) });
    licenseId = (await fixture.purchase({ quantity: 12 })).id;
    files = [];
  });
  afterEach(async () => {
    await live.checkpoints.flush();
    for (const { db } of opened.splice(0)) await db.destroy();
    for (const copy of copies.splice(0)) await copy.drop();
    await fixture.close();
    rmSync(folder, { recursive: true });
  });

  const create = async (ledger: TestLedger, n: number, product = 'KSE') => {
    const machineId = machineOf(n, product);
    const { offlineLicense } = await createOfflineLicense(ledger, fixture.admin, {
      organizationId: 'acme',
      licenseId,
      machine: { machineId },
      assignee: { name: `Person ${n}` },
      confirmation: machineId.slice(-4),
    });
    return offlineLicense;
  };
  const renew = async (ledger: TestLedger, id: string, n: number) => {
    const request = { organizationId: 'acme', id, confirmation: machineOf(n).slice(-4) };
    return (await renewOfflineLicense(ledger, fixture.admin, request)).offlineLicense;
  };
  const download = async (ledger: TestLedger, id: string) =>
    (await downloadFiles(ledger, fixture.owner, 'acme', [id]))[0]?.text ?? '';
  /** Issues licenses for the machines from 1 on and keeps their files. */
  const issue = async (from: number, to: number) => {
    for (let n = from; n <= to; n++) files.push(await download(live, (await create(live, n)).id));
  };
  /** The ledger as it is now, to be restored later. */
  const backUp = async () => {
    await live.checkpoints.flush();
    const copy = await copyLedger(fixture.place);
    copies.push(copy);
    return async (): Promise<TestLedger & { checkpoints: CheckpointStore }> => {
      await live.checkpoints.flush();
      const checkpoints = fileCheckpoints(path.join(folder, 'checkpoint'));
      const restored = { ...live, db: await openDatabase(copy.place), checkpoints };
      opened.push(restored);
      return restored;
    };
  };
  const seats = async (ledger: TestLedger) => (await listLicenses(ledger, fixture.owner, 'acme'))[0]?.seats;
  const numbers = async (ledger: TestLedger) => {
    const request = { organizationId: 'acme', ascending: true };
    const { offlineLicenses } = await listOfflineLicenses(ledger, fixture.owner, request);
    return offlineLicenses.map(({ seq }) => seq);
  };
  const run = (ledger: TestLedger, request: Partial<ReconcileRequest>) =>
    reconcile(ledger, CONSOLE, { files: [], keys: keySet(live.signer), ...request });
  const actions = async (ledger: TestLedger) =>
    (await listAudit(ledger, CONSOLE, { organizationId: 'acme' })).entries;

  it('a ledger restored at 5 of 10 issues nothing, until the files since are back, byte for byte', async () => {
    await issue(1, 5);
    const restore = await backUp();
    live.time += 100;
    await issue(6, 10);
    const before = await listOfflineLicenses(live, fixture.owner, { organizationId: 'acme' });
    const restored = await restore();
    expect(await numbers(restored)).toEqual([1, 2, 3, 4, 5]);
    await expect(create(restored, 11)).rejects.toMatchObject({
      code: 'ledger-behind',
      details: { seq: 5, issued: 10 },
    });
    expect(await seats(restored)).toMatchObject({ used: 5 });
    expect(await verifyAudit(restored, CONSOLE, 'acme')).toMatchObject({ ok: false, fault: 'missing' });

    const report = await run(restored, { files });
    expect(report.files.map(({ outcome, seq }) => [outcome, seq])).toEqual([
      ...[1, 2, 3, 4, 5].map((seq) => ['present', seq]),
      ...[6, 7, 8, 9, 10].map((seq) => ['restored', seq]),
    ]);
    expect(report.organizations).toEqual([
      { id: 'acme', issued: 10, missing: [], restored: 5, writtenOff: 0 },
    ]);
    expect(report.absent).toEqual([]);
    expect(await listOfflineLicenses(restored, fixture.owner, { organizationId: 'acme' })).toEqual(before);
    for (const [i, { id }] of before.offlineLicenses.toReversed().entries()) {
      expect(await download(restored, id)).toBe(files[i]);
    }
    expect(await seats(restored)).toEqual({ quantity: 12, used: 10, available: 2 });
    expect(await create(restored, 10)).toMatchObject({ seq: 10 });
    expect(await create(restored, 11)).toMatchObject({ seq: 11 });
  });

  it('the audit log goes on behind what is lost, tells of it, and holds with old and new checkpoints', async () => {
    await issue(1, 2);
    const restore = await backUp();
    await issue(3, 5);
    const restored = await restore();
    const kept = await restored.checkpoints.read();
    const last = kept?.organizations.acme?.auditNumber ?? 0;
    const own = (await actions(restored))[0]?.number ?? 0;
    await run(restored, { files });
    expect((await actions(restored))[0]).toMatchObject({
      number: last + 1,
      action: 'ledger.restore',
      details: { restored: 3, first: 3, last: 5, lostFrom: own + 1, lostTo: last },
    });
    const lost = [{ from: own + 1, to: last, hash: kept?.organizations.acme?.auditHash }];
    await create(restored, 6);
    await restored.checkpoints.flush();
    expect(await verifyAudit(restored, CONSOLE, 'acme')).toMatchObject({
      ok: true,
      number: last + 2,
      vouchedTo: last + 2,
      lost,
    });
    const old = fileCheckpoints(path.join(folder, 'old'));
    if (kept) await old.write(kept);
    const withOld = { ...restored, checkpoints: old };
    expect(await verifyAudit(withOld, CONSOLE, 'acme')).toMatchObject({ ok: true, vouchedTo: last, lost });
  });

  it('what comes back a second time changes nothing', async () => {
    await issue(1, 1);
    const restore = await backUp();
    await issue(2, 3);
    const restored = await restore();
    await run(restored, { files });
    const entries = await actions(restored);
    const again = await run(restored, { files, writeOff: true });
    expect(again.files.map(({ outcome }) => outcome)).toEqual(['present', 'present', 'present']);
    expect(again.organizations).toEqual([{ id: 'acme', issued: 3, missing: [], restored: 0, writtenOff: 0 }]);
    expect(await actions(restored)).toEqual(entries);
  });

  it('some files are not enough; the rest comes later, or is written off with its seats', async () => {
    await issue(1, 1);
    const restore = await backUp();
    await issue(2, 7);
    const restored = await restore();
    live.time += 5 * DAY;
    restored.time = live.time;
    const some = [files[1], files[3], files[6]] as string[];
    const first = await run(restored, { files: some });
    expect(first.organizations).toMatchObject([
      {
        issued: 7,
        missing: [
          [3, 3],
          [5, 6],
        ],
        restored: 3,
      },
    ]);
    await expect(create(restored, 8)).rejects.toMatchObject({ code: 'ledger-behind', details: { seq: 2 } });
    expect(await seats(restored)).toMatchObject({ used: 4 });

    const second = await run(restored, { files: [files[4] as string] });
    expect(second.organizations).toMatchObject([
      {
        missing: [
          [3, 3],
          [6, 6],
        ],
        restored: 1,
      },
    ]);
    const third = await run(restored, { writeOff: true });
    // Issued when the checkpoint was taken, at the latest, as a successor at the beginning of the last 14 days.
    const until = START + 300 + (RENEWAL_DAYS + 60) * DAY;
    expect(third.organizations).toEqual([
      { id: 'acme', issued: 7, missing: [], restored: 0, writtenOff: 2, until },
    ]);
    expect((await actions(restored))[0]).toMatchObject({
      action: 'ledger.write-off',
      details: { count: 2, first: 3, last: 6, until, license: licenseId },
    });
    expect(await seats(restored)).toMatchObject({ used: 7 });
    expect(await create(restored, 8)).toMatchObject({ seq: 8 });
    expect(await verifyAudit(restored, CONSOLE, 'acme')).toMatchObject({ ok: true });
    restored.time = until - 1;
    expect(await seats(restored)).toMatchObject({ used: 2 });
    restored.time = until;
    expect(await seats(restored)).toMatchObject({ used: 0 });
  });

  it('a file that was written off and turns up takes its own place, and the seat is its own', async () => {
    const restore = await backUp();
    await issue(1, 2);
    const restored = await restore();
    await run(restored, { writeOff: true });
    expect(await numbers(restored)).toEqual([]);
    expect(await seats(restored)).toMatchObject({ used: 2 });
    expect(await create(restored, 3)).toMatchObject({ seq: 3 });
    const report = await run(restored, { files: [files[1] as string] });
    expect(report.files).toMatchObject([{ outcome: 'restored', seq: 2 }]);
    expect(await numbers(restored)).toEqual([2, 3]);
    expect(await seats(restored)).toMatchObject({ used: 3 });
    expect(await create(restored, 2)).toMatchObject({ seq: 2 });
  });

  it.each([[[0, 1]], [[0], [1]], [[1], [0]]])(
    'a machine keeps its successor: it is found again, where the files come in the steps %j',
    async (...steps) => {
      const restore = await backUp();
      const first = await create(live, 1);
      live.time = first.endsAt - DAY;
      const second = await renew(live, first.id, 1);
      const texts = [await download(live, first.id), await download(live, second.id)];
      const restored = await restore();
      restored.time = live.time;
      for (const step of steps) await run(restored, { files: step.map((i) => texts[i] ?? '') });
      expect(await seats(restored)).toMatchObject({ used: 1 });
      expect(await renew(restored, first.id, 1)).toEqual(second);
      expect((await create(restored, 1)).id).toBe(first.id);
    },
  );

  it('a file with a higher number than the checkpoint stops what would be issued in between', async () => {
    await issue(1, 1);
    const restore = await backUp();
    await issue(2, 2);
    await live.checkpoints.flush();
    // As after a crash: the last marks were not written.
    const { checkpoints, ...unmarked } = live;
    live.checkpoints = undefined as never;
    await issue(3, 4);
    live.checkpoints = checkpoints;
    void unmarked;
    const restored = await restore();
    await run(restored, { files: [files[1], files[3]] as string[] });
    await expect(create(restored, 9)).rejects.toMatchObject({
      code: 'ledger-behind',
      details: { seq: 2, issued: 4 },
    });
    await run(restored, { files });
    expect(await create(restored, 9)).toMatchObject({ seq: 5 });
  });

  it('files of others are told apart, and nothing of them is written', async () => {
    await issue(1, 1);
    const restore = await backUp();
    await issue(2, 2);
    const [, good = ''] = files;
    const stranger = await createSigner(new Uint8Array(32).fill(9));
    await createOrganization(live, CONSOLE, { id: 'young', name: 'Younger than the backup' });
    const young = (await fixture.purchase({ organizationId: 'young' })).id;
    const owner = await fixture.addMember('owner', 'young');
    const ofYoung = await createOfflineLicense(live, owner, {
      organizationId: 'young',
      licenseId: young,
      machine: { machineId: machineOf(1) },
      confirmation: machineOf(1).slice(-4),
    });
    const [youngFile] = await downloadFiles(live, owner, 'young', [ofYoung.offlineLicense.id]);
    const younger = await fixture.purchase({ name: 'Younger than the backup' });
    const request = {
      organizationId: 'acme',
      licenseId: younger.id,
      machine: { machineId: machineOf(3) },
      confirmation: machineOf(3).slice(-4),
    };
    const ofYounger = await createOfflineLicense(live, fixture.admin, request);
    const restored = await restore();
    const foreign = { ...live, signer: stranger };
    const forged = await createOfflineLicense(foreign, fixture.admin, {
      ...request,
      machine: { machineId: machineOf(4) },
      confirmation: machineOf(4).slice(-4),
    });
    const texts = [
      '',
      'x'.repeat(100_000),
      good.replace('.', '.A'),
      youngFile?.text ?? '',
      await download(live, ofYounger.offlineLicense.id),
      await download(live, forged.offlineLicense.id),
    ];
    const report = await run(restored, { files: texts });
    expect(report.files.map(({ outcome }) => outcome)).toEqual([
      'foreign',
      'foreign',
      'foreign',
      'foreign',
      'conflict',
      'foreign',
    ]);
    expect(report.files[3]?.detail).toContain('young');
    expect(report.files[4]?.detail).toContain(younger.id);
    expect(report.absent).toEqual(['young']);
    expect(await numbers(restored)).toEqual([1]);
    expect(JSON.stringify(report)).not.toContain(good.slice(0, 40));
  });

  it('another license with the number of one that was issued is a conflict, and stays as it is', async () => {
    const restore = await backUp();
    await issue(1, 1);
    const restored = await restore();
    // Somebody lost the checkpoint as well, and went on.
    const { checkpoints, ...unmarked } = restored;
    const other = await create(unmarked as TestLedger, 2);
    const text = await download(restored, other.id);
    const report = await run(restored, { files });
    expect(report.files).toMatchObject([{ outcome: 'conflict', seq: 1 }]);
    expect(await download(restored, other.id)).toBe(text);
    expect(await numbers({ ...restored, checkpoints } as TestLedger)).toEqual([1]);
  });

  it('mail may wrap a file: it comes back as it was issued', async () => {
    const restore = await backUp();
    await issue(1, 1);
    const [text = ''] = files;
    const wrapped = `\uFEFF${text.trim().replaceAll(/(.{76})/g, '$1\r\n')}\r\n\r\n`;
    const restored = await restore();
    await run(restored, { files: [wrapped] });
    const { offlineLicenses } = await listOfflineLicenses(restored, fixture.owner, {
      organizationId: 'acme',
    });
    expect(await download(restored, offlineLicenses[0]?.id ?? '')).toBe(text);
  });

  it('keys that are retired still vouch for what they signed', async () => {
    const restore = await backUp();
    await issue(1, 1);
    const retired = live.signer;
    Object.assign(live, { signer: await createSigner(new Uint8Array(32).fill(8)) });
    await issue(2, 2);
    const restored = await restore();
    const withoutOld = await run(restored, { files });
    expect(withoutOld.files.map(({ outcome }) => outcome)).toEqual(['foreign', 'restored']);
    const withBoth = await run(restored, { files, keys: keySet(live.signer, retired) });
    expect(withBoth.files.map(({ outcome }) => outcome)).toEqual(['restored', 'present']);
    expect(await create(restored, 3)).toMatchObject({ seq: 3 });
  });

  it('several licenses: each keeps a seat for what is lost, until the last of them could end', async () => {
    const other = (await fixture.purchase({ name: 'Other', quantity: 3, endsAt: START + 30 * DAY })).id;
    await fixture.purchase({ name: 'Long', quantity: 1, startsAt: START + DAY });
    const restore = await backUp();
    await issue(1, 1);
    const restored = await restore();
    const report = await run(restored, { writeOff: true });
    expect(report.organizations[0]?.until).toBe(START + 300 + (RENEWAL_DAYS + 60) * DAY);
    const all = await listLicenses(restored, fixture.owner, 'acme');
    expect(all.find(({ id }) => id === licenseId)?.seats.used).toBe(1);
    expect(all.find(({ id }) => id === other)?.seats.used).toBe(1);
  });

  it('under the policy "term" a lost license may live as long as the term', async () => {
    await updateProduct(live, CONSOLE, 'KSE', { policy: { life: 'term' } });
    const restore = await backUp();
    await issue(1, 1);
    const restored = await restore();
    const report = await run(restored, { writeOff: true });
    expect(report.organizations[0]?.until).toBe(START + YEAR);
  });

  it('a ledger that has everything is left alone', async () => {
    await issue(1, 2);
    await live.checkpoints.flush();
    const entries = await actions(live);
    expect(await run(live, { writeOff: true })).toEqual({ files: [], organizations: [], absent: [] });
    expect(await actions(live)).toEqual(entries);
  });

  it('a restored log of changes other than licenses is made right as well', async () => {
    const restore = await backUp();
    await updateLicense(live, CONSOLE, { organizationId: 'acme', id: licenseId }, { quantity: 13 });
    await noteCheckpoint(live);
    const restored = await restore();
    for (let i = 0; i < 3; i++) {
      await updateLicense(restored, CONSOLE, { organizationId: 'acme', id: licenseId }, { quantity: 14 });
    }
    // The restored log has run past the checkpoint by now: that stays as evidence.
    await create(restored, 1);
    await restored.checkpoints.flush();
    expect(await verifyAudit(restored, CONSOLE, 'acme')).toMatchObject({ ok: false, fault: 'altered' });
    expect((await run(restored, {})).organizations).toMatchObject([{ id: 'acme', missing: [], restored: 0 }]);
    expect((await actions(restored))[0]).toMatchObject({
      action: 'ledger.restore',
      details: { restored: 0, forkedHash: expect.any(String) },
    });
    expect(await verifyAudit(restored, CONSOLE, 'acme')).toMatchObject({ ok: true });
  });

  it('nobody but the operator reconciles, and only with a checkpoint', async () => {
    const restore = await backUp();
    await issue(1, 1);
    const restored = await restore();
    const request = { files, keys: keySet(live.signer), writeOff: true };
    await expect(reconcile(restored, fixture.owner, request)).rejects.toMatchObject({ code: 'forbidden' });
    const { checkpoints, ...unmarked } = restored;
    await expect(reconcile(unmarked, CONSOLE, request)).rejects.toMatchObject({ code: 'request-invalid' });
    expect(await numbers(restored)).toEqual([]);
    expect(await seats(restored)).toMatchObject({ used: 0 });
    await checkpoints.flush();
  });

  it('a checkpoint that cannot be right is not written off', async () => {
    await live.checkpoints.write({
      at: START,
      organizations: { acme: { seq: 9_000_000_000, auditNumber: 1, auditHash: '' } },
    });
    await expect(run(live, { writeOff: true })).rejects.toMatchObject({ code: 'request-invalid' });
    expect(await seats(live)).toMatchObject({ used: 0 });
  });
});
