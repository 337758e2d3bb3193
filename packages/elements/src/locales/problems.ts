import type { Problem } from '@latchkey/core';
import type { Advice, Text } from './text.js';

/** What a message about a refusal of the issuing service may name. */
interface ProblemFacts {
  /** A time that the refusal is about: when a seat is free, a term begins or ended, a renewal is possible. */
  readonly at: Text | undefined;
  /** How many seats there are. */
  readonly seats: string | undefined;
}

/**
 * What to tell a person for each refusal of the issuing service: a new one does not compile until every language has
 * words for it.
 */
export type ProblemMessages = Readonly<Record<Problem, (facts: ProblemFacts) => Advice>>;
