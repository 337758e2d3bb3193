import { MAX_TOKEN_BYTES } from '@latchkey/core';
import { sign, type Key } from '../ed25519.js';
import { claimsOf, craftMachineId, END, otherMachine, START, STRANGER } from '../facts.js';
import { headerOf, partsOf, PLAIN, respell, seal, spellLoosely, type TokenParts } from '../token.js';
import { refused, type Draft } from '../vector.js';

const token = (claims: Readonly<Record<string, unknown>>, more: Partial<TokenParts> = {}) =>
  `${seal({ payload: claimsOf('two faults', claims), ...more })}\n`;
const headed = (changes: Readonly<Record<string, unknown>>, more: Partial<TokenParts> = {}) =>
  token({}, { header: headerOf(changes), ...more });
const broken = (input: Uint8Array, key: Key) => sign(input, key).fill(7, 40, 44);

const [head, body, tail] = partsOf(PLAIN);
const OTHER_PRODUCT = { aud: 'TSE', sub: otherMachine({ product: 'TSE' }) };
const OTHER_MACHINE = { sub: otherMachine({ account: '1001' }) };
const HW = { hw: {} };

/** Two faults in one file: the step that comes first gives the reason. */
export const precedenceVectors = (): Draft[] =>
  [
    ...refused('too-large', 1, [
      ['too-large-before-malformed', 'Too large, and not a token.', '{'.repeat(MAX_TOKEN_BYTES + 1)],
      [
        'too-large-before-utf-16',
        'Too large only because it is UTF-16.',
        Buffer.from(`\ufeff${PLAIN.padEnd(4096)}`, 'utf16le'),
      ],
      [
        'too-large-before-no-break-space',
        '8192 characters, but more bytes: the last one is a no-break space.',
        `${PLAIN.padEnd(MAX_TOKEN_BYTES - 1)}\u00a0`,
      ],
      [
        'too-large-before-alg',
        'Too large, and alg is none.',
        headed({ alg: 'none' }).padEnd(MAX_TOKEN_BYTES + 1),
      ],
      [
        'too-large-before-expired',
        'Too large, and expired.',
        PLAIN.padEnd(MAX_TOKEN_BYTES + 1),
        { now: END },
      ],
    ]),
    ...refused('malformed', 2, [
      [
        'parts-before-alg',
        'Only two parts, and alg is none.',
        partsOf(headed({ alg: 'none' }))
          .slice(0, 2)
          .join('.'),
      ],
      [
        'padding-before-alg',
        'Padding at the end, and alg is HS256.',
        `${headed({ alg: 'HS256' }).trimEnd()}=`,
      ],
      [
        'unused-bits-before-kid',
        'Unused bits in the header part, and a kid that the set does not have.',
        looseHeader(),
      ],
      [
        'unused-bits-before-bad-signature',
        'Unused bits in a signature that is wrong too.',
        `${head}.${body}.${spellLoosely(partsOf(headed({}).trimEnd())[2])}`,
      ],
      [
        'duplicate-before-alg',
        'The header has kid twice, and alg is none.',
        token({}, { header: respell(headerOf({ alg: 'none' }), '}', ',"kid":""}') }),
      ],
      [
        'depth-before-members',
        'The header has a member too many, nested too deep.',
        headed({ jwk: { a: { b: { c: {} } } } }),
      ],
      ['fraction-before-members', 'The header has a member too many, with a fraction.', headed({ v: 1.5 })],
      [
        'header-json-before-payload-json',
        'Neither header nor payload is JSON.',
        `${seal({ header: 'no', payload: 'no' })}\n`,
      ],
      ['symbols-before-expired', 'A symbol outside the alphabet, and expired.', `${PLAIN}!`, { now: END }],
    ]),
    ...refused('unsupported', 3, [
      ['alg-before-kid', 'alg is none, and kid is unknown.', headed({ alg: 'none', kid: 'k' })],
      [
        'typ-before-key',
        'typ is JWT, and the key is not in the set.',
        token({}, { header: headerOf({ typ: 'JWT' }, STRANGER), key: STRANGER }),
      ],
      [
        'crit-before-signature',
        'The header has crit, and the signature is wrong.',
        headed({ crit: ['exp'] }, { signature: broken }),
      ],
      [
        'kid-type-before-signature',
        'kid is a number, and the signature is empty.',
        headed({ kid: 1 }, { signature: () => new Uint8Array() }),
      ],
      ['jwk-before-kid', 'The header has a jwk, and an unknown kid.', headed({ kid: 'k', jwk: {} })],
      [
        'alg-before-payload-json',
        'alg is none, and the payload is not JSON.',
        `${seal({ header: headerOf({ alg: 'none' }), payload: 'no' })}\n`,
      ],
      ['typ-before-expired', 'typ is JWT, and the license has ended.', headed({ typ: 'JWT' }), { now: END }],
    ]),
    ...refused('unknown-key', 4, [
      [
        'key-before-signature',
        'kid is unknown, and the signature is wrong.',
        headed({ kid: 'k' }, { signature: broken }),
      ],
      [
        'key-before-signature-length',
        'kid is unknown, and the signature is too short.',
        headed({ kid: 'k' }, { signature: (m, k) => sign(m, k).subarray(1) }),
      ],
      [
        'key-before-payload-json',
        'kid is unknown, and the payload is not JSON.',
        `${seal({ header: headerOf({ kid: 'k' }), payload: 'no' })}\n`,
      ],
      ['key-before-hw', 'A stranger signed, and hw is there.', token(HW, { key: STRANGER })],
      [
        'key-before-product',
        'A stranger signed, for another product.',
        token(OTHER_PRODUCT, { key: STRANGER }),
      ],
      [
        'key-before-expired',
        'A stranger signed, and the license has ended.',
        token({}, { key: STRANGER }),
        { now: END },
      ],
    ]),
    ...refused('bad-signature', 5, [
      [
        'signature-before-payload-json',
        'The signature is wrong, and the payload is not JSON.',
        `${seal({ payload: 'no', signature: broken })}\n`,
      ],
      [
        'signature-before-empty-payload',
        'The signature is wrong, and the payload is empty.',
        `${head}..${tail}\n`,
      ],
      [
        'signature-before-claims',
        'The signature is wrong, and exp is missing.',
        token({ exp: undefined }, { signature: broken }),
      ],
      ['signature-before-hw', 'The signature is wrong, and hw is there.', token(HW, { signature: broken })],
      [
        'signature-before-product',
        'The signature is wrong, and the product is another.',
        token(OTHER_PRODUCT, { signature: broken }),
      ],
      [
        'signature-before-machine',
        'The signature is wrong, and the machine is another.',
        token(OTHER_MACHINE, { signature: broken }),
      ],
      [
        'signature-before-early',
        'The signature is wrong, and the license has not started.',
        token({}, { signature: broken }),
        { now: START - 1 },
      ],
      [
        'signature-before-expired',
        'The signature is wrong, and the license has ended.',
        token({}, { signature: broken }),
        { now: END },
      ],
    ]),
    ...refused('malformed', 6, [
      ['claims-before-hw', 'iat is missing, and hw is there.', token({ ...HW, iat: undefined })],
      [
        'json-before-hw',
        'hw is there twice.',
        `${seal({ payload: respell(claimsOf('two faults', HW), '}}', '},"hw":1}') })}\n`,
      ],
      ['period-before-status', 'nbf equals exp, and status is there.', token({ nbf: END, status: {} })],
      [
        'jkt-before-other-members',
        'The jkt in cnf is cut off, and there is a jwk too.',
        token({ cnf: { jkt: 'a', jwk: {} } }),
      ],
      [
        'sub-before-scheme',
        'sub is of an unknown scheme, and for another product than aud.',
        token({ aud: 'TSE', sub: craftMachineId(2) }),
        { product: 'TSE', machineId: 'any' },
      ],
      [
        'claims-before-product',
        'lic is empty, and the product is another.',
        token({ ...OTHER_PRODUCT, lic: '' }),
      ],
      ['claims-before-machine', 'seq is 0, and the machine is another.', token({ ...OTHER_MACHINE, seq: 0 })],
      ['period-before-expired', 'exp lies before nbf, and both are long past.', token({ nbf: 20, exp: 10 })],
    ]),
    ...refused('unsupported', 7, [
      ['hw-before-product', 'hw is there, and the product is another.', token({ ...OTHER_PRODUCT, ...HW })],
      [
        'cnf-before-machine',
        'cnf asks for an unknown proof, and the machine is another.',
        token({ ...OTHER_MACHINE, cnf: {} }),
      ],
      [
        'scheme-before-machine',
        'sub is of an unknown scheme, and so of another machine.',
        token({ sub: craftMachineId(2) }),
      ],
      [
        'status-before-early',
        'status is there, and the license has not started.',
        token({ status: {} }),
        { now: START - 1 },
      ],
      [
        'status-before-expired',
        'status is there, and the license has ended.',
        token({ status: {} }),
        { now: END },
      ],
    ]),
    ...refused('wrong-product', 8, [
      ['product-before-machine', 'Product and machine are others.', token(OTHER_PRODUCT)],
      [
        'product-before-early',
        'The product is another, and the license has not started.',
        token({}),
        { product: 'TSE', now: START - 1 },
      ],
      [
        'product-before-expired',
        'The product is another, and the license has ended.',
        token({}),
        { product: 'TSE', now: END },
      ],
    ]),
    ...refused('wrong-machine', 9, [
      [
        'machine-before-early',
        'The machine is another, and the license has not started.',
        token(OTHER_MACHINE),
        { now: START - 1 },
      ],
      [
        'machine-before-expired',
        'The machine is another, and the license has ended.',
        token(OTHER_MACHINE),
        { now: END },
      ],
    ]),
  ].map((draft) => ({ ...draft, name: `order-${draft.name}` }));

/** A kid of 44 letters makes a header that leaves unused bits. */
function looseHeader(): string {
  const [longHead, longBody, longTail] = partsOf(headed({ kid: 'k'.repeat(44) }));
  return `${spellLoosely(longHead)}.${longBody}.${longTail}`;
}
