import { Point } from '@noble/ed25519';
import { describe, expect, it } from 'vitest';
import { torsionPoint } from '../../vectors/ed25519.js';
import { L, mod, P, random, times } from '../numbers.js';
import type { Kernels } from './kernels.js';

const TORSION = times(8, torsionPoint);

function isPoint(bytes: Uint8Array): 0 | 1 {
  try {
    return Point.fromBytes(bytes).toHex() === Buffer.from(bytes).toString('hex') ? 1 : 0;
  } catch {
    return 0;
  }
}

export function testPoints(name: string, kernels: Kernels): void {
  describe(`complete formulas of ${name}`, () => {
    const { abi } = kernels;
    const [p, q, out, bytes] = times(4, (i) => kernels.at(8 * i)) as [number, number, number, number];
    const read = (point: Point, to: number) => {
      kernels.bytes.set(point.toBytes(), bytes);
      expect(abi.decodePoint(to, bytes)).toBe(1);
    };
    const written = (from: number) => {
      abi.encodePoint(bytes, from);
      return Buffer.from(kernels.bytes.slice(bytes, bytes + 32)).toString('hex');
    };

    it('decode what is a point, in its one encoding', () => {
      const near = times(40, (i) => BigInt(i)).flatMap((i) => [i, P - 20n + i, (1n << 255n) - 1n - i]);
      const ys = [...near, ...times(60, () => random(32) >> 1n)].filter((y) => y >= 0n && y < 1n << 255n);
      const encodings = ys.flatMap((y) => [y, y + (1n << 255n)]);
      let points = 0;
      for (const x of encodings) {
        kernels.putNumber(bytes, x);
        const before = kernels.bytes.slice(bytes, bytes + 32);
        const expected = isPoint(before);
        points += expected;
        expect(abi.decodePoint(p, bytes), x.toString(16)).toBe(expected);
        if (expected) expect(written(p)).toBe(Buffer.from(before).toString('hex'));
      }
      expect(points).toBeGreaterThan(100);
    });

    it('add any two points, equal, opposite, neutral and of small order too', () => {
      const some = [1n, 2n, 3n, L - 1n, L - 2n, ...times(5, () => mod(random(32), L))].map((x) =>
        Point.BASE.multiply(x),
      );
      const points = [...some, ...TORSION, ...TORSION.map((torsion) => torsion.add(some[6] ?? torsion))];
      for (const P1 of points) {
        read(P1, p);
        expect(written(p)).toBe(P1.toHex());
        expect(abi.isIdentity(p)).toBe(Number(P1.is0()));
        abi.doublePoint(out, p);
        expect(written(out)).toBe(P1.double().toHex());
        abi.negatePoint(out, p);
        expect(written(out)).toBe(P1.negate().toHex());
        for (const P2 of points) {
          read(P2, q);
          abi.addPoints(out, p, q);
          expect(written(out)).toBe(P1.add(P2).toHex());
          abi.addPoints(out, out, q);
          expect(written(out)).toBe(P1.add(P2).add(P2).toHex());
          expect(abi.isIdentity(out)).toBe(Number(P1.add(P2).add(P2).is0()));
        }
      }
    });
  });
}
