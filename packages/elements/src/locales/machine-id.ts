import type { Catalog } from './catalog.js';
import type { CommonMessages } from './common.js';
import type { FailureMessages } from './failures.js';
import { messages } from './en/machine-id.js';

export interface MachineIdMessages {
  readonly common: CommonMessages;
  readonly failures: FailureMessages;
  readonly label: string;
  /** What this ID is, and what to do with it. */
  readonly hint: string;
  readonly reading: string;
  readonly copy: string;
  readonly copied: string;
  /** For who does not see the button. */
  readonly copiedSaid: string;
  /** The browser refused; the ID is selected instead. */
  readonly copyBlocked: string;
  readonly qr: string;
  readonly qrLabel: string;
  /** The code could not be drawn. */
  readonly qrFailed: string;
  readonly file: string;
  readonly fileSaid: string;
  readonly share: string;
  readonly shareFailed: string;
  readonly shareSubject: (product: string) => string;
  readonly shareBody: (machineId: string, request: string) => string;
}

export const machineIdCatalog: Catalog<MachineIdMessages> = {
  en: messages,
  de: () => import('./de/machine-id.js'),
  ja: () => import('./ja/machine-id.js'),
  es: () => import('./es/machine-id.js'),
  ar: () => import('./ar/machine-id.js'),
};
