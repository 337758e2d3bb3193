import { describe, expect, it } from 'vitest';
import { createGate } from './gate.js';

describe('a gate', () => {
  /** Work that ends when it is told to, and how much of it ran at once. */
  function work() {
    const ends: (() => void)[] = [];
    const order: number[] = [];
    const state = { running: 0, most: 0 };
    const start = async (n: number) => {
      order.push(n);
      state.running += 1;
      state.most = Math.max(state.most, state.running);
      await new Promise<void>((end) => ends.push(end));
      state.running -= 1;
      return n;
    };
    const settle = () => new Promise((resolve) => setImmediate(resolve));
    return { ends, order, state, start, settle };
  }

  it('lets so many in at once, and the others in the order they came', async () => {
    const { ends, order, state, start, settle } = work();
    const enter = createGate(2, 10);
    const all = Promise.all([1, 2, 3, 4, 5].map((n) => enter(() => start(n))));
    await settle();
    expect(order).toEqual([1, 2]);
    // Whoever comes while a place changes hands has to wait, too.
    ends.shift()?.();
    const late = enter(() => start(6));
    while (ends.length > 0) {
      ends.shift()?.();
      await settle();
    }
    expect(await all).toEqual([1, 2, 3, 4, 5]);
    expect(await late).toBe(6);
    expect(order).toEqual([1, 2, 3, 4, 5, 6]);
    expect(state.most).toBe(2);
  });

  it('refuses who comes to a crowd, and is open again afterwards', async () => {
    const { ends, start, settle } = work();
    const enter = createGate(1, 1);
    const [first, second] = [enter(() => start(1)), enter(() => start(2))];
    await expect(enter(() => start(3))).rejects.toMatchObject({
      code: 'too-many-requests',
      details: { seconds: 5 },
    });
    await settle();
    ends.shift()?.();
    await first;
    await settle();
    ends.shift()?.();
    await second;
    const again = enter(() => start(4));
    await settle();
    ends.shift()?.();
    expect(await again).toBe(4);
  });

  it('work that fails gives its place back', async () => {
    const enter = createGate(1, 0);
    const fail = () => Promise.reject(new Error('broken'));
    await expect(enter(fail)).rejects.toThrow('broken');
    await expect(enter(fail)).rejects.toThrow('broken');
    expect(await enter(async () => 1)).toBe(1);
  });
});
