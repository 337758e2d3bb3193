import type { IssueWarning, MachineIdFault, PurchasedLicense } from '@latchkey/core';
import type { Catalog } from './catalog.js';
import type { CommonMessages } from './common.js';
import { messages } from './en/license-issuer.js';
import type { FailureMessages } from './failures.js';
import type { LastFourMessages } from './last-four.js';
import type { ProblemMessages } from './problems.js';
import type { Advice, Text } from './text.js';

/** What a message about a typed machine ID may name. */
interface FaultFacts {
  /** Letters and digits that are there, and that there should be. */
  readonly have: string;
  readonly want: string;
  /** What a machine ID of the product begins with. */
  readonly prefix: string;
  readonly product: Text;
  /** The product that the machine ID is for. */
  readonly otherProduct: Text;
  /** True where the wrong places are known, and marked. */
  readonly isMarked: boolean;
}

export interface LicenseIssuerMessages {
  readonly common: CommonMessages;
  readonly failures: FailureMessages;
  readonly problems: ProblemMessages;
  /** What loads on first use did not arrive. */
  readonly partMissing: Advice;
  readonly lastFour: LastFourMessages;

  readonly reading: string;
  readonly organization: string;
  readonly product: string;
  readonly allProducts: string;
  readonly noOrganization: Advice;
  readonly noLicense: Advice;
  readonly noneEligible: Advice;

  /** Names the table, and its columns. */
  readonly licenses: string;
  readonly license: string;
  readonly type: string;
  readonly billing: string;
  readonly term: string;
  readonly seats: string;
  readonly offline: string;
  readonly types: Readonly<Record<PurchasedLicense['type'], string>>;
  readonly billings: Readonly<Record<PurchasedLicense['billing'], string>>;
  readonly available: (available: string, quantity: string) => string;
  readonly eligible: string;

  /** The button, and the title of the form. */
  readonly create: string;
  /** Why the button cannot be used yet. */
  readonly chooseFirst: string;

  readonly machineId: string;
  readonly machineHint: string;
  readonly progress: (have: string, want: string) => string;
  readonly sound: string;
  readonly faults: Readonly<Record<MachineIdFault['fault'], (facts: FaultFacts) => Text>>;
  readonly dropHint: string;
  readonly file: string;
  readonly scan: string;
  readonly cameraHint: string;
  readonly cameraStop: string;
  readonly cameraNone: Advice;
  readonly cameraDenied: Advice;
  readonly cameraFailed: Advice;
  /** A file that the browser cannot read, such as a folder. */
  readonly unreadable: string;
  readonly request: string;
  /** Takes the request out again. */
  readonly otherMachine: string;
  readonly assignee: string;
  /** Of the field. */
  readonly assigneeLabel: string;
  readonly assigneeHint: string;
  readonly assigneeTooLong: (most: string) => string;

  readonly preview: string;
  /** Before there is a machine ID. */
  readonly previewEmpty: string;
  readonly checking: string;
  readonly host: string;
  readonly validUntil: string;
  readonly seatsBecome: (before: string, after: string) => string;
  readonly warnings: Readonly<Record<IssueWarning, Advice>>;
  readonly existing: (until: Text) => Advice;
  readonly getFile: string;
  readonly submit: string;
  readonly creating: string;
  /** The person wants to create, and the preview is not there yet. */
  readonly wait: string;
  readonly confirmTitle: string;
  readonly takesSeat: string;
  /** The call broke: it may have been issued. */
  readonly outcomeUnknown: Advice;

  readonly created: (until: Text) => Advice;
  readonly wasThere: (until: Text) => Advice;
  readonly fetching: string;
  readonly download: string;
  readonly saved: string;
  readonly copy: string;
  readonly copied: string;
  readonly copyBlocked: string;
  readonly licenseText: string;
  readonly qr: string;
  readonly qrLabel: string;
  readonly qrFailed: string;
  readonly done: string;

  /** Of which license the list shows offline licenses. */
  readonly onlyOf: (license: Text) => Text;
  readonly showAll: string;
}

export const licenseIssuerCatalog: Catalog<LicenseIssuerMessages> = {
  en: messages,
  de: () => import('./de/license-issuer.js'),
  ja: () => import('./ja/license-issuer.js'),
  es: () => import('./es/license-issuer.js'),
  ar: () => import('./ar/license-issuer.js'),
};
