/**
 * The longest time that the page was busy without a break while something was done, in milliseconds.
 *
 * Chromium tells every task over 50 ms ("long tasks"); 0 means that there was none. Firefox tells nothing, so there a
 * message is sent to this page again and again: what lies between two of them is at least one task, and with drawing in
 * between can be more than one, so that this number is too large rather than too small.
 */
export async function longestTask(work: () => Promise<void>): Promise<number> {
  return PerformanceObserver.supportedEntryTypes.includes('longtask') ? observed(work) : measured(work);
}

async function observed(work: () => Promise<void>): Promise<number> {
  let longest = 0;
  const note = (entries: PerformanceEntryList) => {
    for (const { duration } of entries) longest = Math.max(longest, duration);
  };
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  observer.observe({ type: 'longtask' });
  await work();
  // The last ones are told a little later.
  await new Promise((resolve) => setTimeout(resolve, 200));
  note(observer.takeRecords());
  observer.disconnect();
  return longest;
}

async function measured(work: () => Promise<void>): Promise<number> {
  const { port1, port2 } = new MessageChannel();
  let longest = 0;
  let last = performance.now();
  port1.onmessage = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    port2.postMessage(undefined);
  };
  port2.postMessage(undefined);
  await work();
  port1.close();
  return longest;
}
