/** The languages that the elements speak, as BCP 47 codes. */
export const LOCALES = ['en', 'de', 'ja', 'es', 'ar'] as const;

export type Locale = (typeof LOCALES)[number];

/**
 * One table of messages in every language. English is there from the start, the others are loaded when they are
 * needed. Each table has the same type, so a message that is missing anywhere does not compile.
 */
export type Catalog<Messages> = { readonly en: Messages } & Readonly<
  Record<Exclude<Locale, 'en'>, () => Promise<{ readonly messages: Messages }>>
>;

/** The table of a language: at once where it is there, else the promise of it. */
export function lookUp<Messages>(catalog: Catalog<Messages>, locale: Locale): Messages | Promise<Messages> {
  if (locale === 'en') return catalog.en;
  return catalog[locale]().then(({ messages }) => messages);
}
