import { LatchkeyError } from '@latchkey/core';
import { describe, expect, it } from 'vitest';
import { readAnswer } from './read-answer.js';

const product = {
  code: 'KSE',
  name: 'Studio',
  policy: { life: 60, scope: 'user', types: ['node-locked'], billings: ['yearly'] },
};

describe('readAnswer', () => {
  it('reads what the contract says', () => {
    expect(readAnswer('createProduct', 201, product)).toEqual(product);
  });

  it('leaves out what it does not know, wherever it is', () => {
    const newer = { ...product, color: 'red', policy: { ...product.policy, mood: 1 } };
    expect(readAnswer('createProduct', 201, newer)).toEqual(product);
  });

  it.each<[string, number, unknown, string]>([
    ['another status', 200, product, 'status 200'],
    ['a missing field', 201, { ...product, name: undefined }, 'name'],
    [
      'a field within that is wrong',
      201,
      { ...product, policy: { ...product.policy, life: '60' } },
      'policy.life',
    ],
    ['no object', 201, 'ok', 'the whole'],
  ])('refuses %s', (_, status, value, named) => {
    const read = () => readAnswer('createProduct', status, value);
    expect(read).toThrow(LatchkeyError);
    expect(read).toThrow(named);
    expect(read).toThrow(expect.objectContaining({ code: 'internal' }));
  });

  it('refuses JSON where a file is promised', () => {
    expect(() => readAnswer('getOfflineLicenseFile', 200, {})).toThrow('status 200 with JSON');
  });
});
