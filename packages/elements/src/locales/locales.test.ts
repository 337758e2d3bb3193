import { expect } from '@open-wc/testing';
import { PROBLEM_STATUS, REASON_TEXT, REASONS, type Problem } from '@latchkey/core';
import { activationCatalog } from './activation.js';
import { problems as arProblems } from './ar/problems.js';
import { LOCALES, lookUp, type Locale } from './catalog.js';
import { problems as deProblems } from './de/problems.js';
import { problems as enProblems } from './en/problems.js';
import { problems as esProblems } from './es/problems.js';
import { problems as jaProblems } from './ja/problems.js';
import { licenseIssuerCatalog } from './license-issuer.js';
import { machineIdCatalog } from './machine-id.js';
import { offlineLicensesCatalog } from './offline-licenses.js';
import type { Text } from './text.js';

const PROBLEMS = { en: enProblems, de: deProblems, ja: jaProblems, es: esProblems, ar: arProblems };
const FACTS = {
  product: '<product>',
  thisProduct: '<this product>',
  machine: '<machine>',
  thisMachine: '<this machine>',
  starts: '<start>',
  ended: '<end>',
};

/** What a person would read. */
function read(text: Text): string {
  if (typeof text === 'string') return text;
  return Array.isArray(text) ? text.map(read).join('') : '?';
}

/** Every message of a table that takes no values, by its path. */
function listTexts(table: object, path = ''): [path: string, text: string][] {
  return Object.entries(table).flatMap(([name, value]): [string, string][] => {
    if (typeof value === 'string') return [[path + name, value]];
    return typeof value === 'object' && value !== null ? listTexts(value as object, `${path}${name}.`) : [];
  });
}

const load = async (locale: Locale) => ({
  activation: await lookUp(activationCatalog, locale),
  machineId: await lookUp(machineIdCatalog, locale),
  offlineLicenses: await lookUp(offlineLicensesCatalog, locale),
  licenseIssuer: await lookUp(licenseIssuerCatalog, locale),
});

/** Words that are the same in two languages. */
const SAME = new Set(['Details']);

describe('locales', () => {
  for (const locale of LOCALES) {
    describe(locale, () => {
      it('has something for every message, without shouting, and not in English', async () => {
        const english = new Map(listTexts(await load('en')));
        const texts = listTexts(await load(locale));
        expect(texts.length).to.equal(english.size);
        for (const [path, text] of texts) {
          expect(text.trim(), path).not.to.equal('');
          expect(text, path).not.to.match(/[!！¡]/);
          if (locale !== 'en' && !SAME.has(text)) expect(text, path).not.to.equal(english.get(path));
        }
      });

      it('names every fact of every reason that has one', async () => {
        const { reasons } = (await load(locale)).activation;
        const named = (reason: keyof typeof reasons) => {
          const { says, next } = reasons[reason](FACTS);
          return [...`${read(says)} ${read(next)}`.matchAll(/<[\w ]+>/g)].map(([fact]) => fact);
        };
        expect(Object.keys(reasons)).to.have.members([...REASONS]);
        expect(named('wrong-product')).to.have.members(['<product>', '<this product>', '<this product>']);
        expect(named('wrong-machine')).to.have.members(['<machine>', '<this machine>']);
        expect(named('not-yet-valid')).to.deep.equal(['<start>']);
        expect(named('expired')).to.deep.equal(['<end>']);
      });

      it('has words and a way out for every refusal of the service', () => {
        const problems = PROBLEMS[locale];
        const codes = Object.keys(PROBLEM_STATUS) as Problem[];
        expect(Object.keys(problems)).to.have.members(codes);
        for (const code of codes) {
          const bare = problems[code]({ at: undefined, seats: undefined });
          const full = problems[code]({ at: '<time>', seats: '<seats>' });
          for (const { says, next } of [bare, full]) {
            expect(read(says).length, code).to.be.greaterThan(4);
            expect(read(next).length, code).to.be.greaterThan(4);
            expect(read(says) + read(next), code).not.to.match(/undefined|[!！¡]/);
          }
          const isAboutTime = ['term-ahead', 'term-over', 'no-seats', 'not-renewable', 'already-ended'];
          expect(read(full.says).includes('<time>'), code).to.equal(isAboutTime.includes(code));
        }
        expect(read(problems['no-seats']({ at: undefined, seats: '<seats>' }).says)).to.contain('<seats>');
      });

      it('counts', async () => {
        const { activation } = await load(locale);
        for (const plural of [activation.inDays, activation.loaded, activation.refused, activation.more]) {
          for (const n of [0, 1, 2, 3, 11, 100, 1_000_000]) {
            const text = plural(n, locale);
            expect(text).not.to.match(/[{}]/);
            // Arabic has words of its own for one and two.
            if (locale !== 'ar' || n > 2) expect(text).to.contain(new Intl.NumberFormat(locale).format(n));
          }
        }
      });

      it('says what it is given', async () => {
        const { activation, machineId } = await load(locale);
        const all = [
          read(activation.inForce('<a>', '<b>')),
          read(activation.followed('<a>', '<b>')),
          activation.checking('<a>', '<b>'),
          machineId.shareBody('<a>', '<b>'),
        ];
        for (const text of all) expect(text).to.contain('<a>').and.contain('<b>');
        const some = [
          read(activation.inForceUntil('<a>')),
          read(activation.takesOver('<a>')),
          read(activation.endsSoon('<a>').says),
          machineId.shareSubject('<a>'),
        ];
        for (const text of some) expect(text).to.contain('<a>');
      });
    });
  }

  it('uses the digits that the reader uses', () => {
    expect(activationCatalog.en.inDays(60, 'en')).to.equal('in 60 days');
    expect(activationCatalog.en.inDays(60, 'ar-EG')).to.equal('in ٦٠ days');
  });

  it('says in English what the libraries say', () => {
    for (const reason of REASONS) {
      const { says, next } = activationCatalog.en.reasons[reason](FACTS);
      if (read(says).includes('<')) continue;
      expect({ says, next }).to.deep.equal(REASON_TEXT[reason]);
    }
  });
});
