import { expect } from '@esm-bundle/chai';
import { reasonOf } from '../../testing/browser/answers.js';
import { pause, until } from '../../testing/browser/moments.js';
import { installation } from '../../testing/browser/opened.js';
import { replace } from '../../testing/browser/replace.js';

const now = () => Date.now() / 1000;

/** By the real clock; claims hold whole seconds. */
async function inRealTime() {
  const here = await installation({ now });
  const start = Math.floor(now());
  return { ...here, start, period: { iat: start, nbf: start - 300 } };
}

/** The answer to that question calls subscribers, too. */
const withoutPromise = () => replace(navigator, 'storage', undefined);

describe('subscribers are called', () => {
  it('when the license ends and the next one begins, and not before', async () => {
    const { backend, issue, start, period } = await inRealTime();
    const end = start + 2;
    await backend.activate((await issue({ ...period, exp: end })).text);
    const next = await issue({ ...period, nbf: end + 1, exp: end + 60 });
    await backend.activate(next.text);
    const seen: string[] = [];
    const looks: Promise<unknown>[] = [];
    const look = async () => seen.push(`${Math.floor(now())} ${reasonOf(await backend.readState())}`);
    await look();
    backend.subscribe(() => looks.push(look()));
    await until(() => seen.at(-1) === `${end + 1} ok`, 'the next');
    await Promise.all(looks);
    // A timer may be early by a moment, which makes one look more.
    expect([...new Set(seen)]).to.include.members([`${end} expired`, `${end + 1} ok`]);
    expect(seen.length).to.be.within(3, 7);
  });

  it('when this window activates and removes, and not for a license that is refused', async () => {
    withoutPromise();
    const { backend, issue } = await installation();
    const { claims, text } = await issue();
    let calls = 0;
    backend.subscribe(() => calls++);
    await backend.activate(text);
    expect(calls).to.equal(1);
    await backend.remove(claims.jti);
    expect(calls).to.equal(2);
    await backend.activate('no license');
    expect(calls).to.equal(2);
  });

  it('when the page is shown again', async () => {
    withoutPromise();
    const { backend } = await installation();
    let calls = 0;
    const unsubscribe = backend.subscribe(() => calls++);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(calls).to.equal(1);
    replace(document, 'visibilityState', 'hidden');
    document.dispatchEvent(new Event('visibilitychange'));
    expect(calls).to.equal(1);
    Reflect.deleteProperty(document, 'visibilityState');
    unsubscribe();
    document.dispatchEvent(new Event('visibilitychange'));
    expect(calls).to.equal(1);
  });

  it('each on its own, also where one of them fails', async () => {
    withoutPromise();
    const { backend, issue } = await installation();
    const { text } = await issue();
    const reported: unknown[] = [];
    replace(globalThis, 'reportError', (error: unknown) => void reported.push(error));
    const fault = new Error('A fault of the page.');
    let calls = 0;
    const count = () => void calls++;
    backend.subscribe(() => {
      throw fault;
    });
    const unsubscribe = backend.subscribe(count);
    backend.subscribe(count);
    await backend.activate(text);
    expect(calls).to.equal(2);
    expect(reported).to.deep.equal([fault]);
    unsubscribe();
    unsubscribe();
    await backend.activate(text);
    expect(calls).to.equal(3);
  });

  it('no more after close, though the back end still answers', async () => {
    const { backend, issue, reopen } = await installation();
    const { text } = await issue();
    let calls = 0;
    backend.subscribe(() => calls++);
    backend.close();
    await backend.activate(text);
    await reopen().activate(text);
    await pause(100);
    expect(calls).to.equal(0);
    expect(reasonOf(await backend.readState())).to.equal('ok');
  });
});

describe('the promise to keep what is stored', () => {
  it('is not waited for, and asked for once there is something to keep', async () => {
    const { backend, issue } = await installation();
    let asked = 0;
    replace(navigator.storage, 'persisted', () => new Promise<never>(() => undefined));
    replace(navigator.storage, 'persist', () => {
      asked++;
      return new Promise<never>(() => undefined);
    });
    expect(await backend.readState()).to.include({ persisted: undefined });
    expect(asked).to.equal(0);
    const { text } = await issue();
    expect(asked).to.equal(1);
    expect(await backend.activate(text)).to.include({ stored: true });
    expect(asked).to.equal(1);
    expect(await backend.readState()).to.include({ persisted: undefined });
  });

  it('is told when the answer comes', async () => {
    const { backend, issue } = await installation();
    let answer: (kept: boolean) => void = () => undefined;
    replace(navigator.storage, 'persist', () => new Promise<boolean>((resolve) => (answer = resolve)));
    await backend.readState();
    await until(async () => (await backend.readState()).persisted === false, 'what the browser says unasked');
    await issue();
    let calls = 0;
    backend.subscribe(() => calls++);
    answer(true);
    await until(() => calls === 1, 'the call');
    expect(await backend.readState()).to.include({ persisted: true });
  });

  it('is not known where the browser has no such question', async () => {
    const { backend, issue } = await installation();
    replace(navigator, 'storage', undefined);
    const { text } = await issue();
    expect(await backend.activate(text)).to.include({ stored: true });
    expect(await backend.readState()).to.include({ persisted: undefined });
  });
});
