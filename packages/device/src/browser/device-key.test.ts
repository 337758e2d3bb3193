import { verifyRequest } from '@latchkey/crypto';
import { expect } from '@esm-bundle/chai';
import { codeOf, reasonOf } from '../../testing/browser/answers.js';
import { installation } from '../../testing/browser/opened.js';
import { dump, withStore } from '../../testing/browser/raw-database.js';
import { replace } from '../../testing/browser/replace.js';
import { wipeDatabase, wipeLocal } from '../../testing/browser/wipe.js';

const deleteKey = (name: string) => withStore(name, 'device', (objects) => objects.clear());
const putKey = (name: string, value: unknown) =>
  withStore(name, 'device', (objects) => objects.put(value, 'key'));
const readKey = (name: string) =>
  withStore(name, 'device', (objects) => objects.get('key')) as Promise<{ privateKey: CryptoKey }>;

/** Every call that needs the key. */
const CALLS = ['readMachine', 'readState', 'activate'] as const;

async function licensed() {
  const here = await installation();
  const license = await here.issue();
  await here.backend.activate(license.text);
  const call = (name: (typeof CALLS)[number]) => here.reopen()[name](license.text as never);
  return { ...here, ...license, call, name: here.options.name };
}

describe('the device key', () => {
  it('is kept by the browser, and cannot be read by a script', async () => {
    const { name } = await licensed();
    const { privateKey } = await readKey(name);
    expect(privateKey.extractable).to.equal(false);
    for (const format of ['pkcs8', 'jwk'] as const) {
      expect(await codeOf(crypto.subtle.exportKey(format, privateKey))).to.have.property(
        'name',
        'InvalidAccessError',
      );
    }
  });

  it('signs a fresh challenge at every look', async () => {
    const { reopen } = await licensed();
    const signed: string[] = [];
    const { sign } = SubtleCrypto.prototype;
    replace(
      SubtleCrypto.prototype,
      'sign',
      function spy(this: SubtleCrypto, ...args: Parameters<typeof sign>) {
        signed.push(new TextDecoder('latin1').decode(args[2] as Uint8Array));
        return sign.apply(this, args);
      },
    );
    const backend = reopen();
    await backend.readState();
    await backend.readState();
    expect(signed).to.have.length(2);
    expect(new Set(signed).size).to.equal(2);
    for (const message of signed) expect(message).to.match(/^latchkey\/possession\/v1\0/);
  });

  it('of another machine does not do', async () => {
    const [mine, other] = [await licensed(), await licensed()];
    await putKey(mine.name, await readKey(other.name));
    expect(reasonOf(await mine.reopen().readState())).to.equal('wrong-machine');
  });
});

describe('a device key that is gone', () => {
  for (const call of CALLS) {
    it(`is said by ${call}, and not replaced`, async () => {
      const here = await licensed();
      await deleteKey(here.name);
      const before = await dump(here.name);
      expect(await codeOf(here.call(call))).to.equal('device-key-lost');
      expect(await codeOf(here.call(call))).to.equal('device-key-lost');
      const { clock: _, ...stored } = await dump(here.name);
      expect(stored).to.deep.equal({ version: before.version, device: {}, licenses: before.licenses });
    });
  }

  it('is said also where nothing else tells but the stored licenses', async () => {
    const here = await licensed();
    await deleteKey(here.name);
    wipeLocal(here.name);
    for (const call of CALLS) expect(await codeOf(here.call(call))).to.equal('device-key-lost');
    // Also to another product: it would have the same key.
    const other = here.reopen({ product: 'ABC' });
    expect(await codeOf(other.readMachine())).to.equal('device-key-lost');
  });

  it('is said also where the browser has dropped the whole database', async () => {
    const here = await licensed();
    here.backend.close();
    await wipeDatabase(here.name);
    for (const call of CALLS) expect(await codeOf(here.call(call))).to.equal('device-key-lost');
    expect((await dump(here.name)).device).to.deep.equal({});
  });

  it('is said while the database is dropped under an open page', async () => {
    const here = await licensed();
    await wipeDatabase(here.name);
    expect(await codeOf(here.backend.readState())).to.equal('device-key-lost');
  });

  it('gives way to a new one when the person says so; the licenses stay, for another machine', async () => {
    const here = await licensed();
    const { machineId } = await here.backend.readMachine();
    await deleteKey(here.name);
    const machine = await here.reopen().startAnew();
    expect(machine.machineId).not.to.equal(machineId);
    expect(verifyRequest(machine.request, { product: 'KSE' })).to.include({ ok: true });
    expect(await here.reopen().readMachine()).to.include({ machineId: machine.machineId });
    const state = await here.reopen().readState();
    expect(reasonOf(state)).to.equal('wrong-machine');
    expect(state.verdict?.license).to.deep.equal(here.claims);
    const claims = here.issuer.claims({ sub: machine.machineId });
    await here.backend.activate(await here.issuer.issue(claims));
    expect((await here.reopen().readState()).license).to.deep.equal(claims);
  });
});

