/** States of an element by name; each shows it in a new place of the page, in English, and returns it. */
export type States = Readonly<Record<string, () => Promise<HTMLElement>>>;
