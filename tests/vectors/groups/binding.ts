import { DAY, MAX_TIME } from '@latchkey/core';
import {
  claimsOf,
  craftMachineId,
  DEVICE_MACHINE,
  END,
  ISSUED,
  JKT,
  MACHINE,
  otherMachine,
  START,
} from '../facts.js';
import { seal } from '../token.js';
import { refused, type Draft } from '../vector.js';

const sealed = (changes: Readonly<Record<string, unknown>> = {}) =>
  `${seal({ payload: claimsOf('bound', changes) })}\n`;

/** Step 8. */
const products = (): Draft[] =>
  refused('wrong-product', 8, [
    [
      'product-other',
      'The license is for another product of the same vendor, and its machine ID too.',
      sealed({ aud: 'TSE', sub: otherMachine({ product: 'TSE' }) }),
      { machineId: 'any' },
    ],
    [
      'product-longer',
      'The product code of the license goes on after the one asked for.',
      sealed({ aud: 'KSE2', sub: otherMachine({ product: 'KSE2' }) }),
      { machineId: 'any' },
    ],
    [
      'product-shorter',
      'The product code of the license is the beginning of the one asked for.',
      sealed({ aud: 'KS', sub: otherMachine({ product: 'KS' }) }),
      { machineId: 'any' },
    ],
    [
      'product-of-question',
      'The question is about another product.',
      sealed(),
      { product: 'TSE', machineId: 'any' },
    ],
    [
      'product-any-in-capitals',
      'The question is about a product whose code is ANY, which is not the word any.',
      sealed(),
      { product: 'ANY', machineId: 'any' },
    ],
  ]);

/** Step 9. */
const machines = (): Draft[] =>
  refused('wrong-machine', 9, [
    [
      'machine-other',
      'The license is for another machine.',
      sealed({ sub: otherMachine({ osId: 'c1'.repeat(16) }) }),
    ],
    [
      'machine-other-account',
      'The license is for another account on the same machine.',
      sealed({ sub: otherMachine({ account: '1001' }) }),
    ],
    [
      'machine-scope',
      'The license is for the machine without an account, the question is for an account.',
      sealed({ sub: otherMachine({ account: '' }) }),
    ],
    [
      'machine-account-not-scope',
      'The license is for an account, the question is for the machine without one.',
      sealed(),
      { machineId: otherMachine({ account: '' }) },
    ],
    [
      'machine-device',
      'The license is for a device key, the question for a machine of scheme 0.',
      sealed({ sub: DEVICE_MACHINE, cnf: { jkt: JKT } }),
    ],
    [
      'machine-not-device',
      'The license is for a machine of scheme 0, the question for a device key.',
      sealed(),
      { machineId: DEVICE_MACHINE },
    ],
    [
      'machine-same-bits',
      'The machine IDs differ in nothing but scheme and checksum.',
      sealed({ sub: craftMachineId(1) }),
    ],
    [
      'machine-cnf-does-not-help',
      'The license is for another machine, though cnf names a key this one may hold.',
      sealed({ sub: otherMachine({ account: '1002' }), cnf: { jkt: JKT } }),
    ],
    [
      'machine-of-other-product',
      'The question is for a machine ID of another product.',
      sealed(),
      { machineId: otherMachine({ product: 'TSE' }) },
    ],
  ]);

/** Steps 10 and 11. */
const times = (): Draft[] => [
  ...refused('not-yet-valid', 10, [
    ['early-by-a-second', 'The question is asked in the second before nbf.', sealed(), { now: START - 1 }],
    [
      'early-by-a-fraction',
      'The question is asked half a second before nbf.',
      sealed(),
      { now: START - 0.5 },
    ],
    [
      'early-successor',
      'The license takes over from another that still runs.',
      sealed({ nbf: ISSUED + 31 * DAY }),
    ],
    ['early-in-1970', 'The clock says 1970.', sealed(), { now: 0 }],
    ['early-before-1970', 'The clock says a time before 1970.', sealed(), { now: -1 }],
    [
      'early-last-second',
      'nbf is the last second but one of the year 9999.',
      sealed({ nbf: MAX_TIME - 1, exp: MAX_TIME }),
    ],
  ]),
  ...refused('expired', 11, [
    ['late-in-second-of-exp', 'The question is asked in the very second of exp.', sealed(), { now: END }],
    ['late-by-a-fraction', 'The question is asked half a second after exp.', sealed(), { now: END + 0.5 }],
    ['late-by-a-day', 'The license ended a day ago.', sealed(), { now: END + DAY }],
    ['late-in-2038', 'The clock is past the end of signed 32-bit seconds.', sealed(), { now: 2 ** 31 }],
    [
      'late-in-year-10000',
      'The clock is past the last time a license can name.',
      sealed({ exp: MAX_TIME }),
      { now: MAX_TIME + 1 },
    ],
    [
      'late-one-second-license',
      'The license ran for one second, 1970-01-01T00:00:00Z.',
      sealed({ iat: 0, nbf: 0, exp: 1 }),
    ],
    [
      'late-spelled-otherwise',
      'The question spells the machine ID in capitals.',
      sealed(),
      { machineId: MACHINE.toUpperCase(), now: END },
    ],
  ]),
];

export const bindingVectors = (): Draft[] => [...products(), ...machines(), ...times()];
