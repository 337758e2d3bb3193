import { createHash, createHmac } from 'node:crypto';
import { machineIdFromOs } from '@latchkey/core';
import { createBatchVerifier } from '@latchkey/crypto';
import { createSHA256 } from 'hash-wasm';
import { instantiate } from './abi.js';
import { machine, PRODUCT } from './input.js';
import { insist, measure, type Contender } from './measure.js';
import type { Row, SectionResult, Settings } from './report.js';

const RECORD = 300;
const COUNT = 4096;

/** SHA-256 of records, and machine IDs of an inventory. */
export async function benchHashing(settings: Settings): Promise<SectionResult> {
  return { rows: [...(await benchSha256(settings)), ...(await benchMachineIds(settings))], notes: [] };
}

async function benchSha256(settings: Settings): Promise<Row[]> {
  const records = Array.from({ length: COUNT }, (_, i) => new Uint8Array(RECORD).fill(i + (i >> 8)));
  const hasher = await createSHA256();
  const perRecord = (name: string, hash: (record: Uint8Array) => Uint8Array): Contender => ({
    name,
    n: 1,
    items: COUNT,
    run: () => {
      for (const record of records) insist(hash(record).length === 32);
    },
  });
  const hashWasm = perRecord('hash-wasm SHA-256', (record) => hasher.init().update(record).digest('binary'));
  const node = perRecord('crypto.createHash', (record) => createHash('sha256').update(record).digest());
  return measure(hashWasm, [await sha256InBulk(records), node], settings);
}

/** Through the ABI, copying in and out included: the records, their descriptors and the digests share one place. */
async function sha256InBulk(records: readonly Uint8Array[]): Promise<Contender> {
  const engine = (await instantiate('fma', 8)) ?? (await instantiate('plain', 8));
  if (!engine) throw new Error('No engine runs on this host.');
  const bytes = new Uint8Array(engine.memory);
  const descriptorsAt = engine.abi.recordsAt();
  const descriptors = new Uint32Array(engine.memory, descriptorsAt, 2 * COUNT);
  const digestsAt = descriptorsAt + 8 * COUNT;
  const recordsAt = digestsAt + 32 * COUNT;
  const run = () => {
    records.forEach((record, i) => {
      const at = recordsAt + 304 * i;
      bytes.set(record, at);
      descriptors[2 * i] = at;
      descriptors[2 * i + 1] = record.length;
    });
    insist(engine.abi.sha256Records(COUNT, descriptorsAt, digestsAt) === 0);
    return records.map((_, i) => bytes.slice(digestsAt + 32 * i, digestsAt + 32 * i + 32));
  };
  const expected = createHash('sha256')
    .update(records[COUNT - 1] as Uint8Array)
    .digest();
  insist(expected.equals(run().at(-1) as Uint8Array));
  return { name: 'engine SHA-256', n: COUNT, items: COUNT, run };
}

async function benchMachineIds(settings: Settings): Promise<Row[]> {
  const components = Array.from({ length: 8192 }, (_, i) => machine(i));
  const some = components.slice(0, 1024);
  const hmac: Contender = {
    name: 'crypto.createHmac',
    n: 1,
    items: some.length,
    run: () => {
      for (const { osId, account } of some) {
        const message = `latchkey/machine/v1\0${PRODUCT}\0${account}`;
        insist(createHmac('sha256', osId).update(message).digest().length === 32);
      }
    },
  };
  const single: Contender = {
    name: 'machineIdFromOs',
    n: 1,
    items: some.length,
    run: () => {
      for (const each of some) insist(machineIdFromOs({ ...each, product: PRODUCT }).length === 37);
    },
  };
  const verifier = await createBatchVerifier();
  const makeAll = () => verifier.machineIds(PRODUCT, components);
  insist(makeAll()[8191] === machineIdFromOs({ ...machine(8191), product: PRODUCT }));
  const bulk = { name: 'machineIds', n: 8192, items: 8192, run: () => insist(makeAll().length === 8192) };
  return measure(hmac, [bulk, single], settings);
}
