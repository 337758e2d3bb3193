import { setViewport } from './commands.js';

/** Runs on a narrow page, and says how much wider than the page its contents are; 0 where nothing is cut off. */
export async function overflowAt(width: number, settle: () => Promise<void>): Promise<number> {
  await setViewport({ width, height: 800 });
  try {
    await settle();
    const { scrollWidth, clientWidth } = document.documentElement;
    return Math.max(0, scrollWidth - clientWidth);
  } finally {
    await setViewport({ width: 1024, height: 800 });
  }
}
