import { createHash } from 'node:crypto';
import { createBatchVerifier, verifySignature } from '@latchkey/crypto';
import { hashes, verify } from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';
import { describe, expect, it } from 'vitest';
import { accepts, examine, passesGate } from './acceptance.js';
import { makeCctvVectors } from './cctv.js';
import { BAD_KEY, BUILDS, Host, OK, type Item } from './host.js';
import { loadCctv, loadSpeccheck, loadWycheproof, type PublicCase } from './public-suites.js';

const SPECCHECK = loadSpeccheck();
const CCTV = loadCctv();
const WYCHEPROOF = loadWycheproof();
/** Suites with how many of their cases the acceptance set has. */
const SUITES: readonly (readonly [string, readonly PublicCase[], number, number])[] = [
  ['speccheck', SPECCHECK, 12, 0],
  ['CCTV', CCTV, 914, 1],
  ['Wycheproof', WYCHEPROOF, 150, 88],
];

const ALL = [...SPECCHECK, ...CCTV, ...WYCHEPROOF];
/** The keys that pass the gate. */
const GATED = new Set(
  groupByKey(ALL).flatMap(([item]) => (item && passesGate(item.key) ? [hex(item.key)] : [])),
);

/** The verdicts on signatures of one key, 1 or 0. */
type Verify = (key: Uint8Array, items: readonly Item[]) => Uint8Array;

/** The cases that a verifier gets wrong. Those of each key are repeated until they fill batches of that size. */
function wrong(cases: readonly PublicCase[], judge: Verify, size = 1): string[] {
  return groupByKey(cases).flatMap((own) => {
    const count = Math.ceil(own.length / size) * size;
    const batch = Array.from({ length: count }, (_, i) => own[i % own.length] as PublicCase);
    const verdicts = judge(batch[0]?.key as Uint8Array, batch);
    return batch.filter(({ valid }, i) => verdicts[i] !== Number(valid)).map(({ name }) => name);
  });
}

function groupByKey(cases: readonly PublicCase[]): PublicCase[][] {
  const groups = new Map<string, PublicCase[]>();
  for (const item of cases) {
    const group = groups.get(hex(item.key)) ?? [];
    groups.set(hex(item.key), [...group, item]);
  }
  return [...groups.values()];
}

const oneByOne =
  (isValid: (key: Uint8Array, item: Item) => boolean): Verify =>
  (key, items) =>
    Uint8Array.from(items, (item) => Number(isValid(key, item)));

describe('the public suites', () => {
  it('CCTV is the published file, to the byte', () => {
    const file = `${JSON.stringify(makeCctvVectors(), null, '\t')}\n`;
    expect(createHash('sha256').update(file).digest('hex')).toBe(
      'b38e84caf3e7e89170ff520292dbeae421b0a794c27408ce5ce973018fe3d7f9',
    );
  });

  it('the cases of speccheck are what their authors made them to be', () => {
    for (const { name, made, ...signed } of SPECCHECK) expect(examine(signed), name).toEqual(made);
  });

  it('Wycheproof has a case of each kind', () => {
    expect(Object.fromEntries(countBy(WYCHEPROOF, ({ flag, valid }) => `${flag} ${valid}`))).toEqual({
      'CompressedSignature false': 4,
      'InvalidEncoding false': 21,
      'InvalidKtv false': 1,
      'InvalidSignature false': 20,
      'Ktv true': 38,
      'SignatureMalleability false': 8,
      'SignatureWithGarbage false': 5,
      'TinkOverflow true': 32,
      'TruncatedSignature false': 3,
      'Valid true': 18,
    });
    expect(WYCHEPROOF.every(({ key }) => GATED.has(hex(key)))).toBe(true);
  });

  it.each(SUITES)('%s is whole, and exact arithmetic comes to its verdicts', (_, cases, count, valid) => {
    expect(cases).toHaveLength(count);
    expect(cases.filter((item) => item.valid)).toHaveLength(valid);
    expect(cases.filter((item) => accepts(item) !== item.valid).map(({ name }) => name)).toEqual([]);
  });

  it('CCTV has R of each kind under a key that passes the gate: there the equation decides', () => {
    const gated = CCTV.filter(({ key }) => GATED.has(hex(key)));
    expect(gated).toHaveLength(28);
    expect(gated.filter(({ flags }) => flags?.includes('low_order_R'))).toHaveLength(20);
    expect(gated.filter(({ flags }) => flags?.includes('non_canonical_R'))).toHaveLength(12);
    expect(gated.filter(({ flags }) => flags?.includes('low_order_residue'))).toHaveLength(20);
  });

  it('a verifier by laxer rules is found out', () => {
    hashes.sha512 = sha512;
    const zip215 = oneByOne((key, { message, signature }) =>
      verify(signature, message, key, { zip215: true }),
    );
    expect(wrong(SPECCHECK, zip215)).toHaveLength(9);
    // ZIP 215 takes 826 of them, as others have counted.
    expect(wrong(CCTV, zip215)).toHaveLength(825);
  });
});

describe.each(SUITES)('%s', (_, cases) => {
  it('verifySignature has none wrong', () => {
    const single = oneByOne((key, { message, signature }) => verifySignature(key, message, signature));
    expect(wrong(cases, single)).toEqual([]);
  });

  it.each(['fma', 'plain', 'noble'] as const)('createBatchVerifier has none wrong, %s', async (build) => {
    const verifier = await createBatchVerifier({ build, window: 8 });
    expect(verifier.info.build).toBe(build);
    expect(wrong(cases, verifier.verify)).toEqual([]);
  });

  // The engine knows no signatures of other lengths; those never reach it.
  const whole = cases.filter(({ signature }) => signature.length === 64);

  describe.each(BUILDS)('the engine, %s', (build) => {
    const host = new Host(build, { window: 5 });
    const gated =
      (ask: (items: readonly Item[]) => Uint8Array): Verify =>
      (key, items) => {
        const passes = GATED.has(hex(key));
        expect(host.setKey(key)).toBe(passes ? OK : BAD_KEY);
        return passes ? ask(items) : new Uint8Array(items.length);
      };

    it.each([1, 2, 13, 1023])('has none wrong in batches of %i', (size) => {
      expect(
        wrong(
          whole,
          gated((items) => host.verify(items, { sizes: [size] })),
          size,
        ),
      ).toEqual([]);
    });

    it('has none wrong by the slow path', () => {
      const slowly = gated((items) => {
        const count = host.lay(items);
        expect(host.abi.verifyBySlowPath(1, count)).toBe(OK);
        return host.results(count);
      });
      expect(wrong(whole, slowly)).toEqual([]);
    });
  });
});

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function countBy<T>(items: readonly T[], nameOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(nameOf(item), (counts.get(nameOf(item)) ?? 0) + 1);
  return counts;
}
