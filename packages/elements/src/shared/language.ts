import { LOCALES, type Locale } from '../locales/catalog.js';

/** The language of a place in a page. */
export interface Language {
  readonly locale: Locale;
  /** As the page says it, such as `de-AT`: dates and digits follow it. Equals `locale` where that is not known here. */
  readonly tag: string;
  readonly dir: 'ltr' | 'rtl';
}

/**
 * The language of an element: its own `lang`, else the closest one around it, through shadow roots; English where
 * nobody says it, or says one that is not spoken here. The direction is the page's, else the language's.
 */
export function readLanguage(element: Element): Language {
  const wanted = findAttribute(element, 'lang') ?? '';
  const code = wanted.toLowerCase().split(/[-_]/)[0];
  const locale = LOCALES.find((known) => known === code);
  const dir = findAttribute(element, 'dir')?.toLowerCase();
  return {
    locale: locale ?? 'en',
    tag: locale ? canonicalTag(wanted, locale) : 'en',
    dir: dir === 'ltr' || dir === 'rtl' ? dir : locale === 'ar' ? 'rtl' : 'ltr',
  };
}

/** The nodes in which a change of an attribute may matter to an element: its document, and the shadow roots between. */
export function listRoots(element: Element): Node[] {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? [root, ...listRoots(root.host)] : [root];
}

function findAttribute(element: Element, name: string): string | undefined {
  const own = element.closest(`[${name}]`)?.getAttribute(name);
  if (own !== undefined && own !== null) return own;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? findAttribute(root.host, name) : undefined;
}

function canonicalTag(tag: string, locale: Locale): string {
  try {
    return Intl.getCanonicalLocales(tag.replaceAll('_', '-'))[0] ?? locale;
  } catch {
    return locale;
  }
}
