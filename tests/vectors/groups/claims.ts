import { MAX_TIME } from '@latchkey/core';
import { bech32, bech32m } from '@scure/base';
import {
  claimsOf,
  craftMachineId,
  END,
  ISSUED,
  JKT,
  MACHINE,
  OS_ID,
  otherMachine,
  PRODUCT,
  START,
} from '../facts.js';
import { seal, spellLoosely } from '../token.js';
import { refused, type Draft } from '../vector.js';

type Row = readonly [name: string, fault: string, changes: Readonly<Record<string, unknown>>];

const UUID_V4 = '3f0c8a52-6d1e-4b7a-9c35-8e2f60d417ab';
const UUID_V7 = claimsOf('odd claims').jti;
const ORG = { id: 'org-7h2k', name: 'Example Testing Ltd' };

const MISSING: readonly Row[] = ['iss', 'sub', 'aud', 'jti', 'iat', 'nbf', 'exp', 'org', 'lic'].map(
  (name) => [`${name}-missing`, `The claim ${name} is missing.`, { [name]: undefined }],
);

const STRINGS: readonly Row[] = [
  ['iss-empty', 'iss is empty.', { iss: '' }],
  ['iss-too-long', 'iss has 201 code points.', { iss: 'i'.repeat(201) }],
  ['iss-array', 'iss is a list.', { iss: ['Example Vendor'] }],
  ['iss-null', 'iss is null.', { iss: null }],
  ['lic-empty', 'lic is empty.', { lic: '' }],
  ['lic-too-long', 'lic has 101 characters.', { lic: 'l'.repeat(101) }],
  ['lic-number', 'lic is a number.', { lic: 417 }],
  ['assignee-empty', 'assignee is empty.', { assignee: '' }],
  [
    'assignee-too-long',
    'assignee has 121 code points, each outside the basic plane.',
    { assignee: '𝔏'.repeat(121) },
  ],
  ['assignee-null', 'assignee is null rather than left out.', { assignee: null }],
  ['assignee-object', 'assignee is an object.', { assignee: { name: 'Ada' } }],
  ['org-string', 'org is a string.', { org: 'org-7h2k' }],
  ['org-null', 'org is null.', { org: null }],
  ['org-array', 'org is a list of id and name.', { org: ['org-7h2k', 'Example Testing Ltd'] }],
  ['org-without-id', 'org has no id.', { org: { name: ORG.name } }],
  ['org-without-name', 'org has no name.', { org: { id: ORG.id } }],
  ['org-id-number', 'The id in org is a number.', { org: { ...ORG, id: 7 } }],
  ['org-id-empty', 'The id in org is empty.', { org: { ...ORG, id: '' } }],
  ['org-id-too-long', 'The id in org has 201 characters.', { org: { ...ORG, id: 'o'.repeat(201) } }],
  ['org-name-empty', 'The name in org is empty.', { org: { ...ORG, name: '' } }],
  ['org-name-too-long', 'The name in org has 201 characters.', { org: { ...ORG, name: 'ü'.repeat(201) } }],
];

