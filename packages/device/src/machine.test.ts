import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fakeSystem } from '../testing/system.js';
import { toMachine } from './machine.js';

describe('toMachine', () => {
  it('completes options', () => {
    const system = fakeSystem({ homeDir: () => resolve('/home/ada') });
    expect(toMachine({ product: 'KSE', system })).toEqual({
      product: 'KSE',
      scope: 'user',
      identity: 'os',
      home: join(resolve('/home/ada'), '.latchkey'),
      system,
    });
  });

  it('keeps what was given, and makes the folder absolute', () => {
    const options = { product: 'KSE', scope: 'machine', identity: 'device', home: 'x' } as const;
    expect(toMachine(options)).toMatchObject({ ...options, home: resolve('x') });
  });

  it.each(['', 'kse', 'K', '..', 'K/E', 'CON', 'LPT1', 'K'.repeat(17)])(
    'refuses the product code "%s"',
    (product) => {
      expect(() => toMachine({ product })).toThrow(expect.objectContaining({ code: 'product-invalid' }));
    },
  );
});
