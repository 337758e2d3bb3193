import { expect } from '@esm-bundle/chai';
import { codeOf, reasonOf } from '../../testing/browser/answers.js';
import { momentsWithin, pause, until } from '../../testing/browser/moments.js';
import { openTab, type Tab } from '../../testing/browser/open-tab.js';
import { installation, type Installation } from '../../testing/browser/opened.js';
import { dump, withStore } from '../../testing/browser/raw-database.js';

const KILLS = 30;

/** How long something takes in a page of its own, in milliseconds. */
async function timeOf(here: Installation, work: (tab: Tab) => Promise<unknown>): Promise<number> {
  const tab = await openTab(here);
  const start = performance.now();
  await work(tab);
  const time = performance.now() - start;
  tab.kill();
  return time;
}

describe('two tabs at once', () => {
  it('make one device key between them', async () => {
    for (let round = 0; round < 5; round++) {
      const here = await installation();
      const tabs = await Promise.all([openTab(here), openTab(here)]);
      const machines = await Promise.all(tabs.map(({ backend }) => backend.readMachine()));
      expect(machines[0]?.machineId).to.equal(machines[1]?.machineId);
      expect((await here.backend.readMachine()).machineId).to.equal(machines[0]?.machineId);
    }
  });

  it('store every license that either of them says is stored', async () => {
    const here = await installation();
    const licenses = await Promise.all(Array.from({ length: 8 }, (_, i) => here.issue({ seq: i + 1 })));
    const tabs = await Promise.all([openTab(here), openTab(here)]);
    const outcomes = await Promise.all(
      licenses.map(({ text }, i) => (tabs[i % 2] as Tab).backend.activate(text)),
    );
    expect(outcomes.map(({ stored }) => stored)).to.deep.equal(licenses.map(() => true));
    const stored = Object.values((await dump(here.options.name)).licenses ?? {});
    expect(stored.toSorted()).to.deep.equal(licenses.map(({ text }) => text).toSorted());
  });

  it('activate the same license, which is stored once', async () => {
    const here = await installation();
    const { claims, text } = await here.issue();
    const tabs = await Promise.all([openTab(here), openTab(here)]);
    const outcomes = await Promise.all(tabs.map(({ backend }) => backend.activate(text)));
    expect(outcomes.map(({ stored }) => stored)).to.deep.equal([true, true]);
    expect((await dump(here.options.name)).licenses).to.deep.equal({ [`KSE/${claims.jti}`]: text });
  });

  it('tell each other', async () => {
    const here = await installation();
    const { claims, text } = await here.issue();
    const [writer, reader] = await Promise.all([openTab(here), openTab(here)]);
    // What the browser says about keeping the data calls subscribers, too.
    await until(async () => (await reader.backend.readState()).persisted !== undefined, 'that');
    let calls = 0;
    const unsubscribe = reader.backend.subscribe(() => calls++);
    await writer.backend.activate(text);
    await until(() => calls === 1, 'the other tab to hear of the license');
    expect((await reader.backend.readState()).license).to.deep.equal(claims);
    await writer.backend.remove(claims.jti);
    await until(() => calls === 2, 'the other tab to hear of the removal');
    expect(reasonOf(await reader.backend.readState())).to.equal('none');
    unsubscribe();
    await writer.backend.activate(text);
    await pause(100);
    expect(calls).to.equal(2);
  });

  it('begin anew once: who comes second finds a sound key', async () => {
    const here = await installation();
    await here.issue();
    await wipeKey(here);
    const tabs = await Promise.all([openTab(here), openTab(here)]);
    const codes = await Promise.all(tabs.map(({ backend }) => codeOf(backend.startAnew())));
    expect(codes.toSorted()).to.deep.equal(['exists', 'none']);
  });
});

describe('a page that is killed', () => {
  it(`while it saves a license, ${KILLS} times, leaves all of it or nothing`, async () => {
    const here = await installation();
    const first = await here.issue();
    const time = await timeOf(here, ({ backend }) => backend.activate(first.text));
    const { machineId } = await here.backend.readMachine();
    const expected = new Map([[`KSE/${first.claims.jti}`, first.text]]);
    let saved = 0;
    for (const moment of momentsWithin(time, KILLS)) {
      const { claims, text } = await here.issue();
      const tab = await openTab(here);
      let isSaid = false;
      void tab.backend.activate(text).then(() => (isSaid = true));
      await pause(moment);
      tab.kill();
      const state = await here.reopen().readState();
      expect(reasonOf(state)).to.equal('ok');
      const stored = (await dump(here.options.name)).licenses ?? {};
      const key = `KSE/${claims.jti}`;
      if (isSaid) expect(stored).to.have.property(key);
      if (key in stored) {
        saved++;
        expected.set(key, text);
      }
      expect(stored).to.deep.equal(Object.fromEntries(expected));
    }
    expect(saved, 'some kills came too early, some too late').to.be.within(1, KILLS - 1);
    expect((await here.backend.readMachine()).machineId).to.equal(machineId);
  }).timeout(120_000);

  it(`while it makes the device key, ${KILLS} times, leaves a whole one or none, and never a lost one`, async () => {
    const time = await timeOf(await installation(), ({ backend }) => backend.readMachine());
    let made = 0;
    for (const moment of momentsWithin(time, KILLS)) {
      const here = await installation();
      const tab = await openTab(here);
      let said: string | undefined;
      void tab.backend.readMachine().then(({ machineId }) => (said = machineId));
      await pause(moment);
      tab.kill();
      await here.backend.readState();
      if ('key' in ((await dump(here.options.name)).device ?? {})) made++;
      const { machineId } = await here.backend.readMachine();
      expect(machineId).to.equal(said ?? machineId);
    }
    expect(made, 'some kills came too early, some too late').to.be.within(1, KILLS - 1);
  }).timeout(120_000);

  it('lets go of its turn', async () => {
    const here = await installation();
    const { text } = await here.issue();
    const tab = await openTab(here);
    void tab.backend.activate(text);
    tab.kill();
    expect(await here.backend.activate(text)).to.include({ stored: true });
  });
});

async function wipeKey({ options }: Installation): Promise<void> {
  await withStore(options.name, 'device', (objects) => objects.clear());
}