describe('a device key that another window makes meanwhile', () => {
  it('is not taken for a lost one', async () => {
    const here = await licensed();
    const { get } = IDBObjectStore.prototype;
    let asked = 0;
    replace(IDBObjectStore.prototype, 'get', function tooEarly(this: IDBObjectStore, key) {
      const isFirst = this.name === 'device' && asked++ === 0;
      return get.call(this, isFirst ? 'nothing' : key);
    });
    expect((await here.reopen().readState()).license).to.deep.equal(here.claims);
    expect(asked).to.equal(2);
  });
});

describe('a device key that cannot be used', () => {
  const others: Record<string, () => unknown> = {
    'is a text': () => 'key',
    'is nothing': () => null,
    'lacks its public half': () => ({}),
    'has halves of other kinds': async () => ({
      privateKey: await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']),
      publicKey: new Uint8Array(32),
    }),
  };
  for (const [what, make] of Object.entries(others)) {
    it(`as it ${what}, is not replaced unless the person says so`, async () => {
      const here = await licensed();
      await putKey(here.name, await make());
      for (const call of CALLS) expect(await codeOf(here.call(call))).to.equal('device-key-invalid');
      expect((await dump(here.name)).licenses).to.deep.equal({ [`KSE/${here.claims.jti}`]: here.text });
      await here.backend.startAnew();
      expect(reasonOf(await here.backend.readState())).to.equal('wrong-machine');
    });
  }

  it('as its halves do not belong together, proves nothing', async () => {
    const here = await licensed();
    const { privateKey } = (await crypto.subtle.generateKey('Ed25519', false, [
      'sign',
      'verify',
    ])) as CryptoKeyPair;
    await putKey(here.name, { ...(await readKey(here.name)), privateKey });
    expect(reasonOf(await here.reopen().readState())).to.equal('possession-failed');
    expect(await codeOf(here.backend.readMachine())).to.equal('signing-fault');
    const outcome = await here.backend.activate(here.text);
    expect(reasonOf(outcome)).to.equal('possession-failed');
    expect(outcome.stored).to.equal(false);
    await here.backend.startAnew();
    expect(await codeOf(here.backend.readMachine())).to.equal('none');
  });
});

describe('a sound device key', () => {
  it('is not given up', async () => {
    const here = await licensed();
    expect(await codeOf(here.backend.startAnew())).to.equal('exists');
    expect(reasonOf(await here.backend.readState())).to.equal('ok');
  });

  it('is made once by any number of calls at once', async () => {
    const { reopen, options } = await installation();
    const machines = await Promise.all(Array.from({ length: 8 }, () => reopen().readMachine()));
    expect(new Set(machines.map(({ machineId }) => machineId)).size).to.equal(1);
    expect(Object.keys((await dump(options.name)).device ?? {})).to.deep.equal(['key']);
  });
});

describe('a browser that cannot do it', () => {
  it('for lack of Ed25519 says so, and stores nothing', async () => {
    const { backend, options } = await installation();
    replace(SubtleCrypto.prototype, 'generateKey', () =>
      Promise.reject<never>(new DOMException('', 'NotSupportedError')),
    );
    expect(await codeOf(backend.readMachine())).to.equal('browser-unsupported');
    expect((await dump(options.name)).device).to.deep.equal({});
  });

  it('for lack of Web Locks, as over plain http, says so', async () => {
    const { backend } = await installation();
    replace(navigator, 'locks', undefined);
    expect(await codeOf(backend.readMachine())).to.equal('browser-unsupported');
    expect(await codeOf(backend.readState())).to.equal('browser-unsupported');
  });
});
