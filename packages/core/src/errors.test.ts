import { describe, expect, it } from 'vitest';
import { LatchkeyError } from './errors.js';

describe('LatchkeyError', () => {
  it('is an Error with a name, a code for programs, a message for people and the cause', () => {
    const cause = new Error('disk');
    const error = new LatchkeyError('file-unreadable', 'The file cannot be read.', { cause });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: 'LatchkeyError', code: 'file-unreadable', cause });
    expect(String(error)).toBe('LatchkeyError: The file cannot be read.');
  });

  it('has no cause where none was given', () => {
    expect(new LatchkeyError('product-invalid', 'No.').cause).toBeUndefined();
  });
});
