import { describe, expect, it } from 'vitest';
import { systemTimer } from './timer.js';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('systemTimer', () => {
  it('calls back once', async () => {
    let calls = 0;
    systemTimer(async () => void calls++, 5);
    await pause(60);
    expect(calls).toBe(1);
  });

  it('calls nobody when called off', async () => {
    let calls = 0;
    systemTimer(async () => void calls++, 5)();
    await pause(40);
    expect(calls).toBe(0);
  });

  it.each([2 ** 31 - 1, 2 ** 31, 2 ** 33, Number.POSITIVE_INFINITY])(
    'waits where it is asked for %d ms',
    async (ms) => {
      let calls = 0;
      const cancel = systemTimer(async () => void calls++, ms);
      await pause(40);
      cancel();
      expect(calls).toBe(0);
    },
  );
});