const IDENTIFIERS: readonly Row[] = [
  ['jti-uuid-v4', 'jti is a UUID of version 4.', { jti: UUID_V4 }],
  ['jti-upper-case', 'jti is in capitals.', { jti: UUID_V7.toUpperCase() }],
  [
    'jti-wrong-variant',
    'jti has the variant bits of another family.',
    { jti: UUID_V7.replace(/^(.{19})./, '$1c') },
  ],
  ['jti-without-hyphens', 'jti has no hyphens.', { jti: UUID_V7.replaceAll('-', '') }],
  ['jti-braces', 'jti is in braces.', { jti: `{${UUID_V7}}` }],
  ['jti-urn', 'jti is a URN.', { jti: `urn:uuid:${UUID_V7}` }],
  ['jti-path', 'jti is a path beside a UUID.', { jti: `../${UUID_V7}` }],
  ['jti-number', 'jti is a number.', { jti: 7 }],
  ['aud-array', 'aud is a list with the product code, which plain JWT allows.', { aud: [PRODUCT] }],
  ['aud-lower-case', 'aud is in lower case.', { aud: 'kse' }],
  ['aud-any', 'aud is the word any.', { aud: 'any' }],
  ['aud-one-letter', 'aud is a single letter.', { aud: 'K', sub: crafted('k') }],
  [
    'aud-17-characters',
    'aud has 17 characters.',
    { aud: 'A123456789BCDEFGH', sub: crafted('a123456789bcdefgh') },
  ],
  ['aud-digit-first', 'aud begins with a digit.', { aud: '7KSE', sub: crafted('7kse') }],
  ['aud-windows-device', 'aud is the name of a Windows device.', { aud: 'CON', sub: crafted('con') }],
  ['aud-null', 'aud is null.', { aud: null }],
  ['sub-any', 'sub is the word any.', { sub: 'any' }],
  ['sub-empty', 'sub is empty.', { sub: '' }],
  ['sub-number', 'sub is a number.', { sub: 1 }],
  ['sub-array', 'sub is a list with the machine ID.', { sub: [MACHINE] }],
  ['sub-upper-case', 'sub is in capitals.', { sub: MACHINE.toUpperCase() }],
  ['sub-in-groups', 'sub is in groups of five.', { sub: MACHINE.replace(/.{5}(?=.)/g, '$& ') }],
  ['sub-hyphens', 'sub has hyphens.', { sub: MACHINE.replace(/.{5}(?=.)/g, '$&-') }],
  ['sub-blank-after', 'sub has a blank at its end.', { sub: `${MACHINE} ` }],
  [
    'sub-checksum',
    'One symbol of sub is wrong.',
    { sub: MACHINE.slice(0, -1) + (MACHINE.endsWith('q') ? 'p' : 'q') },
  ],
  [
    'sub-bech32',
    'sub has the checksum of BIP 173 and not that of BIP 350.',
    { sub: crafted('kse', 27, bech32) },
  ],
  ['sub-too-short', 'sub has 120 bits and a right checksum.', { sub: crafted('kse', 25) }],
  ['sub-too-long', 'sub has 136 bits and a right checksum.', { sub: crafted('kse', 29) }],
  ['sub-raw-os-id', 'sub is the ID of an operating system.', { sub: OS_ID }],
  ['sub-of-other-product', 'sub is for another product than aud.', { sub: otherMachine({ product: 'TSE' }) }],
  [
    'sub-of-longer-product',
    'The product code in sub begins with the one in aud.',
    { sub: otherMachine({ product: 'KSE1' }) },
  ],
];

/** Words under any prefix, with a right checksum: what the codec takes and a machine ID is not. */
function crafted(prefix: string, words = 27, codec: Pick<typeof bech32, 'encode'> = bech32m): string {
  // The last word is a multiple of 4: no padding bit is set.
  return codec.encode(prefix, [0, ...Array.from({ length: words - 2 }, (_, i) => (i * 7) % 32), 12], 90);
}

const times = (name: string, value: number): Row[] => [
  [`${name}-string`, `${name} is a string of digits.`, { [name]: String(value) }],
  [`${name}-null`, `${name} is null.`, { [name]: null }],
  [`${name}-negative`, `${name} is negative.`, { [name]: -1 }],
  [`${name}-date`, `${name} is a date as text.`, { [name]: '2026-11-24T00:00:00Z' }],
  [`${name}-after-9999`, `${name} lies in the year 10000.`, { [name]: MAX_TIME + 1 }],
  [`${name}-in-milliseconds`, `${name} is in milliseconds.`, { [name]: value * 1000 }],
];

const TIMES: readonly Row[] = [
  ...times('iat', ISSUED),
  ...times('nbf', START),
  ...times('exp', END),
  ['nbf-equals-exp', 'nbf is the same second as exp.', { nbf: END }],
  ['nbf-after-exp', 'nbf is the second after exp.', { nbf: END + 1 }],
];

const LISTS: readonly Row[] = [
  ['seq-zero', 'seq is 0.', { seq: 0 }],
  ['seq-negative', 'seq is negative.', { seq: -1 }],
  ['seq-string', 'seq is a string.', { seq: '1' }],
  ['seq-null', 'seq is null.', { seq: null }],
  ['features-string', 'features is a string.', { features: 'studio' }],
  ['features-object', 'features is an object.', { features: { studio: true } }],
  ['features-null', 'features is null.', { features: null }],
  ['features-number-inside', 'features holds a number.', { features: ['a', 1] }],
  ['features-empty-string', 'features holds an empty string.', { features: ['', 'a'] }],
  ['features-nested', 'features holds a list.', { features: [['a'], 'b'] }],
  ['features-unsorted', 'features is not sorted.', { features: ['b', 'a'] }],
  [
    'features-sorted-without-case',
    'features is sorted as if capitals did not matter.',
    { features: ['a', 'B'] },
  ],
  [
    'features-sorted-by-code-point',
    'features is sorted by code points, not by UTF-16 code units.',
    { features: ['\uff21', '\u{1f511}'] },
  ],
  ['features-duplicate', 'features holds a string twice.', { features: ['a', 'a'] }],
  [
    'features-65',
    'features holds 65 strings.',
    { features: Array.from({ length: 65 }, (_, i) => String(i + 10)) },
  ],
  ['features-65-characters', 'features holds a string of 65 characters.', { features: ['f'.repeat(65)] }],
];

