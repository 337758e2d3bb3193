import type { ActivationOutcome } from '@latchkey/core';
import { LatchkeyActivatedEvent, LatchkeyRefusedEvent } from './activation-events.js';

/** What the page hears of a license that was loaded. Nothing where one that holds was of no use here. */
export function outcomeEvent({ verdict, stored }: ActivationOutcome): Event | undefined {
  if (stored && verdict.license) return new LatchkeyActivatedEvent(verdict.license);
  return verdict.ok ? undefined : new LatchkeyRefusedEvent(verdict);
}
