import { DAY, MAX_TIME } from '@latchkey/core';
import { accepted, license } from '../accepted.js';
import {
  claimsOf,
  craftMachineId,
  DEVICE_MACHINE,
  END,
  ISSUED,
  JKT,
  MACHINE,
  otherMachine,
  RETIRED,
  START,
} from '../facts.js';
import { respell, seal } from '../token.js';
import type { Draft } from '../vector.js';

/** A code point outside the basic plane counts one, so this is as long as 200 letters. */
const ASTRAL_200 = '𝔏'.repeat(200);

/** Each claim at its limits, and everything that is optional. */
function limits(): Draft[] {
  const features = Array.from({ length: 64 }, (_, i) => `f${String(i).padStart(2, '0')}${'-'.repeat(61)}`);
  const everything = {
    assignee: 'Ada Lovelace',
    seq: 41,
    features: ['recorder', 'reports', 'studio'],
    cnf: { jkt: JKT },
  };
  return [
    license('every-claim', 'Every optional claim is there.', { claims: everything }),
    license('iss-longest', 'iss has 200 code points outside the basic plane.', {
      claims: { iss: ASTRAL_200 },
    }),
    license('iss-shortest', 'iss is a single letter.', { claims: { iss: 'V' } }),
    license('org-longest', 'Both strings in org have 200 code points.', {
      claims: { org: { id: 'o'.repeat(200), name: 'ü'.repeat(200) } },
    }),
    license('lic-longest', 'lic has 100 characters.', { claims: { lic: 'l'.repeat(100) } }),
    license('assignee-longest', 'assignee has 120 code points.', { claims: { assignee: '名'.repeat(120) } }),
    license('seq-one', 'seq is the smallest serial.', { claims: { seq: 1 } }),
    license('seq-largest', 'seq is 2^53 − 1.', { claims: { seq: Number.MAX_SAFE_INTEGER } }),
    license('features-none', 'features is an empty list.', { claims: { features: [] } }),
    license('features-64-of-64', 'features holds 64 strings of 64 characters.', { claims: { features } }),
    license('features-order-of-code-units', 'features is sorted by UTF-16 code units, not by code points.', {
      claims: { features: ['Z', 'a', 'ä', '\u{1f511}', '\uff21'] },
    }),
    license('iat-zero', 'iat and nbf are 0, the start of 1970.', { claims: { iat: 0, nbf: 0 } }),
    license('exp-largest', 'exp is the last second of the year 9999.', {
      claims: { exp: MAX_TIME },
      question: { now: MAX_TIME - 1 },
    }),
    license('one-second-long', 'nbf is the second before exp.', {
      claims: { nbf: END - 1 },
      question: { now: END - 1 },
    }),
    license('iat-after-now', 'iat lies after the time of the question, which no step looks at.', {
      claims: { iat: ISSUED + 40 * DAY },
    }),
    license('successor', 'nbf lies after iat: a license that takes over from another.', {
      claims: { nbf: ISSUED + 10 * DAY },
    }),
  ];
}

/** What a reader must not stumble over. */
function tolerated(): Draft[] {
  return [
    license('unknown-claims', 'Claims that no version knows are there, of every type.', {
      ignored: { note: 'hello', count: 3, flag: true, nothing: null, list: [1, ['two']], object: { a: {} } },
    }),
    license('unknown-claim-depth-4', 'An unknown claim is nested as deep as may be.', {
      ignored: { note: { a: [{}, []] } },
    }),
    license(
      'unknown-claim-constructor',
      'Unknown claims are named like members that every JavaScript object has.',
      {
        ignored: { constructor: 'c', toString: 't', hasOwnProperty: 'h', valueOf: 0 },
      },
    ),
    license('unknown-claim-empty-name', 'An unknown claim has an empty name.', { ignored: { '': 1 } }),
    license('unknown-claim-nearly-integer', 'Unknown claims have names that are nearly integers.', {
      ignored: { '01': 1, '-1': 1, '1.0': 1, '1e3': 1 },
    }),
    license('unknown-claim-in-capitals', 'HW and Status are other names than hw and status.', {
      ignored: { HW: { ram: 1 }, Status: {} },
    }),
    license('unknown-claims-of-jwt', 'Registered claims that Latchkey does not use are there.', {
      ignored: { azp: 'x', scope: 'y', nonce: 'z' },
    }),
    accepted(
      'unknown-member-in-org',
      'org has a member besides id and name.',
      `${seal({ payload: respell(claimsOf('unknown-member-in-org'), '"id":', '"country":"DE","id":') })}\n`,
      claimsOf('unknown-member-in-org'),
    ),
    license('names-not-ascii', 'Names hold letters of several scripts and an emoji.', {
      claims: { org: { id: 'org-ü', name: 'Müller & Søn 株式会社 🔑' }, assignee: 'Zoë Ångström' },
    }),
    license('names-not-composed', 'A name is written with a combining mark, and stays so.', {
      claims: { assignee: 'Zoe\u0308' },
    }),
    license(
      'names-with-invisible-characters',
      'Names hold direction marks, a zero-width space and a byte order mark.',
      {
        claims: { org: { id: 'org', name: 'Ex\u202eample\u200b' }, assignee: '\ufeffAda\u2028' },
      },
    ),
    license(
      'names-with-quotes',
      'Names hold the characters that JSON has to escape, and DEL, which it need not.',
      {
        claims: { assignee: 'Ada "the \\ first" </script>\u007f' },
      },
    ),
    license('noncharacters', 'A name holds noncharacters of Unicode, which are well-formed.', {
      claims: { assignee: '\ufffe\uffff\u{10ffff}' },
    }),
  ];
}

