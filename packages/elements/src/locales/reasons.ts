import type { Reason } from '@latchkey/core';
import type { Advice, Text } from './text.js';

/** What a message about a refused license may name. */
interface ReasonFacts {
  /** The product of the license, and that of this app. */
  readonly product: Text;
  readonly thisProduct: Text;
  /** The machine of the license, and this one; both short. */
  readonly machine: Text;
  readonly thisMachine: Text;
  readonly starts: Text;
  readonly ended: Text;
}

/** What to tell a person for each reason: a new one does not compile until every language has words for it. */
export type ReasonMessages = Readonly<Record<Reason, (facts: ReasonFacts) => Advice>>;
