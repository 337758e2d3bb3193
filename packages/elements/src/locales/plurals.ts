import type { Locale } from './catalog.js';

/** The plural forms that each language has (CLDR, cardinal). */
interface PluralForms {
  en: 'one' | 'other';
  de: 'one' | 'other';
  ja: 'other';
  es: 'one' | 'many' | 'other';
  ar: 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
}

/** A message about a number. The tag says how digits are written: `ar-EG` and `ar-MA` differ. */
export type Plural = (n: number, tag: string) => string;

/**
 * A message that depends on a number. Every form that the language has must be there.
 *
 * @param forms `{n}` stands for the number
 * @example plurals('en', { one: '{n} day', other: '{n} days' })(60, 'en')
 */
export function plurals<L extends Locale>(
  locale: L,
  forms: Readonly<Record<PluralForms[L], string>>,
): Plural {
  const byForm: Partial<Record<string, string>> = forms;
  return (n, tag) => {
    const form = new Intl.PluralRules(locale).select(n);
    return (byForm[form] ?? byForm['other'] ?? '').replace('{n}', new Intl.NumberFormat(tag).format(n));
  };
}
