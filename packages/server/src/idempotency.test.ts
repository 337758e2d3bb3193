import { issuerJwk, KeySet } from '@latchkey/crypto';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forgetKeys } from '../../issuer/src/idempotency.js';
import { createServer } from './create-server.js';
import { freshMachine } from '../testing/resources.js';
import {
  DATABASES,
  ORIGIN,
  send,
  startService,
  type Credentials,
  type TestService,
} from '../testing/service.js';

const CREATE = '/organizations/acme/offline-licenses';
const DAY = 86_400;

describe.each(DATABASES)('idempotency keys on $name', (database) => {
  let service: TestService;
  let as: Credentials;
  let licenseId: string;
  beforeEach(async () => {
    service = await startService({}, database);
    as = await service.signIn(service.fixture.owner);
    licenseId = (await service.fixture.purchase({ quantity: 10 })).id;
  });
  afterEach(() => service.close());

  const bodyFor = (machineId = freshMachine(), confirmation = machineId.slice(-4)) => ({
    licenseId,
    machine: { machineId },
    confirmation,
  });
  const create = (key: string, body: unknown, url = service.url, who = as) =>
    send(url, 'POST', CREATE, { as: who, body, headers: { 'Idempotency-Key': key } });
  const seats = async () =>
    (await service.request('GET', '/organizations/acme/licenses', { as })).json.licenses[0].seats
      .used as number;

  it('give the same answer once more, to the letter, and say so', async () => {
    const body = bodyFor();
    const first = await create('key', body);
    expect(first).toMatchObject({ status: 201, json: { existing: false } });
    expect(first.headers.get('Idempotency-Replayed')).toBeNull();
    // Without the key the machine would be there already, and the answer another one.
    const again = await create('key', body);
    expect(again).toMatchObject({ status: 201, text: first.text });
    expect(again.headers.get('Idempotency-Replayed')).toBe('true');
    expect(await seats()).toBe(1);
  });

  it('refuse another request with the same key, and spend nothing', async () => {
    const body = bodyFor();
    await create('key', body);
    for (const other of [bodyFor(), { ...body, assignee: { name: 'Ada' } }]) {
      expect(await create('key', other)).toMatchObject({
        status: 422,
        json: { code: 'idempotency-key-reused' },
      });
    }
    const elsewhere = await service.request('POST', `${CREATE}/import`, {
      as,
      body: { licenseId, csv: `machine_id\n${freshMachine()}\n`, confirmation: 1 },
      headers: { 'Idempotency-Key': 'key' },
    });
    expect(elsewhere).toMatchObject({ status: 422, json: { code: 'idempotency-key-reused' } });
    expect(await seats()).toBe(1);
  });

  it('belong to one caller: others may use the same', async () => {
    const admin = await service.signIn(service.fixture.admin);
    const token = await service.makeToken('offline-licenses:write');
    const answers = [as, admin, token].map((who) => create('key', bodyFor(), service.url, who));
    for (const answer of await Promise.all(answers)) expect(answer).toMatchObject({ status: 201 });
    expect(await seats()).toBe(3);
  });

  it('give a refusal back: nothing was done, so the same key may do it later', async () => {
    const machineId = freshMachine();
    expect(await create('key', bodyFor(machineId, 'no'))).toMatchObject({
      json: { code: 'confirmation-missing' },
    });
    expect(await create('key', bodyFor(machineId))).toMatchObject({ status: 201 });
    const rows = await service.fixture.ledger.db.selectFrom('idempotency').selectAll().execute();
    expect(rows).toMatchObject([{ key: 'key', status: 201 }]);
  });

  it('make one of twenty requests that come at once', async () => {
    const body = bodyFor();
    const answers = await Promise.all(Array.from({ length: 20 }, () => create('key', body)));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.every(({ status }) => status === 201)).toBe(true);
    expect(answers.filter(({ headers }) => headers.get('Idempotency-Replayed') === null)).toHaveLength(1);
    expect(await seats()).toBe(1);
  });

  it('of twenty different requests at once let one through', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => create('key', bodyFor())));
    const codes = answers.map(({ status, json }) => json.code ?? status).toSorted();
    expect(codes).toEqual([201, ...Array<string>(19).fill('idempotency-key-reused')]);
    expect(await seats()).toBe(1);
  });

  it('hold between two services on one database', async () => {
    const { ledger } = service.fixture;
    const other = createServer({
      ledger,
      keys: KeySet.fromJwks({ keys: [issuerJwk(ledger.signer.publicKey)] }),
      baseUrl: ORIGIN,
      logger: pino({ level: 'silent' }),
    });
    const urls = [service.url, `http://127.0.0.1:${await other.listen(0)}`];
    try {
      const csv = `machine_id\n${freshMachine()}\n${freshMachine()}\n`;
      // A second import would find two machines that are there, and be refused.
      const body = { licenseId, csv, confirmation: 2 };
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, i) =>
          send(urls[i % 2] as string, 'POST', `${CREATE}/import`, {
            as,
            body,
            headers: { 'Idempotency-Key': 'key' },
          }),
        ),
      );
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
      expect(answers[0]).toMatchObject({ status: 200, json: { create: 2, issued: true } });
      expect(await seats()).toBe(2);
      const refused = await create('key', bodyFor(), urls[1]);
      expect(refused).toMatchObject({ status: 422, json: { code: 'idempotency-key-reused' } });
    } finally {
      await other.close();
    }
  });

  it('that a killed process has taken are waited for, then the work is done; it finds what was done', async () => {
    const { ledger } = service.fixture;
    const body = bodyFor();
    const first = await create('key', body);
    // As if it had been killed between the commit and keeping its answer.
    await ledger.db.updateTable('idempotency').set({ status: 0, body: '' }).execute();
    ledger.time += 14;
    const retry = create('key', body);
    setTimeout(() => (ledger.time += 2), 300);
    const again = await retry;
    expect(again).toMatchObject({ status: 200, json: { existing: true } });
    expect(again.json.offlineLicense).toEqual(first.json.offlineLicense);
    expect(await seats()).toBe(1);
    expect(await create('key', body)).toMatchObject({ status: 200, text: again.text });
  });

  it('are forgotten after a day, in small steps', async () => {
    const { ledger } = service.fixture;
    await create('key', bodyFor());
    const rows = Array.from({ length: 700 }, (_, i) => ({
      caller: 'account:x',
      key: `${i}`,
      request: 'r',
      status: 201,
      body: '{}',
      created_at: ledger.time,
    }));
    await ledger.db.insertInto('idempotency').values(rows).execute();
    const count = async () => (await ledger.db.selectFrom('idempotency').select('key').execute()).length;
    ledger.time += DAY - 1;
    await forgetKeys(ledger);
    expect(await count()).toBe(701);
    ledger.time += 1;
    await forgetKeys(ledger);
    expect(await count()).toBe(201);
    await forgetKeys(ledger);
    expect(await count()).toBe(0);
  });

  it('may be used for another request after a day, also where nobody has cleaned up', async () => {
    await create('key', bodyFor());
    service.fixture.ledger.time += DAY;
    as = await service.signIn(service.fixture.owner);
    expect(await create('key', bodyFor())).toMatchObject({ status: 201 });
    expect(await seats()).toBe(2);
  });

  it.each(['', 'ä', 'a b', 'x'.repeat(201)])('that are none are refused: %j', async (key) => {
    const before = await seats();
    const answer = await create(encodeHeader(key), bodyFor());
    expect(answer).toMatchObject({
      status: 422,
      json: { code: 'request-invalid', details: { fields: ['Idempotency-Key'] } },
    });
    expect(await seats()).toBe(before);
  });
});

/** A header as bytes of UTF-8, which is how a careless client sends it. */
function encodeHeader(text: string): string {
  return Buffer.from(text).toString('latin1');
}
