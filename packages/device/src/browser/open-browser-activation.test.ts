import { DAY, LatchkeyError, type LicenseClaims } from '@latchkey/core';
import { verifyRequest } from '@latchkey/crypto';
import { expect } from '@esm-bundle/chai';
import { reasonOf } from '../../testing/browser/answers.js';
import { installation } from '../../testing/browser/opened.js';
import { dump } from '../../testing/browser/raw-database.js';
import { newIssuer, START } from '../../testing/issuer.js';
import { openBrowserActivation } from './open-browser-activation.js';

const END = START + 60 * DAY;

describe('a browser without a license', () => {
  it('says so, and makes no key until the machine ID is asked for', async () => {
    const { backend, options } = await installation();
    const { persisted: _, ...state } = await backend.readState();
    expect(state).to.deep.equal({ verdict: undefined, license: undefined, daysLeft: 0, next: undefined });
    expect((await dump(options.name)).device).to.deep.equal({});
  });

  it('has one machine ID, and a new request each time', async () => {
    const { backend, options, reopen, time } = await installation({ host: '  Ada’s\tlaptop ' });
    const first = await backend.readMachine();
    const second = await reopen().readMachine();
    expect(second.machineId).to.equal(first.machineId);
    expect(second.request).not.to.equal(first.request);
    expect(first).to.deep.include({ product: 'KSE', requestFileName: `KSE_${first.machineId}.req` });
    const read = verifyRequest(first.request, { product: 'KSE' });
    expect(read).to.deep.nested.include({
      ok: true,
      'request.sub': first.machineId,
      'request.iat': time.now,
    });
    expect(read)
      .to.have.nested.property('request.host')
      .that.matches(/^Ada’s.*laptop$/);
    const other = reopen({ product: 'ABC' });
    expect((await other.readMachine()).machineId).to.match(/^abc1/);
    expect(Object.keys((await dump(options.name)).device ?? {})).to.deep.equal(['key']);
  });
});

describe('a license', () => {
  it('is activated, and found again after a reload', async () => {
    const { backend, issue, reopen, options } = await installation();
    const { claims, text } = await issue({ features: ['render'] });
    const outcome = await backend.activate(new TextEncoder().encode(`\uFEFF${text.replace('.', '.\r\n')}`));
    expect(outcome).to.deep.include({ stored: true });
    expect(reasonOf(outcome)).to.equal('ok');
    backend.close();
    const state = await reopen().readState();
    expect(state.license).to.deep.equal(claims);
    expect(state.daysLeft).to.equal(60);
    expect(state.verdict?.checked).to.deep.include({ clock: true, possession: true, product: 'KSE' });
    expect((await dump(options.name)).licenses).to.deep.equal({ [`KSE/${claims.jti}`]: text });
  });

  it('ends to the second, and says so', async () => {
    const { backend, issue, time } = await installation();
    const { claims, text } = await issue();
    await backend.activate(text);
    time.now = claims.exp - 0.001;
    expect(await backend.readState()).to.deep.include({ daysLeft: 1, license: claims });
    time.now = claims.exp;
    const state = await backend.readState();
    expect(reasonOf(state)).to.equal('expired');
    expect(state).to.deep.include({ license: undefined, daysLeft: 0 });
    expect(state.verdict?.license).to.deep.equal(claims);
  });

  it('is followed by its successor, which is stored before its time', async () => {
    const { backend, issue, time, reopen } = await installation();
    const first = await issue();
    const second = await issue({ nbf: END, exp: END + 60 * DAY });
    await backend.activate(first.text);
    const outcome = await backend.activate(second.text);
    expect(outcome.stored).to.equal(true);
    expect(reasonOf(outcome)).to.equal('not-yet-valid');
    expect(await backend.readState()).to.deep.include({ license: first.claims, next: second.claims });
    time.now = END;
    expect(await reopen().readState()).to.deep.include({ license: second.claims, next: undefined });
  });

  it('is removed alone, and again without a fault', async () => {
    const { backend, issue } = await installation();
    const [kept, gone] = [await issue(), await issue({ exp: END + DAY })];
    await backend.activate(kept.text);
    await backend.activate(gone.text);
    for (const _ of ['once', 'twice']) {
      await backend.remove(gone.claims.jti);
      expect((await backend.readState()).license).to.deep.equal(kept.claims);
    }
    await backend.remove(kept.claims.jti);
    expect(reasonOf(await backend.readState())).to.equal('none');
  });

  it('of another product stays there, though both share the device key', async () => {
    const { backend, issue, reopen, issuer } = await installation();
    const abc = reopen({ product: 'ABC' });
    const { machineId } = await abc.readMachine();
    const foreign = issuer.claims({ sub: machineId, aud: 'ABC' });
    await backend.activate((await issue()).text);
    await abc.activate(await issuer.issue(foreign));
    expect((await abc.readState()).license).to.deep.equal(foreign);
    await backend.remove(foreign.jti);
    expect((await abc.readState()).license).to.deep.equal(foreign);
    expect((await backend.readState()).license).to.include({ aud: 'KSE' });
  });
});

describe('what is refused is not stored', () => {
  const bent = async (changes: Partial<LicenseClaims>) => {
    const opened = await installation();
    return { ...opened, ...(await opened.issue(changes)) };
  };
  const refused: Record<string, () => Promise<Awaited<ReturnType<typeof bent>>>> = {
    'wrong-machine': async () => {
      const [here, elsewhere] = [await bent({}), await installation()];
      const { machineId } = await elsewhere.backend.readMachine();
      return { ...here, text: await here.issuer.issue({ sub: machineId }) };
    },
    'wrong-product': async () => {
      const here = await bent({});
      const { machineId } = await here.reopen({ product: 'ABC' }).readMachine();
      return { ...here, text: await here.issuer.issue({ sub: machineId, aud: 'ABC' }) };
    },
    'bad-signature': async () => {
      const here = await bent({});
      const [head, , tail] = here.text.split('.');
      const [, body] = (await here.issue({ exp: END + 900 * DAY })).text.split('.');
      return { ...here, text: `${head}.${body}.${tail}` };
    },
    'unknown-key': async () => {
      const here = await bent({});
      return { ...here, text: await (await newIssuer()).issue(here.claims) };
    },
    malformed: async () => ({ ...(await bent({})), text: 'Not a license.' }),
    'too-large': async () => ({ ...(await bent({})), text: 'x'.repeat(8193) }),
    expired: () => bent({ iat: START - 90 * DAY, exp: START }),
  };
  for (const [reason, make] of Object.entries(refused)) {
    it(reason, async () => {
      const { backend, text, options } = await make();
      const outcome = await backend.activate(text);
      expect(outcome.stored).to.equal(false);
      expect(reasonOf(outcome)).to.equal(reason);
      expect(await backend.readState()).to.deep.include({ verdict: undefined });
      expect((await dump(options.name)).licenses).to.deep.equal({});
    });
  }
});

describe('options', () => {
  it('that make no sense are refused at once', async () => {
    const { keys } = await newIssuer();
    const open = (changes: object) => () => openBrowserActivation({ product: 'KSE', keys, ...changes });
    expect(open({ product: 'kse' }))
      .to.throw(LatchkeyError)
      .with.property('code', 'product-invalid');
    expect(open({ keys: { keys: [] } }))
      .to.throw(LatchkeyError)
      .with.property('code', 'key-set-invalid');
    expect(open({ name: '' })).to.throw(TypeError, 'name');
    expect(open({ patience: 0 })).to.throw(RangeError, 'patience');
    expect(open({ keys: keys.toJwks() })).not.to.throw();
  });
});
