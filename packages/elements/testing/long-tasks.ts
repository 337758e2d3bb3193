/**
 * How long the page was busy without a break during each of several steps, in milliseconds: the longest task of each.
 *
 * Chromium tells every task over 50 ms ("long tasks"); 0 means that there was none. Firefox tells nothing. There it is
 * how long a frame in which something scrolled took from its first event until all was laid out: what the page can
 * help, without the painting, for which Firefox and the machine take turns.
 *
 * @param box what scrolls
 * @param step does the next step; false once there is none
 */
export async function longestTasks(box: Element, step: () => Promise<boolean>): Promise<number[]> {
  const tasks: { start: number; duration: number }[] = [];
  const stop = PerformanceObserver.supportedEntryTypes.includes('longtask')
    ? observe(tasks)
    : measure(box, tasks);
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

function measure(box: Element, tasks: Noted[]): () => Promise<void> {
  const page = document.documentElement;
  let start = 0;
  // Who begins to observe is told in the same frame, once it is laid out.
  const laidOut = new ResizeObserver(() => tasks.push({ start, duration: performance.now() - start }));
  const begin = () => {
    start = performance.now();
    laidOut.unobserve(page);
    laidOut.observe(page);
  };
  box.addEventListener('scroll', begin, true);
  return () => {
    box.removeEventListener('scroll', begin, true);
    laidOut.disconnect();
    return Promise.resolve();
  };
}
