import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { together } from './together.js';

const after = async (ms: number, what: number | Error) => {
  await sleep(ms);
  if (what instanceof Error) throw what;
  return what;
};

it('gives all results in order', async () => {
  expect(await together(after(20, 1), 2, after(1, 3))).toEqual([1, 2, 3]);
});

it('the first refusal in order counts, not the first in time, and nothing is left running', async () => {
  let isOver = false;
  const last = after(30, 3).finally(() => (isOver = true));
  const refused = together(after(20, new Error('first')), after(1, new Error('second')), last);
  await expect(refused).rejects.toThrow('first');
  expect(isOver).toBe(true);
});
