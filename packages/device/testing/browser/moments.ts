/** Waits so many milliseconds; for 0 not even until the next task. */
export async function pause(milliseconds: number): Promise<void> {
  if (milliseconds > 0) await new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Waits until something holds, for at most five seconds. */
export async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = performance.now() + 5000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`Waited in vain for: ${what}`);
    await pause(5);
  }
}

/** Moments from 0 to beyond the end of something that takes so long, spread evenly, then moved at random. */
export function momentsWithin(milliseconds: number, count: number): number[] {
  const step = (2 * milliseconds) / count;
  return Array.from({ length: count }, (_, i) => step * (i + Math.random()));
}
