import { expect } from '@esm-bundle/chai';
import { codeOf, reasonOf } from '../../testing/browser/answers.js';
import { fillStorage, limitStorage } from '../../testing/browser/fill-storage.js';
import { holdStore, holdTurn } from '../../testing/browser/hold.js';
import { newerVersion } from '../../testing/browser/newer-version.js';
import { installation } from '../../testing/browser/opened.js';
import { dump, openRaw } from '../../testing/browser/raw-database.js';
import { replace } from '../../testing/browser/replace.js';
import { wipeDatabase } from '../../testing/browser/wipe.js';

async function licensed() {
  const here = await installation();
  const license = await here.issue();
  await here.backend.activate(license.text);
  return { ...here, ...license, name: here.options.name };
}

/** As a browser does whose files are damaged. */
function failToOpen(): IDBOpenDBRequest {
  const request = new EventTarget();
  const error = new DOMException('Internal error.', 'UnknownError');
  setTimeout(() => request.dispatchEvent(new Event('error')));
  return Object.assign(request, { error }) as unknown as IDBOpenDBRequest;
}

describe('storage that is full', () => {
  before(limitStorage);

  it('is said; nothing half is stored, and the next try counts', async () => {
    const here = await licensed();
    const next = await here.issue();
    const before = (await dump(here.name)).licenses;
    const empty = await fillStorage();
    expect(await codeOf(here.backend.activate(next.text))).to.equal('storage-full');
    expect(await codeOf(here.backend.activate(next.text))).to.equal('storage-full');
    const state = await here.backend.readState();
    expect(state.license).to.deep.equal(here.claims);
    await empty();
    expect((await dump(here.name)).licenses).to.deep.equal(before);
    expect(await here.backend.activate(next.text)).to.include({ stored: true });
    expect(Object.keys((await dump(here.name)).licenses ?? {})).to.have.length(2);
  });

  it('makes no key, and leaves no note of one', async () => {
    const { backend, options } = await installation();
    await backend.readState();
    const empty = await fillStorage();
    const full = await codeOf(backend.readMachine());
    await empty();
    expect(full).to.equal('storage-full');
    expect(localStorage.getItem(`${options.name}/device`)).to.equal(null);
    expect((await dump(options.name)).device).to.deep.equal({});
    expect(await codeOf(backend.readMachine())).to.equal('none');
  });

  it('still lets licenses be removed', async () => {
    const here = await licensed();
    const next = await here.issue();
    await here.backend.activate(next.text);
    const empty = await fillStorage();
    const codes = [await codeOf(here.backend.remove(next.claims.jti))];
    codes.push(await codeOf(here.backend.activate(next.text)));
    codes.push(await codeOf(here.backend.remove(here.claims.jti)));
    await empty();
    expect(codes[0]).to.equal('none');
    // What was removed may have made enough room.
    expect(codes[1]).to.be.oneOf(['none', 'storage-full']);
    expect(codes[2]).to.equal('none');
    await here.backend.remove(next.claims.jti);
    expect(reasonOf(await here.backend.readState())).to.equal('none');
  });

  it('at the very end of a save is said too', async () => {
    const here = await licensed();
    const next = await here.issue();
    const { put } = IDBObjectStore.prototype;
    replace(IDBObjectStore.prototype, 'put', function abortLater(this: IDBObjectStore, ...args) {
      const request = put.apply(this, args);
      request.addEventListener('success', () => this.transaction.abort());
      return request;
    });
    expect(await codeOf(here.backend.activate(next.text))).to.equal('storage-unavailable');
    replace(IDBObjectStore.prototype, 'put', () => {
      throw new DOMException('No room.', 'QuotaExceededError');
    });
    expect(await codeOf(here.backend.activate(next.text))).to.equal('storage-full');
    expect(Object.keys((await dump(here.name)).licenses ?? {})).to.deep.equal([`KSE/${here.claims.jti}`]);
  });
});

describe('storage that fails', () => {
  it('at one request, undoes the whole save and says what it was', async () => {
    const here = await licensed();
    const next = await here.issue();
    const { add } = IDBObjectStore.prototype;
    replace(IDBObjectStore.prototype, 'put', function twice(this: IDBObjectStore, ...args) {
      add.apply(this, args);
      return add.apply(this, args);
    });
    const error = await here.backend.activate(next.text).catch((caught: unknown) => caught);
    expect(error).to.include({ name: 'LatchkeyError', code: 'storage-unavailable' });
    expect(error).to.have.nested.property('cause.name', 'ConstraintError');
    expect(Object.keys((await dump(here.name)).licenses ?? {})).to.deep.equal([`KSE/${here.claims.jti}`]);
  });
});

