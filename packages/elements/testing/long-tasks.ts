/**
 * How long the page was busy without a break during each of several steps, in milliseconds: the longest task of each.
 *
 * Chromium tells every task over 50 ms ("long tasks"); 0 means that there was none. Firefox tells nothing, so there a
 * message is sent to this page again and again: what lies between two of them is one task or more, so that this number
 * is rather too large than too small.
 *
 * @param step does the next step; false once there is none
 */
export async function longestTasks(step: () => Promise<boolean>): Promise<number[]> {
  const tasks: { start: number; duration: number }[] = [];
  const stop = PerformanceObserver.supportedEntryTypes.includes('longtask') ? observe(tasks) : measure(tasks);
  const begins = [performance.now()];
  while (await step()) begins.push(performance.now());
  const end = performance.now();
  await stop();
  return begins.map((begin, i) => {
    const until = begins[i + 1] ?? end;
    const within = tasks.filter(({ start, duration }) => start < until && start + duration > begin);
    return Math.max(0, ...within.map(({ duration }) => duration));
  });
}

interface Noted {
  readonly start: number;
  readonly duration: number;
}

function observe(tasks: Noted[]): () => Promise<void> {
  const note = (entries: PerformanceEntryList) => {
    for (const { startTime: start, duration } of entries) tasks.push({ start, duration });
  };
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  observer.observe({ type: 'longtask' });
  return async () => {
    // The last ones are told a little later.
    await new Promise((resolve) => setTimeout(resolve, 200));
    note(observer.takeRecords());
    observer.disconnect();
  };
}

function measure(tasks: Noted[]): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  let start = performance.now();
  port1.addEventListener('message', () => {
    const now = performance.now();
    // Shorter ones are of no interest, and many.
    if (now - start > 20) tasks.push({ start, duration: now - start });
    start = now;
    port2.postMessage(undefined);
  });
  port1.start();
  port2.postMessage(undefined);
  return () => {
    port1.close();
    return Promise.resolve();
  };
}
