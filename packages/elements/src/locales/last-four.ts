import type { Text } from './text.js';

/** What is said before a license is issued, for the first time or as a successor. */
export interface LastFourMessages {
  readonly irreversible: (until: Text) => Text;
  readonly label: string;
  /** Something else was typed. */
  readonly wrong: string;
}
