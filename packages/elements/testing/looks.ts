import { violations } from './axe.js';

/** Every theme with every direction; Arabic is what is read from right to left, and has its own words. */
const LOOKS = [
  { theme: 'light', dir: 'ltr', lang: 'en', of: 'all' },
  { theme: 'dark', dir: 'ltr', lang: 'en', of: 'look' },
  { theme: 'dark', dir: 'rtl', lang: 'ar', of: 'all' },
  { theme: 'light', dir: 'rtl', lang: 'ar', of: 'look' },
] as const;

/** What axe finds in an element in each theme and direction: empty where all is well. */
export async function violationsInEveryLook(
  element: Element,
  settle: () => Promise<void>,
): Promise<string[]> {
  const page = document.documentElement;
  const found: string[] = [];
  for (const { theme, dir, lang, of } of LOOKS) {
    page.style.colorScheme = theme;
    page.style.background = 'canvas';
    page.dir = dir;
    page.lang = lang;
    await settle();
    found.push(...(await violations(element, of)).map((line) => `${theme} ${dir}: ${line}`));
  }
  return found;
}
