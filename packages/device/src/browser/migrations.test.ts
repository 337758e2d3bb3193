import { expect } from '@esm-bundle/chai';
import { codeOf } from '../../testing/browser/answers.js';
import { newerVersion } from '../../testing/browser/newer-version.js';
import { installation } from '../../testing/browser/opened.js';
import { dump, openRaw } from '../../testing/browser/raw-database.js';
import { MIGRATIONS, type Migration } from './migrations.js';

/** A layout as a later version may have it: each license with the time at which it was stored. */
const addTimes: Migration = (database, transaction) => {
  database.createObjectStore('times');
  const walk = transaction.objectStore('licenses').openCursor();
  walk.addEventListener('success', () => {
    const cursor = walk.result;
    if (!cursor) return;
    transaction.objectStore('times').put(1, cursor.key);
    cursor.continue();
  });
};

async function licensed() {
  const here = await installation();
  const license = await here.issue();
  await here.backend.activate(license.text);
  return { ...here, ...license, name: here.options.name, jti: `KSE/${license.claims.jti}` };
}

describe('the layout', () => {
  it('of version 1 is this one, for ever', async () => {
    const { name, claims, time } = await licensed();
    const all = await dump(name);
    expect(all.version).to.deep.equal({ database: 1 });
    expect(Object.keys(all)).to.deep.equal(['version', 'clock', 'device', 'licenses']);
    expect(all.clock).to.deep.equal({ marks: { signed: claims.iat, local: time.now } });
    expect(MIGRATIONS).to.have.length(1);
  });
});

describe('a database of an older version', () => {
  it('is brought up to date, with the device key and every license', async () => {
    const here = await licensed();
    const before = await dump(here.name);
    const { machineId } = await here.backend.readMachine();
    here.backend.close();
    const backend = newerVersion(here, { step: addTimes });
    expect((await backend.readState()).license).to.deep.equal(here.claims);
    expect(await backend.readMachine()).to.include({ machineId });
    const { clock: _, ...after } = await dump(here.name);
    const { clock: __, ...kept } = before;
    expect(after).to.deep.equal({ ...kept, version: { database: 2 }, times: { [here.jti]: 1 } });
  });

  it('is brought up to date under an open page of the old version, which then says so', async () => {
    const here = await licensed();
    const backend = newerVersion(here, { step: addTimes });
    expect((await backend.readState()).license).to.deep.equal(here.claims);
    const stored = await dump(here.name);
    const next = await here.issue().catch((error: unknown) => error);
    expect(next).to.include({ code: 'storage-newer' });
    expect(await codeOf(here.backend.activate(here.text))).to.equal('storage-newer');
    expect(await dump(here.name)).to.deep.equal(stored);
  });

  it('stays as it is where a step fails, and is used by the version that knows it', async () => {
    const here = await licensed();
    const before = await dump(here.name);
    const fault = new Error('A step is wrong.');
    const broken = newerVersion(here, {
      step: (database, transaction) => {
        database.createObjectStore('times');
        transaction.objectStore('licenses').clear();
        throw fault;
      },
    });
    const error = await broken.readState().catch((caught: unknown) => caught);
    expect(error).to.include({ code: 'storage-unavailable' });
    expect((error as Error).cause).to.equal(fault);
    expect(await dump(here.name)).to.deep.equal(before);
    expect((await here.backend.readState()).license).to.deep.equal(here.claims);
  });

  it('stays as it is where the step finds no room, or is cut off', async () => {
    const here = await licensed();
    const before = await dump(here.name);
    const cut = newerVersion(here, {
      step: (database, transaction) => {
        const request = database.createObjectStore('times').put('x', 'y');
        request.addEventListener('success', () => transaction.abort());
      },
    });
    expect(await codeOf(cut.readState())).to.equal('storage-unavailable');
    expect(await dump(here.name)).to.deep.equal(before);
  });
});

describe('a database of a newer version', () => {
  it('is said by every call, and not touched', async () => {
    const here = await licensed();
    here.backend.close();
    const database = await openRaw(here.name, 7, (newer) => {
      newer.deleteObjectStore('licenses');
      newer.createObjectStore('permits');
    });
    database.close();
    const before = await dump(here.name);
    const backend = here.reopen();
    for (const call of [
      backend.readState(),
      backend.readMachine(),
      backend.activate(here.text),
      backend.remove(here.claims.jti),
      backend.startAnew(),
    ]) {
      expect(await codeOf(call)).to.equal('storage-newer');
    }
    expect(await dump(here.name)).to.deep.equal(before);
  });
});