const CONFIRMATIONS: readonly Row[] = [
  ['cnf-null', 'cnf is null.', { cnf: null }],
  ['cnf-string', 'cnf is the thumbprint itself.', { cnf: JKT }],
  ['cnf-array', 'cnf is a list.', { cnf: [{ jkt: JKT }] }],
  ['cnf-jkt-null', 'The jkt in cnf is null.', { cnf: { jkt: null } }],
  ['cnf-jkt-empty', 'The jkt in cnf is empty.', { cnf: { jkt: '' } }],
  ['cnf-jkt-number', 'The jkt in cnf is a number.', { cnf: { jkt: 1 } }],
  ['cnf-jkt-short', 'The jkt in cnf has 42 characters.', { cnf: { jkt: JKT.slice(0, -1) } }],
  ['cnf-jkt-padded', 'The jkt in cnf has padding.', { cnf: { jkt: `${JKT}=` } }],
  [
    'cnf-jkt-unused-bits',
    'The unused bits at the end of the jkt in cnf are set.',
    { cnf: { jkt: spellLoosely(JKT) } },
  ],
  [
    'cnf-jkt-hexadecimal',
    'The jkt in cnf is in hexadecimal.',
    { cnf: { jkt: Buffer.from(JKT, 'base64url').toString('hex') } },
  ],
];

/** Step 7: sound claims that restrict, in a way this version cannot hold anybody to. */
const RESTRICTIONS: readonly Row[] = [
  ['hw', 'hw asks for hardware that fits.', { hw: { k: 2, parts: ['a', 'b', 'c'] } }],
  ['hw-null', 'hw is null, which is there all the same.', { hw: null }],
  ['hw-empty', 'hw is an empty object.', { hw: {} }],
  [
    'status',
    'status asks for a look at a status list.',
    { status: { status_list: { idx: 1, uri: 'https://example.com/1' } } },
  ],
  ['status-false', 'status is false.', { status: false }],
  ['cnf-empty', 'cnf is an empty object.', { cnf: {} }],
  ['cnf-jwk', 'cnf names the key by a JWK.', { cnf: { jwk: { kty: 'OKP', crv: 'Ed25519', x: JKT } } }],
  ['cnf-kid', 'cnf names the key by a kid.', { cnf: { kid: 'device-1' } }],
  ['cnf-x5t', 'cnf names a certificate.', { cnf: { 'x5t#S256': JKT } }],
  [
    'cnf-jkt-and-jwk',
    'cnf has a jwk besides jkt.',
    { cnf: { jkt: JKT, jwk: { kty: 'OKP', crv: 'Ed25519', x: JKT } } },
  ],
  ['cnf-jkt-and-kid', 'cnf has a kid besides jkt.', { cnf: { jkt: JKT, kid: 'device-1' } }],
  ['cnf-kid-and-jkt', 'cnf has a kid in front of jkt.', { cnf: { kid: 'device-1', jkt: JKT } }],
  ['sub-scheme-2', 'sub is of scheme 2, the first that is not given out.', { sub: craftMachineId(2) }],
  ['sub-scheme-31', 'sub is of scheme 31, the last there can be.', { sub: craftMachineId(31) }],
  ['sub-padding-1', 'The last of the two padding bits in sub is set.', { sub: craftMachineId(0, 1) }],
  ['sub-padding-2', 'The first of the two padding bits in sub is set.', { sub: craftMachineId(0, 2) }],
  ['sub-padding-of-device', 'Both padding bits in a sub of scheme 1 are set.', { sub: craftMachineId(1, 3) }],
];

/** The question is as wide as can be, so that nothing but the fault refuses. */
const sealed = ([name, fault, changes]: Row) => {
  const content = `${seal({ payload: claimsOf('odd claims', changes) })}\n`;
  return [`claim-${name}`, fault, content, { product: 'any', machineId: 'any' }] as const;
};

export const claimVectors = (): Draft[] => [
  ...refused(
    'malformed',
    6,
    [...MISSING, ...STRINGS, ...IDENTIFIERS, ...TIMES, ...LISTS, ...CONFIRMATIONS].map(sealed),
  ),
  ...refused('unsupported', 7, RESTRICTIONS.map(sealed)),
];
