import { verifyLicense } from '@latchkey/crypto';
import { expect } from 'vitest';
import { verifyAudit } from '../../src/audit-log/verify-audit.js';
import { findMark } from '../../src/checkpoint.js';
import { downloadFiles } from '../../src/offline-licenses/download.js';
import { listOfflineLicenses } from '../../src/offline-licenses/list.js';
import { listLicenses } from '../../src/vendor/licenses.js';
import { CONSOLE, machineOf } from '../ledger.js';
import type { Model } from './model.js';
import type { System } from './system.js';

/** Expects the real ledger to be like the model, in what can be seen of it after each step. */
export async function expectLike(model: Model, system: System): Promise<void> {
  const { ledger, organizationId, licenseIds } = system;
  const licenses = await listLicenses(ledger, system.admin, organizationId);
  const seats = licenseIds.map((id) => licenses.find((one) => one.id === id)?.seats);
  expect(seats).toEqual(
    model.quantities.map((quantity, i) => {
      const used = model.used(i);
      return { quantity, used, available: Math.max(0, quantity - used) };
    }),
  );
  const organization = await ledger.db
    .selectFrom('organization')
    .select(['seq', 'audit_number'])
    .where('id', '=', organizationId)
    .executeTakeFirstOrThrow();
  expect(organization).toEqual({ seq: model.seq, audit_number: model.audit.length });
  const mark = findMark(await ledger.checkpoints.read(), organizationId);
  expect(mark ?? { seq: 0, auditNumber: 0 }).toMatchObject({
    seq: model.mark.seq,
    auditNumber: model.mark.auditNumber,
  });
}

/** Expects it to be alike to the last byte: every file, and the audit log. */
export async function expectAlike(model: Model, system: System): Promise<void> {
  await expectLike(model, system);
  const { ledger, organizationId } = system;
  const request = { organizationId, ascending: true, limit: 200 };
  const { offlineLicenses } = await listOfflineLicenses(ledger, system.admin, request);
  const rows = [...model.rows.values()].toSorted((a, b) => a.seq - b.seq);
  const read = offlineLicenses.map(({ seq, machineId, startsAt, endsAt }) => [
    seq,
    machineId,
    startsAt,
    endsAt,
  ]);
  expect(read).toEqual(rows.map(({ seq, machine, nbf, exp }) => [seq, machineOf(machine), nbf, exp]));
  const ids = offlineLicenses.map(({ id }) => id);
  const files = ids.length > 0 ? await downloadFiles(ledger, system.admin, organizationId, ids) : [];
  expect(files.map(({ text }) => text)).toEqual(rows.map(({ seq }) => system.files.get(seq)?.text));
  for (const [i, { text }] of files.entries()) {
    const now = rows[i]?.nbf ?? 0;
    const verdict = verifyLicense(text, { keys: system.keys, product: 'KSE', machineId: 'any', now });
    expect(verdict).toMatchObject({ ok: true });
  }
  const verdict = await verifyAudit(ledger, CONSOLE, organizationId);
  expect(verdict.ok).toBe(!model.isBroken);
  if (!verdict.ok) return;
  expect(verdict).toMatchObject({ number: model.audit.length, vouchedTo: model.mark.auditNumber });
  const lost = verdict.lost.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  expect(lost).toBe(model.audit.filter((entry) => entry === 'lost').length);
}
