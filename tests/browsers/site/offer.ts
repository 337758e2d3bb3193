/** Where a call runs: on the main thread of the page, or in a module worker. */
export type Place = 'page' | 'worker';

/** What whoever drives the page finds in it. */
export interface Site {
  call(place: Place, name: string, argument: unknown): Promise<unknown>;
}

/** Offers functions to whoever drives the page, and those of its worker. */
export function offerInPage(calls: object): void {
  const site: Site = {
    call: (place, name, argument) =>
      place === 'page' ? answer(calls, name, argument) : callWorker([name, argument]),
  };
  Object.assign(globalThis, { site });
}

/** Does what the page posts, and posts the answer. */
export function offerInWorker(calls: object): void {
  self.addEventListener('message', async ({ data: [name, argument] }) => {
    try {
      self.postMessage({ answer: await answer(calls, name, argument) });
    } catch (error) {
      self.postMessage({ error: String(error) });
    }
  });
}

function answer(calls: object, name: string, argument: unknown): Promise<unknown> {
  const call = calls[name as never] as (argument: unknown) => Promise<unknown>;
  return call(argument);
}

async function callWorker(request: [name: string, argument: unknown]): Promise<unknown> {
  const worker = new Worker('/worker.js', { type: 'module' });
  try {
    worker.postMessage(request);
    const reply = await new Promise<{ answer?: unknown; error?: string }>((resolve, reject) => {
      worker.addEventListener('message', ({ data }) => resolve(data));
      worker.addEventListener('error', ({ message }) => reject(new Error(`No worker: ${message}`)));
    });
    if (reply.error !== undefined) throw new Error(reply.error);
    return reply.answer;
  } finally {
    worker.terminate();
  }
}
