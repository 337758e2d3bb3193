import { createHmac } from 'node:crypto';
import { bech32m } from '@scure/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testKey } from '../testing/keys.js';
import { deviceIdOf, KSE_ID, machineIdOf } from '../testing/samples.js';
import {
  findOsIdFault,
  groupMachineId,
  machineIdFromDevice,
  machineIdFromOs,
  parseMachineId,
} from './machine-id.js';

const OS_ID = '0123456789abcdef0123456789abcdef';
const GUID = '12345678-9abc-def0-1234-56789abcdef0';
const JKT = testKey(1).kid;

/** The derivation of docs/license-format.md, over node:crypto. */
function osIdOf(key: string, product: string, account: string): string {
  const mac = createHmac('sha256', key).update(`latchkey/machine/v1\0${product}\0${account}`).digest();
  return machineIdOf(product, 0, mac.subarray(0, 16));
}

const account = fc.oneof(fc.nat().map(String), fc.constantFrom('', '0', 'S-1-5-21-1-2-3-1001'));
const hex = fc
  .uint8Array({ minLength: 16, maxLength: 16 })
  .map((bytes) => Buffer.from(bytes).toString('hex'));
const product = fc
  .stringMatching(/^[A-Z][A-Z0-9]{1,15}$/)
  .filter((code) => !/^(?:CON|PRN|AUX|NUL|CONIN|CONOUT|COM\d|LPT\d)$/.test(code));

describe('findOsIdFault', () => {
  it.each([
    OS_ID,
    GUID,
    OS_ID.toUpperCase(),
    GUID.toUpperCase(),
    `\t ${OS_ID} \r\n`,
    '00000000000000000000000000000001',
    'fffffffffffffffffffffffffffffffe',
  ])('takes %j', (osId) => {
    expect(findOsIdFault(osId)).toBeUndefined();
  });

  it.each([
    ['', 'empty'],
    [' \r\n', 'empty'],
    ['uninitialized', 'worthless'],
    [' Uninitialized\n', 'worthless'],
    ['0'.repeat(32), 'worthless'],
    ['00000000-0000-0000-0000-000000000000', 'worthless'],
    ['0', 'worthless'],
    ['f'.repeat(32), 'worthless'],
    ['FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF', 'worthless'],
    ['03000200-0400-0500-0006-000700080009', 'worthless'],
    ['03000200040005000006000700080009', 'worthless'],
    ['b08dfa6083e7567a1921a715000001fb', 'worthless'],
    ['B08DFA60-83E7-567A-1921-A715000001FB', 'worthless'],
    [OS_ID.slice(1), 'malformed'],
    [`${OS_ID}0`, 'malformed'],
    [`g${OS_ID.slice(1)}`, 'malformed'],
    [`${OS_ID.slice(1)}g`, 'malformed'],
    [`x${GUID}`, 'malformed'],
    [`${GUID}x`, 'malformed'],
    [`{${GUID}}`, 'malformed'],
    [GUID.replace('-', ''), 'malformed'],
    [GUID.replaceAll('-', ' '), 'malformed'],
    [`0${GUID.slice(0, -1)}`, 'malformed'],
    [`${OS_ID.slice(0, 16)} ${OS_ID.slice(16)}`, 'malformed'],
    [`${OS_ID}\0`, 'malformed'],
    ['x0', 'malformed'],
    ['0x', 'malformed'],
    ['localhost', 'malformed'],
  ])('%j is %s', (osId, fault) => {
    expect(findOsIdFault(osId)).toBe(fault);
  });
});

describe('machineIdFromOs', () => {
  it('gives the same ID for ever: this value must not change', () => {
    const id = machineIdFromOs({ osId: OS_ID, product: 'KSE', account: '1000' });
    expect(id).toBe('kse1q87shmtcm4n4kaca22alvagzesu6tlgkz');
  });

  it('agrees with HMAC-SHA256 of node:crypto', () => {
    fc.assert(
      fc.property(hex, product, account, (osId, code, who) => {
        expect(machineIdFromOs({ osId, product: code, account: who })).toBe(osIdOf(osId, code, who));
      }),
      { numRuns: 1000 },
    );
  });

  it('does not depend on the case of the OS ID or on white space around it, but on its hyphens', () => {
    const ask = (osId: string) => machineIdFromOs({ osId, product: 'KSE', account: '' });
    expect(ask(` ${GUID.toUpperCase()}\r\n`)).toBe(ask(GUID));
    expect(ask(GUID)).toBe(osIdOf(GUID, 'KSE', ''));
    expect(ask(GUID.replaceAll('-', ''))).not.toBe(ask(GUID));
  });

  it('differs by OS ID, product and account, and no part flows into the next', () => {
    const ids = [
      machineIdFromOs({ osId: OS_ID, product: 'KSE', account: '1000' }),
      machineIdFromOs({ osId: GUID, product: 'KSE', account: '1000' }),
      machineIdFromOs({ osId: OS_ID, product: 'KSE', account: '' }),
      machineIdFromOs({ osId: OS_ID, product: 'KSE1', account: '000' }),
    ];
    expect(new Set(ids.map((id) => id.slice(-32))).size).toBe(ids.length);
  });

  it.each([
    ['', 'empty'],
    ['0'.repeat(32), 'worthless'],
    ['my-laptop', 'malformed'],
  ])('refuses the OS ID %j and says so without the ID', (osId, why) => {
    expect(() => machineIdFromOs({ osId, product: 'KSE', account: '' })).toThrow(
      expect.objectContaining({
        code: 'machine-id-unavailable',
        message:
          `The operating system's machine ID is ${why}, so it cannot tell this machine from others. Have the ` +
          'system create one (on Linux: systemd-machine-id-setup), or use a device key.',
      }),
    );
  });

  it.each(['kse', 'K', 'CON', ''])('refuses the product code %j', (code) => {
    const refused = expect.objectContaining({ code: 'product-invalid' });
    expect(() => machineIdFromOs({ osId: OS_ID, product: code, account: '' })).toThrow(refused);
    expect(() => machineIdFromDevice({ product: code, jkt: JKT })).toThrow(refused);
  });
});

