import { calls } from './calls.js';

/** Does what the page posts, and posts the answer. */
self.addEventListener('message', async ({ data: [name, argument] }) => {
  const call = calls[name as keyof typeof calls] as (argument: unknown) => Promise<unknown>;
  try {
    self.postMessage({ answer: await call(argument) });
  } catch (error) {
    self.postMessage({ error: String(error) });
  }
});