/** Machines, products and keys that fit the question. */
function bindings(): Draft[] {
  const device = { sub: DEVICE_MACHINE };
  const longest = otherMachine({ product: 'A123456789BCDEFG' });
  const retired = claimsOf('retired-key');
  return [
    license('question-any-product', 'The question names no product.', { question: { product: 'any' } }),
    license('question-any-machine', 'The question names no machine.', { question: { machineId: 'any' } }),
    license('question-any', 'The question names neither product nor machine.', {
      claims: { sub: otherMachine({ product: 'TSE' }), aud: 'TSE' },
      question: { product: 'any', machineId: 'any' },
    }),
    license('question-in-groups', 'The question spells the machine ID in capitals and groups.', {
      question: { machineId: MACHINE.toUpperCase().replace(/.{5}(?=.)/g, '$& ') },
    }),
    license('machine-scope', 'The machine ID has no account: everybody on the machine may use it.', {
      claims: { sub: otherMachine({ account: '' }) },
      question: { machineId: otherMachine({ account: '' }) },
    }),
    license('machine-windows-account', 'The machine ID was made from a GUID and a Windows SID.', {
      claims: { sub: windowsMachine() },
      question: { machineId: windowsMachine() },
    }),
    license('device-id', 'The machine ID is of scheme 1; there is no cnf.', {
      claims: device,
      question: { machineId: DEVICE_MACHINE },
    }),
    license('device-id-with-cnf', 'The machine ID is of scheme 1, and cnf names its key.', {
      claims: { ...device, cnf: { jkt: JKT } },
      question: { machineId: DEVICE_MACHINE },
    }),
    license('os-id-with-cnf', 'The machine ID is of scheme 0, and cnf names a device key.', {
      claims: { cnf: { jkt: JKT } },
    }),
    license('same-bits-other-scheme', 'A scheme 1 ID holds the 128 bits of another machine of scheme 0.', {
      claims: { sub: craftMachineId(1) },
      question: { machineId: craftMachineId(1) },
    }),
    license('product-longest', 'The product code has 16 characters.', {
      claims: { aud: 'A123456789BCDEFG', sub: longest },
      question: { product: 'A123456789BCDEFG', machineId: longest },
    }),
    license('product-shortest', 'The product code has 2 characters and ends in a digit 1.', {
      claims: { aud: 'K1', sub: otherMachine({ product: 'K1' }) },
      question: { product: 'K1', machineId: otherMachine({ product: 'K1' }) },
    }),
    accepted(
      'retired-key',
      'A key that was rotated out signed, and is still in the set.',
      `${seal({ payload: retired, key: RETIRED })}\n`,
      retired,
    ),
    license('first-second', 'The question is asked in the second of nbf.', { question: { now: START } }),
    license('last-second', 'The question is asked in the second before exp.', { question: { now: END - 1 } }),
    license('fraction-before-end', 'The question is asked a quarter of a second before exp.', {
      question: { now: END - 0.25 },
    }),
  ];
}

function windowsMachine(): string {
  return otherMachine({
    osId: '8C0F6A1E-52B7-4D39-9E84-1A7B3C5D6E2F',
    account: 'S-1-5-21-3623811015-3361044348-30300820-1013',
  });
}

export const goodClaims = (): Draft[] => [...limits(), ...tolerated(), ...bindings()];