describe('machineIdFromDevice', () => {
  it('gives the same ID for ever: this value must not change', () => {
    const jkt = 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k';
    expect(machineIdFromDevice({ product: 'KSE', jkt })).toBe('kse1p5ydyfrn5en8dhz0ct2k0nvny4utzk5gj');
  });

  it('agrees with SHA-256 of node:crypto', () => {
    const thumbprint = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(product, thumbprint, (code, bytes) => {
        const jkt = Buffer.from(bytes).toString('base64url');
        expect(machineIdFromDevice({ product: code, jkt })).toBe(deviceIdOf(code, jkt));
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['', JKT.slice(1), `${JKT}A`, `${JKT.slice(0, 42)}+`])('refuses the thumbprint %j', (jkt) => {
    const make = () => machineIdFromDevice({ product: 'KSE', jkt });
    expect(make).toThrow(RangeError);
    expect(make).toThrow('machineIdFromDevice: jkt must be 43 characters of base64url');
  });
});

describe('parseMachineId', () => {
  it('reads the documented example: 37 characters, scheme os', () => {
    expect(KSE_ID).toHaveLength(37);
    expect(parseMachineId(KSE_ID)).toEqual({ ok: true, text: KSE_ID, product: 'KSE', scheme: 'os' });
    expect(parseMachineId(KSE_ID, 'KSE')).toEqual(parseMachineId(KSE_ID));
  });

  it('reads scheme 1 as device', () => {
    const id = machineIdOf('KSE', 1);
    expect(parseMachineId(id, 'KSE')).toEqual({ ok: true, text: id, product: 'KSE', scheme: 'device' });
  });

  const UNSUPPORTED = {
    ok: false,
    fault: 'unsupported',
    at: [],
    detail: 'This machine ID was made by a newer version. Update, then try again.',
  };

  it.each(Array.from({ length: 30 }, (_, i) => i + 2))('refuses the reserved scheme %i', (scheme) => {
    expect(parseMachineId(machineIdOf('KSE', scheme), 'KSE')).toEqual(UNSUPPORTED);
  });

  it.each([1, 2, 3])('refuses padding bits that are not zero: %i', (padding) => {
    for (const scheme of [0, 1]) expect(parseMachineId(withPadding(scheme, padding))).toEqual(UNSUPPORTED);
    expect(parseMachineId(withPadding(0, 0))).toMatchObject({ ok: true });
  });

  it('reads back every machine ID, however it is typed', () => {
    const gap = fc.constantFrom('', '', '', ' ', '-', '\u00a0', '\u2009', '\u2013', '\n', '\t');
    const typing = fc.array(fc.tuple(gap, fc.boolean()), { minLength: 50, maxLength: 50 });
    fc.assert(
      fc.property(hex, product, account, typing, (osId, code, who, keys) => {
        const id = machineIdFromOs({ osId, product: code, account: who });
        const typed = Array.from(
          id,
          (char, i) => `${keys[i]?.[0]}${keys[i]?.[1] ? char.toUpperCase() : char}`,
        );
        expect(parseMachineId(typed.join(''), code)).toEqual({
          ok: true,
          text: id,
          product: code,
          scheme: 'os',
        });
      }),
      { numRuns: 1000 },
    );
  });
});

describe('groupMachineId', () => {
  it.each([
    [KSE_ID, 'kse1q 6rxuk k7x7n rghty lqmhq cmtx6 usze3 5h'],
    ['12345', '12345'],
    ['123456', '12345 6'],
    ['1234567890', '12345 67890'],
    ['', ''],
  ])('shows %j as %j', (text, shown) => {
    expect(groupMachineId(text)).toBe(shown);
  });

  it('is read back', () => {
    expect(parseMachineId(groupMachineId(KSE_ID), 'KSE')).toMatchObject({ ok: true, text: KSE_ID });
  });
});

/** A machine ID whose checksum holds, with these two bits after the 128. */
function withPadding(scheme: number, padding: number): string {
  const words = bech32m.toWords(new Uint8Array(16).fill(0xa5));
  return bech32m.encode('kse', [scheme, ...words.slice(0, 25), (words[25] as number) | padding]);
}
