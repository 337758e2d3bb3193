import { createHmac, randomBytes, randomInt } from 'node:crypto';
import { machineIdFromOs } from '@latchkey/core';
import { bech32m } from '@scure/base';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Arena, FREE, LETTERS, pick, range, textOf } from './arena.js';
import { END } from './hashes.js';

interface Machine {
  readonly key: Uint8Array;
  readonly account: Uint8Array;
}

const TOP = 2 ** 32;
const ascii = (length: number) => Buffer.from(textOf(length, '0123456789abcdef-'));
const machineOf = (key: number, account: number): Machine => ({ key: ascii(key), account: ascii(account) });
const productOf = (length: number) => pick(LETTERS) + textOf(length - 1, `${LETTERS}0123456789`);

/** As the license format has it, by Node's HMAC and the bech32m of @scure/base. */
function machineId(product: string, { key, account }: Machine): string {
  const message = Buffer.concat([Buffer.from(`latchkey/machine/v1\0${product}\0`), account]);
  const bits = createHmac('sha256', key).update(message).digest().subarray(0, 16);
  return bech32m.encode(product.toLowerCase(), [0, ...bech32m.toWords(bits)], false);
}

export function testMachineIds(arena: Arena): void {
  const { engine } = arena;
  describe('machine IDs in bulk', () => {
    const OK = engine.STATUS_OK.value;
    beforeEach(() => arena.reset());

    function machineIds(product: string, machines: readonly Machine[]): string[] {
      arena.reset();
      const places = machines.map(({ key, account }) => arena.put(Buffer.concat([key, account])));
      const descriptors = arena.words(
        machines.flatMap(({ key, account }, i) => [places[i] as number, key.length, account.length]),
      );
      const length = product.length + engine.MACHINE_ID_EXTRA.value;
      const at = arena.put(Buffer.from(product));
      const out = arena.result(length * machines.length);
      const call = () => engine.machineIds(machines.length, descriptors, at, product.length, out);
      expect(arena.run(call)).toBe(OK);
      return machines.map((_, i) => arena.slice(out + length * i, length).toString('latin1'));
    }

    function expectIds(product: string, machines: readonly Machine[]): void {
      const lengths = machines.map(({ key, account }) => `${key.length} ${account.length}`).join();
      const expected = machines.map((machine) => machineId(product, machine));
      expect(machineIds(product, machines), `${product}, ${lengths}`).toEqual(expected);
    }

    it.each(range(15).map((i) => i + 2))('for a product code of %i characters', (length) => {
      const product = productOf(length);
      const machines = [0, 1, 32, 36, 63, 64, 65, 200].flatMap((key) =>
        [0, 1, 4, 10, 45, 100].map((account) => machineOf(key, account)),
      );
      expectIds(product, machines);
      for (const machine of machines) expectIds(product, [machine]);
      // The ends of the first blocks lie elsewhere for each length of the code.
      expectIds(
        product,
        range(200).map((account) => machineOf(36, account)),
      );
    });

    it('for keys of every length and any bytes', () => {
      const machines = range(300).map((key) => ({
        key: randomBytes(key),
        account: randomBytes(randomInt(300)),
      }));
      expectIds('KSE', machines);
    });

    it('none', () => expectIds('KSE', []));

    it.each(range(9).map((i) => i + 1))('%i at once', (count) => {
      for (let i = 0; i < 40; i++) {
        expectIds(
          'KSE',
          range(count).map(() => machineOf(randomInt(100), randomInt(100))),
        );
      }
    });

    it('a thousand at once', () => {
      for (let i = 0; i < 10; i++) {
        const machines = range(1000).map(() =>
          machineOf(pick([32, 36, randomInt(130)]), pick([0, 4, 45, randomInt(130)])),
        );
        expectIds(productOf(2 + randomInt(15)), machines);
      }
    });

    it('for product codes with every letter', () => {
      for (const letter of LETTERS) expectIds(`${letter}0`, [machineOf(32, 4)]);
      expectIds(`A${LETTERS.slice(-13)}09`, [machineOf(32, 4)]);
    });

    it('as @latchkey/core derives them', () => {
      const users = range(50).map((i) => ({
        osId: randomBytes(16).toString('hex'),
        account: i % 2 === 0 ? '' : `${i}`,
      }));
      const machines = users.map((user) => ({
        key: Buffer.from(user.osId),
        account: Buffer.from(user.account),
      }));
      const expected = users.map((user) => machineIdFromOs({ ...user, product: 'KSE' }));
      expect(machineIds('KSE', machines)).toEqual(expected);
    });

    it('machines, product code and IDs may end where the memory ends', () => {
      const expected = machineId('KSE', { key: Buffer.from('a5'), account: Buffer.from('KSE') });
      arena.bytes.write('a5KSE', END - 5);
      const descriptors = arena.words([END - 5, 2, 3]);
      const out = arena.result(37);
      expect(arena.run(() => engine.machineIds(1, descriptors, END - 3, 3, out))).toBe(OK);
      expect(arena.slice(out, 37).toString('latin1')).toBe(expected);
      const product = arena.put(Buffer.from('KSE'));
      const inside = arena.words([arena.put(Buffer.from('a5KSE')), 2, 3]);
      arena.allow(END - 37, 37);
      expect(arena.run(() => engine.machineIds(1, inside, product, 3, END - 37))).toBe(OK);
      expect(arena.slice(END - 37, 37).toString('latin1')).toBe(expected);
    });

    describe('refused, and nothing written', () => {
      type Call = Parameters<typeof engine.machineIds>;

      function expectRefusals(of: (good: number, product: number, out: number) => Call[]): void {
        const product = arena.put(Buffer.from('KSE'));
        const good = arena.words([FREE, 5, 3, FREE, 5, 3]);
        const out = arena.result(100);
        expect(arena.run(() => engine.machineIds(2, good, product, 3, out))).toBe(OK);
        for (const call of of(good, product, out)) {
          arena.bytes.fill(0x5a, out, out + 100);
          expect(
            arena.run(() => engine.machineIds(...call), 0),
            call.join(),
          ).toBe(engine.STATUS_RANGE.value);
          expect(arena.slice(out, 100).every((byte) => byte === 0x5a)).toBe(true);
        }
      }

      it('counts and places', () => {
        expectRefusals((good, product, out) => [
          [-1, good, product, 3, out],
          [-(2 ** 31), good, product, 3, out],
          [2 ** 31 - 1, good, product, 3, out],
          [2, END - 23, product, 3, out],
          [2, good, product, 3, END - 73],
          [2, good, END - 2, 3, out],
          [2, good, TOP - 1, 3, out],
        ]);
      });

      it('machines', () => {
        const machines = [
          [END - 5, 5, 1],
          [END - 5, 6, 0],
          [END + 1, 0, 0],
          [FREE, TOP - 1, 1],
          [FREE, 2 ** 31, 2 ** 31],
          [FREE, 1, TOP - 1],
          [TOP - 1, 1, 0],
        ];
        expectRefusals((_, product, out) =>
          machines.map((machine): Call => [2, arena.words([FREE, 5, 3, ...machine]), product, 3, out]),
        );
      });

      it('product codes', () => {
        const codes = ['kSE', 'KsE', 'KS ', '1SE', 'K-E', 'K@E', 'K[E', 'K/E', 'K:E', 'KS\0', '\xcbSE'];
        expectRefusals((good, _, out) =>
          codes.map((code): Call => [2, good, arena.put(Buffer.from(code, 'latin1')), 3, out]),
        );
        const lengths = [-(2 ** 31), -1, 0, 1, 17, 2 ** 31 - 1];
        const long = arena.put(Buffer.from(LETTERS));
        expectRefusals((good, _, out) => lengths.map((length): Call => [2, good, long, length, out]));
      });
    });
  });
}
