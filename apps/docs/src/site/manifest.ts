import manifest from '#manifest';

/** A row of a table of the API. */
export interface ApiRow {
  readonly name: string;
  readonly about: string;
  readonly attribute?: string;
  /** TypeScript, where there is one. */
  readonly type?: string;
  readonly default?: string;
}

/** What an author may use of an element, by kind. Made from the Custom Elements Manifest when the site is built. */
export interface ElementApi {
  readonly properties: readonly ApiRow[];
  readonly methods: readonly ApiRow[];
  readonly events: readonly ApiRow[];
  readonly slots: readonly ApiRow[];
  readonly parts: readonly ApiRow[];
  readonly customProperties: readonly ApiRow[];
}

/** The API of an element, by its tag. */
export function apiOf(tag: string): ElementApi | undefined {
  return manifest[tag];
}

/** The names of all events of all elements. */
export function listEvents(): readonly string[] {
  return [...new Set(Object.values(manifest).flatMap(({ events }) => events.map(({ name }) => name)))];
}
