import type { Advice } from './text.js';

/** What every element may say. */
export interface CommonMessages {
  /** The page gave the element no back end. */
  readonly notConfigured: Advice;
  readonly tryAgain: string;
  readonly details: string;
  readonly close: string;
  readonly cancel: string;
}
