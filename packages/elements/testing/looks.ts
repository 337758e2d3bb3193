import { violations } from './axe.js';

/** Every theme with every direction; Arabic is what is read from right to left. */
const LOOKS = ['light', 'dark'].flatMap((theme) => [
  { theme, dir: 'ltr', lang: 'en' },
  { theme, dir: 'rtl', lang: 'ar' },
]);

/** What axe finds in an element in each theme and direction: empty where all is well. */
export async function violationsInEveryLook(
  element: Element,
  settle: () => Promise<void>,
): Promise<string[]> {
  const page = document.documentElement;
  const found: string[] = [];
  for (const { theme, dir, lang } of LOOKS) {
    page.style.colorScheme = theme;
    page.style.background = 'canvas';
    page.dir = dir;
    page.lang = lang;
    await settle();
    found.push(...(await violations(element)).map((line) => `${theme} ${dir}: ${line}`));
  }
  return found;
}
