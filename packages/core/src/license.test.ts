import { describe, expect, it } from 'vitest';
import { jsonBytes, testKey } from '../testing/keys.js';
import { BARE, deviceIdOf, FULL, KSE_ID, machineIdOf, without } from '../testing/samples.js';
import { decodeToken, joinToken, MAX_TOKEN_BYTES } from './jws.js';
import { encodeLicense, readLicenseClaims, type LicenseClaims } from './license.js';
import { isCanonicalMachineId } from './machine-id-text.js';
import { machineIdFromDevice } from './machine-id.js';
import { MAX_TIME } from './time.js';

const KID = testKey(1).kid;
const SMILE = '😀';
const read = (payload: unknown) => readLicenseClaims(jsonBytes(payload));
const malformed = (detail: string) => ({ ok: false, reason: 'malformed', detail });
const unsupported = (detail: string) => ({ ok: false, reason: 'unsupported', detail });
const numbered = (n: number) => Array.from({ length: n }, (_, i) => `f${String(i).padStart(3, '0')}`);

type Name = keyof LicenseClaims;

describe('a license is read', () => {
  it('with every claim, and without those that are optional', () => {
    expect(read(FULL)).toEqual({ ok: true, license: FULL });
    expect(read(BARE)).toEqual({ ok: true, license: BARE });
  });

  it.each<[string, Partial<Record<Name, unknown>>]>([
    ['iss of 200 code points beyond the BMP', { iss: SMILE.repeat(200) }],
    ['iss of 1 letter', { iss: 'x' }],
    ['org.id and org.name of 200 code points', { org: { id: SMILE.repeat(200), name: 'n'.repeat(200) } }],
    ['lic of 100 code points', { lic: SMILE.repeat(100) }],
    ['assignee of 120 code points', { assignee: SMILE.repeat(120) }],
    ['seq 1', { seq: 1 }],
    ['seq 2^53 − 1', { seq: Number.MAX_SAFE_INTEGER }],
    ['no features at all', { features: [] }],
    ['64 features', { features: numbered(64) }],
    ['a feature of 64 code points', { features: [SMILE.repeat(64)] }],
    ['features sorted by UTF-16 code unit', { features: ['B', 'a', 'ä', SMILE, '\uff01'] }],
    ['times at their limits', { iat: 0, nbf: 0, exp: MAX_TIME }],
    ['the shortest life', { nbf: 5, exp: 6 }],
    ['iat at the last second', { iat: MAX_TIME }],
    ['the longest product code', { aud: 'ABCDEFGHIJKLMNOP', sub: machineIdOf('ABCDEFGHIJKLMNOP') }],
    ['a product code with digits 1', { aud: 'K11', sub: machineIdOf('K11') }],
    ['a machine ID of scheme device', { sub: machineIdOf('KSE', 1) }],
  ])('%s', (_, claims) => {
    expect(read({ ...FULL, ...claims })).toEqual({ ok: true, license: { ...FULL, ...claims } });
  });

  it('ignoring claims and members it does not know', () => {
    const more = {
      ...FULL,
      foo: 1,
      toString: 'x',
      constructor: { a: [1] },
      HW: 1,
      org: { ...FULL.org, vat: 'x' },
    };
    expect(read(more)).toEqual({ ok: true, license: FULL });
  });

  it('into new frozen objects, with nothing of the JSON in them', () => {
    const { license } = read(FULL) as { license: LicenseClaims };
    for (const part of [license, license.org, license.features, license.cnf]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
  });
});

describe('a license is malformed where a claim is missing', () => {
  it.each(Object.keys(BARE) as Name[])('%s', (name) => {
    const detail = `The claim ${name} is missing or not well-formed.`;
    expect(read(without(FULL, name))).toEqual(malformed(detail));
  });
});

describe('a license is malformed where a claim has the wrong type', () => {
  const types: Record<string, unknown> = {
    null: null,
    true: true,
    'a negative number': -7,
    an: {},
    list: [1],
  };
  const names = (Object.keys(FULL) as Name[]).flatMap((name) =>
    Object.entries({ ...types, 'an empty string': '' }).map(([kind, value]) => ({ name, kind, value })),
  );
  const fits = ({ name, value }: { name: Name; value: unknown }) =>
    name === 'cnf' && JSON.stringify(value) === '{}';

  it.each(names.filter((row) => !fits(row)))('$name: $kind', ({ name, value }) => {
    const detail = `The claim ${name} is missing or not well-formed.`;
    expect(read({ ...FULL, [name]: value })).toEqual(malformed(detail));
  });

  it.each<[Name, string, unknown]>([
    ['iss', '201 code points', `${SMILE.repeat(200)}x`],
    ['iss', 'a list of one string', ['x']],
    ['org', 'no name', { id: 'x' }],
    ['org', 'no id', { name: 'x' }],
    ['org', 'id of 201 code points', { id: SMILE.repeat(201), name: 'x' }],
    ['org', 'name of 201 code points', { id: 'x', name: SMILE.repeat(201) }],
    ['org', 'empty id', { id: '', name: 'x' }],
    ['org', 'empty name', { id: 'x', name: '' }],
    ['org', 'id as a number', { id: 7, name: 'x' }],
    ['org', 'a string', 'Nørdic Ships A/S'],
    ['lic', '101 code points', SMILE.repeat(101)],
    ['assignee', '121 code points', SMILE.repeat(121)],
    ['sub', 'capitals', KSE_ID.toUpperCase()],
    ['sub', 'a space within', `kse1q ${KSE_ID.slice(5)}`],
    ['sub', 'a hyphen within', `kse1q-${KSE_ID.slice(5)}`],
    ['sub', 'one symbol wrong', `${KSE_ID.slice(0, -1)}g`],
    ['sub', 'one symbol missing', KSE_ID.slice(0, -1)],
    ['sub', 'any', 'any'],
    ['sub', 'an unknown scheme in capitals', machineIdOf('KSE', 9).toUpperCase()],
    ['sub', 'an unknown scheme with a space', `${machineIdOf('KSE', 9)} `],
    ['aud', 'lower case', 'kse'],
    ['aud', 'a list', ['KSE']],
    ['aud', 'a Windows device', 'CON'],
    ['aud', 'any', 'any'],
    ['jti', 'version 4', '0190163d-8694-439b-aea5-966c26f8ad91'],
    ['jti', 'capitals', FULL.jti.toUpperCase()],
    ['iat', 'after the year 9999', MAX_TIME + 1],
    ['nbf', 'after the year 9999', MAX_TIME + 1],
    ['exp', 'after the year 9999', MAX_TIME + 1],
    ['iat', 'before 1970', -1],
    ['exp', 'a string of digits', '1805184300'],
    ['seq', 'zero', 0],
    ['seq', 'a string of digits', '1'],
    ['features', '65 of them', numbered(65)],
    ['features', 'one of 65 code points', [SMILE.repeat(65)]],
    ['features', 'an empty one', ['']],
    ['features', 'not sorted', ['b', 'a']],
    ['features', 'not sorted at the end', ['a', 'c', 'b']],
    ['features', 'one twice', ['a', 'a']],
    ['features', 'a number', ['a', 1]],
    ['features', 'a list in the list', [['a']]],
    ['features', 'one string', 'a'],
    ['features', 'an object', { 'f-0': 'a' }],
    ['cnf', 'a thumbprint of 42 characters', { jkt: KID.slice(1) }],
    ['cnf', 'a thumbprint of 44 characters', { jkt: `${KID}A` }],
    ['cnf', 'a thumbprint in plain base64', { jkt: `${KID.slice(0, 42)}+` }],
    ['cnf', 'jkt null', { jkt: null }],
    ['cnf', 'jkt in a list', { jkt: [KID] }],
  ])('%s: %s', (name, _, value) => {
    const detail = `The claim ${name} is missing or not well-formed.`;
    expect(read({ ...FULL, [name]: value })).toEqual(malformed(detail));
  });
});

describe('a license is malformed', () => {
  it.each([
    ['nbf equal to exp', { nbf: 10, exp: 10 }, 'The claim nbf is not before exp.'],
    ['nbf after exp', { nbf: 11, exp: 10 }, 'The claim nbf is not before exp.'],
  ])('because of %s', (_, claims, detail) => {
    expect(read({ ...FULL, ...claims })).toEqual(malformed(detail));
  });

  it.each([
    ['ABC', KSE_ID],
    ['KS', KSE_ID],
    ['KSEX', KSE_ID],
    ['K1', machineIdOf('K11')],
    ['K11', machineIdOf('K1')],
    ['ABC', machineIdOf('KSE', 9)],
  ])('because its product %s is not that of its machine ID %s', (aud, sub) => {
    const detail = 'The machine ID in sub is for another product than aud.';
    expect(read({ ...FULL, aud, sub })).toEqual(malformed(detail));
  });

  it.each([
    ['no JSON', '{', 'The payload is not JSON.'],
    ['no object', '[]', 'The payload is not a JSON object.'],
    ['white space', JSON.stringify(FULL, null, 1), undefined],
    ['a duplicate claim', JSON.stringify(FULL).replace('{', '{"exp":9999999999,'), undefined],
    ['a number with an exponent', JSON.stringify(FULL).replace('"seq":7', '"seq":7e0'), undefined],
  ])('because its payload has %s', (_, json, detail) => {
    const spelling = 'The payload has duplicate members, white space or an unusual spelling.';
    expect(read(json)).toEqual(malformed(detail ?? spelling));
  });
});

describe('a license is unsupported', () => {
  const CNF = 'The claim cnf asks for a proof other than jkt.';
  const SCHEME = 'The machine ID in sub is of a scheme that is not known yet.';
  it.each<[string, Record<string, unknown>, string]>([
    ['hw', { hw: { cpu: 'x' } }, 'The claim hw cannot be enforced yet.'],
    ['hw null', { hw: null }, 'The claim hw cannot be enforced yet.'],
    ['status', { status: 'https://x' }, 'The claim status cannot be enforced yet.'],
    ['status false', { status: false }, 'The claim status cannot be enforced yet.'],
    ['cnf empty', { cnf: {} }, CNF],
    ['cnf with jwk', { cnf: { jwk: {} } }, CNF],
    ['cnf with kid', { cnf: { kid: 'x' } }, CNF],
    ['cnf with more than jkt', { cnf: { jkt: KID, 'x5t#S256': 'x' } }, CNF],
    ['cnf with more than jkt, in front', { cnf: { kid: 'x', jkt: KID } }, CNF],
    ['an unknown scheme', { sub: machineIdOf('KSE', 2) }, SCHEME],
    ['the last scheme', { sub: machineIdOf('KSE', 31) }, SCHEME],
  ])('because of %s', (_, claims, detail) => {
    expect(read({ ...FULL, ...claims })).toEqual(unsupported(detail));
  });

  it('only after everything is well-formed', () => {
    expect(read({ ...FULL, hw: 1, lic: '' })).toMatchObject({ reason: 'malformed' });
    expect(read({ ...FULL, hw: 1, exp: FULL.nbf })).toMatchObject({ reason: 'malformed' });
    expect(read({ ...FULL, hw: 1, aud: 'ABC' })).toMatchObject({ reason: 'malformed' });
    expect(read({ ...FULL, cnf: {}, features: ['b', 'a'] })).toMatchObject({ reason: 'malformed' });
  });
});

describe('isCanonicalMachineId', () => {
  it.each<[unknown, boolean]>([
    [KSE_ID, true],
    [machineIdOf('KSE', 17), true],
    [KSE_ID.toUpperCase(), false],
    [machineIdOf('KSE', 17).toUpperCase(), false],
    [`${KSE_ID} `, false],
    ['', false],
    [undefined, false],
    [[KSE_ID], false],
  ])('%j: %s', (value, canonical) => {
    expect(isCanonicalMachineId(value)).toBe(canonical);
  });
});

describe('encodeLicense', () => {
  const written = (claims: LicenseClaims) => {
    const token = decodeToken(joinToken(encodeLicense(claims, KID), new Uint8Array(64)), 'license+jwt');
    return token.ok ? new TextDecoder().decode(token.payload) : token;
  };

  it('writes the claims in one order, whatever order they came in, and nothing else', () => {
    expect(written(FULL)).toBe(JSON.stringify(FULL));
    const turned = Object.fromEntries(Object.entries({ ...FULL, foo: 1 }).toReversed());
    const { id, name } = FULL.org;
    expect(written({ ...(turned as unknown as LicenseClaims), org: { name, id } })).toBe(
      JSON.stringify(FULL),
    );
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['a claim of the wrong type', { seq: 0 }, 'The claim seq is missing or not well-formed.'],
    ['a claim that is missing', { lic: undefined }, 'The claim lic is missing or not well-formed.'],
    ['an end before the start', { exp: 1 }, 'The claim nbf is not before exp.'],
    ['a time that is not a number', { exp: Number.NaN }, 'The claim exp is missing or not well-formed.'],
    ['a fraction of a second', { iat: 1.5 }, 'The payload holds a number that is not a safe integer.'],
    ['half a surrogate pair', { lic: 'x\ud800' }, 'The payload has half a surrogate pair in a string.'],
    ['a newline', { assignee: 'a\nb' }, 'The payload has a control character in a string.'],
    ['a confirmation without a thumbprint', { cnf: {} }, 'The claim cnf asks for a proof other than jkt.'],
    ['a claim of a later version', { hw: 'x' }, 'The claim hw cannot be enforced yet.'],
  ])('refuses %s', (_, claims, detail) => {
    expect(() => encodeLicense({ ...FULL, ...claims } as LicenseClaims, KID)).toThrow(
      expect.objectContaining({
        name: 'LatchkeyError',
        code: 'claims-invalid',
        message: `No license was made. ${detail} Correct it and try again.`,
      }),
    );
  });

  it('refuses a device key in cnf that is not the one in sub: no device can show both', () => {
    const jkt = FULL.cnf?.jkt as string;
    const sub = deviceIdOf('KSE', jkt);
    expect(written({ ...FULL, sub })).toBe(JSON.stringify({ ...FULL, sub }));
    expect(() => encodeLicense({ ...FULL, sub, cnf: { jkt: KID } }, KID)).toThrow(
      expect.objectContaining({
        code: 'claims-invalid',
        message: 'No license was made. The machine ID in sub belongs to another device key than cnf.',
      }),
    );
    expect(written({ ...BARE, sub })).toBe(JSON.stringify({ ...BARE, sub }));
  });

  it('refuses a license that no reader would take because of its size, to the byte', () => {
    const features = numbered(64).map((name) => name.padEnd(64, 'x'));
    const long = { ...FULL, iss: SMILE.repeat(200), features };
    const fileOf = (n: number) => {
      const claims = { ...long, org: { id: SMILE.repeat(140), name: 'n'.repeat(n) } };
      return `${joinToken(encodeLicense(claims, KID), new Uint8Array(64))}\n`;
    };
    let n = 1;
    while (fileOf(n).length < MAX_TOKEN_BYTES) n++;
    expect(decodeToken(fileOf(n), 'license+jwt').ok).toBe(true);
    expect(fileOf(n)).toHaveLength(MAX_TOKEN_BYTES);
    expect(() => fileOf(n + 1)).toThrow(
      expect.objectContaining({
        code: 'claims-invalid',
        message: 'No license was made. It would be larger than 8192 bytes. Use fewer or shorter features.',
      }),
    );
  });

  it('writes nothing but known claims, at every level', () => {
    const stray = {
      ...BARE,
      id: 'x',
      name: 'x',
      jkt: KID,
      kid: 'x',
      org: { ...BARE.org, jkt: KID, note: 'x' },
    };
    expect(encodeLicense(stray, KID)).toEqual(encodeLicense(BARE, KID));
  });

  it('refuses the machine ID of another device key than the one in cnf, which no device could use', () => {
    const own = { ...FULL, sub: machineIdFromDevice({ product: FULL.aud, jkt: KID }), cnf: { jkt: KID } };
    expect(() => encodeLicense(own, KID)).not.toThrow();
    expect(() => encodeLicense({ ...own, cnf: { jkt: KID.replace(/./, 'A') } }, KID)).toThrow(
      'another device key',
    );
  });
});