describe('storage that is not there', () => {
  const absent: Record<string, () => void> = {
    'as IndexedDB is missing': () => replace(globalThis, 'indexedDB', undefined),
    'as the site may store nothing': () =>
      replace(IDBFactory.prototype, 'open', () => {
        throw new DOMException('Denied.', 'SecurityError');
      }),
    'as the profile is damaged': () => replace(IDBFactory.prototype, 'open', failToOpen),
  };
  for (const [why, take] of Object.entries(absent)) {
    it(`${why}, is said by every call, and forgotten when it is back`, async () => {
      const here = await licensed();
      here.backend.close();
      const { open } = IDBFactory.prototype;
      const { indexedDB } = globalThis;
      take();
      const backend = here.reopen();
      for (const call of [
        backend.readState(),
        backend.readMachine(),
        backend.activate(here.text),
        backend.remove('x'),
        backend.startAnew(),
      ]) {
        expect(await codeOf(call)).to.equal('storage-unavailable');
      }
      replace(globalThis, 'indexedDB', indexedDB);
      replace(IDBFactory.prototype, 'open', open);
      expect((await backend.readState()).license).to.deep.equal(here.claims);
    });
  }

  it('as a private window cannot keep keys, is said, and nothing is stored', async () => {
    const { backend, options } = await installation();
    await backend.readState();
    replace(IDBObjectStore.prototype, 'put', () => {
      throw new DOMException('It could not be cloned.', 'DataCloneError');
    });
    expect(await codeOf(backend.readMachine())).to.equal('storage-unavailable');
    expect((await dump(options.name)).device).to.deep.equal({});
  });

  it('for the second place alone, refuses nobody', async () => {
    const here = await licensed();
    replace(globalThis, 'localStorage', undefined);
    expect((await here.reopen().readState()).license).to.deep.equal(here.claims);
    const next = await here.issue();
    expect(await here.reopen().activate(next.text)).to.include({ stored: true });
  });

  it('as the database is of somebody else, is said, and nothing is touched', async () => {
    const { backend, options } = await installation();
    const foreign = await openRaw(options.name, 1, (database) => database.createObjectStore('theirs'));
    foreign.close();
    expect(await codeOf(backend.readState())).to.equal('storage-unavailable');
    expect(await codeOf(backend.readMachine())).to.equal('storage-unavailable');
    expect(await dump(options.name)).to.deep.equal({ version: { database: 1 }, theirs: {} });
  });
});

describe('storage that another window keeps busy', () => {
  it('with an old version that does not close, is said in time, and used once it is free', async () => {
    const here = await licensed();
    const stubborn = await openRaw(here.name);
    const backend = newerVersion(here, { patience: 300 });
    const start = performance.now();
    expect(await codeOf(backend.readState())).to.equal('storage-blocked');
    expect(performance.now() - start).to.be.within(250, 2500);
    expect(await codeOf(backend.readMachine())).to.equal('storage-blocked');
    stubborn.close();
    expect((await backend.readState()).license).to.deep.equal(here.claims);
    // The attempts that were given up have let go, too: nothing stands in the way of the next version.
    backend.close();
    here.backend.close();
    await wipeDatabase(here.name);
  });

  it('with a transaction without an end, is said in time, and nothing is stored', async () => {
    const here = await licensed();
    const next = await here.issue();
    const release = await holdStore(here.name, 'licenses');
    const impatient = here.reopen({ patience: 300 });
    expect(await codeOf(impatient.activate(next.text))).to.equal('storage-blocked');
    expect(await codeOf(impatient.readState())).to.equal('storage-blocked');
    release();
    expect(Object.keys((await dump(here.name)).licenses ?? {})).to.deep.equal([`KSE/${here.claims.jti}`]);
    expect(await impatient.activate(next.text)).to.include({ stored: true });
  });

  it('with a writer that does not finish, is said in time', async () => {
    const here = await licensed();
    const release = await holdTurn(here.name);
    const impatient = here.reopen({ patience: 300 });
    expect(await codeOf(impatient.activate(here.text))).to.equal('storage-blocked');
    expect(await codeOf(impatient.remove(here.claims.jti))).to.equal('storage-blocked');
    // Who only looks needs no turn.
    expect((await impatient.readState()).license).to.deep.equal(here.claims);
    await release();
    expect(await impatient.activate(here.text)).to.include({ stored: true });
  });
});

describe('a call that is ended', () => {
  it('fails with the reason, and stores nothing', async () => {
    const here = await licensed();
    const next = await here.issue();
    const reason = new Error('Enough.');
    const signal = AbortSignal.abort(reason);
    const { backend } = here;
    for (const call of [
      backend.readState({ signal }),
      backend.readMachine({ signal }),
      backend.activate(next.text, { signal }),
      backend.remove(here.claims.jti, { signal }),
      backend.startAnew({ signal }),
    ]) {
      expect(await codeOf(call)).to.equal(reason);
    }
    expect(Object.keys((await dump(here.name)).licenses ?? {})).to.deep.equal([`KSE/${here.claims.jti}`]);
  });

  it('while it waits for its turn, waits no longer', async () => {
    const here = await licensed();
    const release = await holdTurn(here.name);
    const controller = new AbortController();
    const call = codeOf(here.backend.remove(here.claims.jti, { signal: controller.signal }));
    controller.abort('gone');
    expect(await call).to.equal('gone');
    await release();
    expect((await here.backend.readState()).license).to.deep.equal(here.claims);
  });
});
