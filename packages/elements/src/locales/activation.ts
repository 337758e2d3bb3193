import type { Catalog } from './catalog.js';
import type { CommonMessages } from './common.js';
import { messages } from './en/activation.js';
import type { FailureMessages } from './failures.js';
import type { Plural } from './plurals.js';
import type { ReasonMessages } from './reasons.js';
import type { Advice, Text } from './text.js';

export interface ActivationMessages {
  readonly common: CommonMessages;
  readonly failures: FailureMessages;
  readonly reasons: ReasonMessages;

  /** Of the dialog. */
  readonly dialogTitle: string;
  readonly done: string;

  readonly reading: string;
  /** Names the part about the license that counts. */
  readonly status: string;
  readonly none: Advice;
  /** `inDays` is a message of its own. */
  readonly inForce: (until: Text, inDays: string) => Text;
  readonly inDays: Plural;
  /** 14 days and 7 days before the end. */
  readonly endsSoon: (inDays: string) => Advice;
  /** On the last day. */
  readonly endsToday: Advice;
  readonly followed: (starts: Text, ends: Text) => Text;
  /** The browser may remove what is stored. */
  readonly notPersisted: Advice;

  readonly product: string;
  readonly organization: string;
  readonly assignee: string;
  readonly features: string;
  readonly starts: string;
  readonly ends: string;
  readonly daysLeft: string;
  readonly machineId: string;
  readonly licenseNumber: string;
  readonly reason: string;

  readonly add: string;
  readonly remove: string;
  readonly removeTitle: string;
  readonly removeText: string;
  readonly removedSaid: string;

  /** Makes a new device key where the old one is lost. */
  readonly startAnew: string;
  readonly startAnewTitle: string;
  readonly startAnewText: string;

  readonly stepMachine: string;
  readonly stepLoad: string;
  readonly drop: string;
  readonly browse: string;
  readonly paste: string;
  readonly scan: string;
  readonly pasteLabel: string;
  readonly load: string;
  readonly checking: (done: string, total: string) => string;

  readonly cameraHint: string;
  readonly cameraStop: string;
  readonly cameraNone: Advice;
  readonly cameraDenied: Advice;
  readonly cameraFailed: Advice;

  /** Names of what was not loaded from a file. */
  readonly pasted: string;
  readonly scanned: string;
  readonly loaded: Plural;
  readonly refused: Plural;
  readonly more: Plural;
  readonly takesOver: (starts: Text) => Text;
  /** A file that the browser cannot read, such as a folder. */
  readonly unreadable: Advice;
  readonly inForceUntil: (until: Text) => Text;
  readonly another: string;
}

export const activationCatalog: Catalog<ActivationMessages> = {
  en: messages,
  de: () => import('./de/activation.js'),
  ja: () => import('./ja/activation.js'),
  es: () => import('./es/activation.js'),
  ar: () => import('./ar/activation.js'),
};
