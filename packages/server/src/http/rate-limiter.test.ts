import { expect, it } from 'vitest';
import { RateLimiter } from './rate-limiter.js';

it('gives back what time has brought, and never more than the limit', () => {
  let now = 0;
  const limiter = new RateLimiter(60, 100, () => now);
  const count = () => {
    for (let n = 0; ; n++) {
      try {
        limiter.take('a');
      } catch (error) {
        expect(error).toMatchObject({ code: 'too-many-requests', details: { seconds: 1 } });
        return n;
      }
    }
  };
  expect(count()).toBe(60);
  now += 999;
  expect(count()).toBe(0);
  now += 1;
  expect(count()).toBe(1);
  now += 3_600_000;
  expect(count()).toBe(60);
});

it('remembers so many callers, and forgets the one that came longest ago', () => {
  const limiter = new RateLimiter(1, 1000, () => 0);
  for (let n = 0; n < 100_000; n++) limiter.take(`caller ${n}`);
  expect(limiter.size).toBe(1000);
  expect(() => limiter.take('caller 99999')).toThrow('too many requests');
  expect(() => limiter.take('caller 0')).not.toThrow();
});
