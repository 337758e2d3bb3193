import { calls, type Calls } from './calls.js';

/** Where the engine runs: on the main thread of the page, or in a module worker. */
export type Place = 'page' | 'worker';

/** What the tests find in the page. */
export interface Site {
  call(place: Place, name: keyof Calls, argument: unknown): Promise<unknown>;
}

const site: Site = {
  call: (place, name, argument) =>
    place === 'page' ? calls[name](argument as never) : callWorker([name, argument]),
};
Object.assign(globalThis, { site });

async function callWorker(request: [name: string, argument: unknown]): Promise<unknown> {
  const worker = new Worker('/worker.js', { type: 'module' });
  try {
    worker.postMessage(request);
    const { answer, error } = await new Promise<{ answer?: unknown; error?: string }>((resolve, reject) => {
      worker.addEventListener('message', ({ data }) => resolve(data));
      worker.addEventListener('error', ({ message }) => reject(new Error(`No worker: ${message}`)));
    });
    if (error !== undefined) throw new Error(error);
    return answer;
  } finally {
    worker.terminate();
  }
}
