import { DAY } from '@latchkey/core';
import { expect } from '@esm-bundle/chai';
import { reasonOf } from '../../testing/browser/answers.js';
import { installation } from '../../testing/browser/opened.js';
import { withStore } from '../../testing/browser/raw-database.js';
import { replace } from '../../testing/browser/replace.js';
import { wipeLocal } from '../../testing/browser/wipe.js';
import { ClockStore } from './clock-store.js';
import { Database } from './database.js';
import { MIGRATIONS } from './migrations.js';

const YEAR = 365 * DAY;

/** A machine that was licensed, and looked at ten days later. */
async function seen() {
  const here = await installation();
  const license = await here.issue();
  await here.backend.activate(license.text);
  here.time.now += 10 * DAY;
  await here.backend.readState();
  const { name } = here.options;
  const stored = () => withStore(name, 'clock', (objects) => objects.get('marks'));
  const copied = () => JSON.parse(localStorage.getItem(`${name}/clock`) ?? 'null') as unknown;
  const look = async () => reasonOf(await here.reopen().readState());
  return { ...here, ...license, name, stored, copied, look };
}

describe('the clock guard', () => {
  it('keeps both marks in both places', async () => {
    const { stored, copied, claims, time } = await seen();
    const marks = { signed: claims.iat, local: time.now };
    expect(await stored()).to.deep.equal(marks);
    expect(copied()).to.deep.equal(marks);
  });

  it('forgives a day, and no more', async () => {
    const { look, time } = await seen();
    time.now -= DAY;
    expect(await look()).to.equal('ok');
    time.now -= 1;
    expect(await look()).to.equal('clock-tampered');
    time.now += DAY;
    expect(await look()).to.equal('ok');
  });

  it('refuses to activate by a clock that was set back, and stores nothing', async () => {
    const { backend, issue, time, reopen, claims } = await seen();
    const next = await issue({ iat: claims.iat, exp: claims.exp + DAY });
    time.now -= 2 * DAY;
    const outcome = await backend.activate(next.text);
    expect(reasonOf(outcome)).to.equal('clock-tampered');
    expect(outcome.stored).to.equal(false);
    time.now += 2 * DAY;
    expect((await reopen().readState()).license).to.deep.equal(claims);
  });

  const losses: Record<string, (here: Awaited<ReturnType<typeof seen>>) => unknown> = {
    'IndexedDB forgets': ({ name }) => withStore(name, 'clock', (objects) => objects.clear()),
    'IndexedDB is set back': ({ name }) =>
      withStore(name, 'clock', (objects) => objects.put({ signed: 0, local: 0 }, 'marks')),
    'IndexedDB holds nonsense': ({ name }) =>
      withStore(name, 'clock', (objects) => objects.put('soon', 'marks')),
    'localStorage forgets': ({ name }) => wipeLocal(name),
    'localStorage is set back': ({ name }) =>
      localStorage.setItem(`${name}/clock`, JSON.stringify({ signed: 0, local: 0 })),
    'localStorage holds nonsense': ({ name }) => localStorage.setItem(`${name}/clock`, '{"signed":'),
    'localStorage is not there': () => replace(globalThis, 'localStorage', undefined),
  };
  for (const [what, lose] of Object.entries(losses)) {
    it(`still knows when ${what}, and mends it`, async () => {
      const here = await seen();
      const marks = await here.stored();
      await lose(here);
      here.time.now -= 2 * DAY;
      expect(await here.look()).to.equal('clock-tampered');
      expect(await here.stored()).to.deep.equal(marks);
      if (what !== 'localStorage is not there') expect(here.copied()).to.deep.equal(marks);
    });
  }

  it('keeps the later marks of two windows that look at once', async () => {
    const { name, claims, time, stored, copied } = await seen();
    const store = new ClockStore({
      name,
      database: new Database({ name, migrations: MIGRATIONS, patience: 3000 }),
      patience: 3000,
    });
    const early = { signed: claims.iat, local: time.now - 60 };
    const late = { signed: claims.iat, local: time.now + 60 };
    expect(await Promise.all([store.write(late), store.write(early)])).to.deep.equal([true, true]);
    expect(await stored()).to.deep.equal(late);
    expect(copied()).to.deep.equal(late);
    expect(await store.read()).to.deep.equal(late);
  });

  it('begins again from the stored licenses when both places forget', async () => {
    const here = await seen();
    await withStore(here.name, 'clock', (objects) => objects.clear());
    wipeLocal(here.name);
    here.time.now = here.claims.iat - 2 * DAY;
    expect(await here.look()).to.equal('not-yet-valid');
    here.time.now = here.claims.nbf;
    expect(await here.look()).to.equal('ok');
  });

  it('is not locked out by a year 2099: a license signed later is the way out, in both places', async () => {
    const { look, time, issue, backend, stored, copied } = await seen();
    const today = time.now;
    time.now += 73 * YEAR;
    expect(await look()).to.equal('expired');
    time.now = today;
    expect(await look()).to.equal('clock-tampered');
    const next = await issue({ iat: today });
    expect(await backend.activate(next.text)).to.include({ stored: true });
    expect(await look()).to.equal('ok');
    expect(await stored()).to.deep.equal({ signed: today, local: today });
    expect(copied()).to.deep.equal({ signed: today, local: today });
  });

  for (const now of [Number.NaN, Number.POSITIVE_INFINITY, 8e15]) {
    it(`leaves no mark of the time ${now}`, async () => {
      const here = await seen();
      const marks = await here.stored();
      here.time.now = now;
      await here.look();
      expect(await here.stored()).to.deep.equal(marks);
    });
  }
});
