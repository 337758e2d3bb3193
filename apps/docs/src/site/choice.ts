import { LOCALES } from '@latchkey/elements';

/** What a reader may choose, with what each switch offers; the first is what nobody has to say. */
export const SWITCHES = {
  theme: ['system', 'light', 'dark'],
  lang: LOCALES,
  density: ['normal', 'compact'],
  width: ['full', 'phone'],
} as const;

export type Switch = keyof typeof SWITCHES;

/** What is shown, and how. It stands in the address, so that it can be linked. */
export type Choice = { readonly [Name in Switch]: (typeof SWITCHES)[Name][number] } & {
  readonly state: string;
};

/** Reads the choice from the query of an address. What it does not know is as if nobody had said it. */
export function readChoice(search: string, states: readonly string[]): Choice {
  const query = new URLSearchParams(search);
  const pick = <Value extends string>(name: string, values: readonly Value[]): Value => {
    const wanted = query.get(name);
    return values.find((value) => value === wanted) ?? (values[0] as Value);
  };
  return {
    state: pick('state', states),
    theme: pick('theme', SWITCHES.theme),
    lang: pick('lang', SWITCHES.lang),
    density: pick('density', SWITCHES.density),
    width: pick('width', SWITCHES.width),
  };
}

/** The query that {@link readChoice} reads, without what nobody has to say; begins with `?`. */
export function writeChoice({ state, ...switches }: Choice): string {
  const query = new URLSearchParams({ state });
  for (const [name, value] of Object.entries(switches)) {
    if (value !== SWITCHES[name as Switch][0]) query.set(name, value);
  }
  return `?${query}`;
}

/** Puts the look of a choice on a page. Language and direction are a matter of the elements alone. */
export function applyLook({ theme, density }: Pick<Choice, 'theme' | 'density'>): void {
  const { dataset } = document.documentElement;
  dataset.theme = theme;
  dataset.density = density;
}
