import { expect, it } from 'vitest';
import { describeError } from './log.js';

it('tells where and what, without what came in', () => {
  const cause = Object.assign(new Error('duplicate key: Key (email)=(ada@example.com) exists'), {
    code: '23505',
    detail: 'Key (email)=(ada@example.com) already exists.',
    parameters: ['hunter2'],
  });
  const error = new Error(
    `Unexpected token 'h', "hunter2" is not valid JSON near lkt_${'A'.repeat(43)} of eyJhbGciOiJFZERTQSJ9.e30.c2ln-long-enough`,
    { cause },
  );
  const text = JSON.stringify(describeError(error));
  expect(text).not.toMatch(/hunter2|ada|lkt_|eyJ/);
  expect(text).toMatch(/23505/);
  expect(text).toMatch(/log\.test\.ts/);
  expect(text).toMatch(/Unexpected token \[quoted\], \[quoted\] is not valid JSON near \[long\] of \[long\]/);
});

it.each([undefined, null, 'text with hunter2', { password: 'hunter2' }])('says little of %j', (thrown) => {
  expect(JSON.stringify(describeError(thrown))).not.toContain('hunter2');
});
