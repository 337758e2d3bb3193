import { DAY, LatchkeyError, machineIdFromDevice } from '@latchkey/core';
import { createSigner, verifyLicense } from '@latchkey/crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { sampleBook } from '../states/sample-book.js';
import { MemoryActivation } from './memory-activation.js';
import { MemoryIssuer } from './memory-issuer.js';
import { newSigner } from './new-signer.js';

const START = 1_795_510_800;
const WHERE = { organizationId: 'nordic', licenseId: 'LIC-2026-0043' };
/** The organization's other license has more than one seat. */
const MANY = { ...WHERE, licenseId: 'LIC-2026-0042' };

let time: number;
let issuer: MemoryIssuer;
let machines: readonly string[];

beforeEach(async () => {
  time = START;
  issuer = new MemoryIssuer({ signer: await newSigner(), now: () => time, ...sampleBook(START) });
  const signers = await Promise.all([1, 2, 3].map((n) => createSigner(new Uint8Array(32).fill(n))));
  machines = signers.map(({ kid }) => machineIdFromDevice({ product: 'KSE', jkt: kid }));
});

const create = (n: number, where = WHERE, key?: string) => {
  const machineId = machines[n] as string;
  const request = { ...where, machine: { machineId }, confirmation: machineId.slice(-4) };
  return issuer.create(request, key === undefined ? {} : { key });
};

/** What a call is refused with. */
async function refusal(call: Promise<unknown>): Promise<unknown> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof LatchkeyError ? error.code : error;
}

describe('the issuer in memory', () => {
  it('makes a license that an app verifies', async () => {
    const { offlineLicense } = await create(0);
    const { name, bytes } = await issuer.download({ organizationId: 'nordic', ids: [offlineLicense.id] });
    const question = { keys: issuer.keys, product: 'KSE', machineId: machines[0] as string, now: START };
    expect(verifyLicense(bytes, question)).toMatchObject({ ok: true, license: { exp: START + 60 * DAY } });
    expect(name).toBe(`KSE_${machines[0]}.lic`);
  });

  it('spends the last seat once, whoever asks at the same time', async () => {
    const outcomes = await Promise.all([create(0), refusal(create(1)), refusal(create(2))]);
    expect(outcomes.slice(1)).toEqual(['no-seats', 'no-seats']);
    time += 60 * DAY;
    expect((await create(1)).existing).toBe(false);
  });

  it('gives a repeated intention the same outcome, and refuses its key to another one', async () => {
    const first = await create(0, MANY, 'a');
    expect(await create(0, MANY, 'a')).toBe(first);
    expect(await refusal(create(1, MANY, 'a'))).toBe('idempotency-key-reused');
    expect((await issuer.list({ organizationId: 'nordic' })).offlineLicenses).toHaveLength(1);
  });

  it.each([
    ['LIC-2026-0044', 'not-eligible'],
    ['LIC-2026-0045', 'not-eligible'],
    ['LIC-2025-0007', 'term-over'],
    ['LIC-2026-0050', 'wrong-product'],
    ['LIC-2026-0101', 'not-found'],
  ])('refuses %s: %s', async (licenseId, code) => {
    expect(await refusal(create(0, { ...WHERE, licenseId }))).toBe(code);
  });

  it('renews in the last 14 days, without a gap and without a second seat', async () => {
    const { offlineLicense } = await create(0);
    const confirmation = machines[0]?.slice(-4) ?? '';
    const renew = () => issuer.renew({ organizationId: 'nordic', id: offlineLicense.id, confirmation });
    expect(await refusal(renew())).toBe('not-renewable');
    time += 50 * DAY;
    const { offlineLicense: next } = await renew();
    expect(next).toMatchObject({ state: 'scheduled', startsAt: offlineLicense.endsAt });
    expect((await renew()).existing).toBe(true);
    const one = (await issuer.listLicenses('nordic')).find(({ id }) => id === WHERE.licenseId);
    expect(one?.seats).toEqual({ quantity: 1, used: 1, available: 0 });
    const ids = [offlineLicense.id, next.id];
    const archive = await issuer.download({ organizationId: 'nordic', ids });
    expect([...archive.bytes.subarray(0, 4)]).toEqual([0x50, 0x4b, 3, 4]);
  });

  it('imports a table after a dry run that counts the seats', async () => {
    const csv = `machine_id,license,assignee\r\n${machines[0]},,"Ada ""the first"""\r\n${machines[1]},LIC-2026-0043,\r\n${machines[2]},LIC-2026-0043,\r\nx,,\r\n`;
    const request = { organizationId: 'nordic', licenseId: MANY.licenseId, csv };
    const dry = await issuer.importTable(request);
    expect(dry).toMatchObject({ create: 2, refused: 2, issued: false });
    expect(dry.rows.map(({ problem }) => problem?.code)).toEqual([
      undefined,
      undefined,
      'no-seats',
      'machine-id-invalid',
    ]);
    expect(await refusal(issuer.importTable({ ...request, confirmation: 3 }))).toBe('confirmation-missing');
    expect(await issuer.importTable({ ...request, confirmation: 2 })).toMatchObject({ issued: true });
    const { offlineLicenses } = await issuer.list({ organizationId: 'nordic', search: 'the FIRST' });
    expect(offlineLicenses.map(({ machineId }) => machineId)).toEqual([machines[0]]);
  });

  it('lists page by page', async () => {
    for (const n of [0, 1, 2]) await create(n, MANY);
    const first = await issuer.list({ organizationId: 'nordic', sort: 'machine', ascending: true, limit: 2 });
    const { next = '' } = first;
    const second = await issuer.list({
      organizationId: 'nordic',
      sort: 'machine',
      ascending: true,
      limit: 2,
      cursor: next,
    });
    const all = [...first.offlineLicenses, ...second.offlineLicenses].map(({ machineId }) => machineId);
    expect(all).toEqual(machines.toSorted());
    expect(second.next).toBeUndefined();
  });
});

describe('the machine in memory', () => {
  it('accepts its license, notices a clock that was set back, and a key that is gone', async () => {
    const machine = new MemoryActivation({ product: 'KSE', keys: issuer.keys, now: () => time });
    const { machineId, request } = await machine.readMachine();
    const asked = { ...MANY, machine: { activationRequest: request }, confirmation: machineId.slice(-4) };
    const { offlineLicense } = await issuer.create(asked);
    expect(offlineLicense.deviceBound).toBe(true);
    const { bytes } = await issuer.download({ organizationId: 'nordic', ids: [offlineLicense.id] });
    expect(await machine.activate(bytes)).toMatchObject({ stored: true, verdict: { ok: true } });
    time += 20 * DAY;
    expect(await machine.readState()).toMatchObject({ daysLeft: 40 });
    time -= 5 * DAY;
    expect(await machine.readState()).toMatchObject({ verdict: { reason: 'clock-tampered' }, daysLeft: 0 });
    machine.loseKey();
    expect(await refusal(machine.readState())).toBe('device-key-lost');
    await machine.startAnew();
    expect(await machine.readState()).toMatchObject({ verdict: { reason: 'wrong-machine' } });
  });
});
