import type { ListState } from '../offline-licenses/list-query.js';
import type { Catalog } from './catalog.js';
import type { CommonMessages } from './common.js';
import { messages } from './en/offline-licenses.js';
import type { FailureMessages } from './failures.js';
import type { LastFourMessages } from './last-four.js';
import type { Plural } from './plurals.js';
import type { ProblemMessages } from './problems.js';
import type { Advice, Text } from './text.js';

export interface OfflineLicensesMessages {
  readonly common: CommonMessages;
  readonly failures: FailureMessages;
  readonly problems: ProblemMessages;
  /** What loads on first use did not arrive. */
  readonly partMissing: Advice;
  readonly lastFour: LastFourMessages;

  readonly title: string;
  readonly reading: string;
  readonly readingMore: string;
  readonly noOrganization: Advice;
  /** Nothing was issued yet. */
  readonly none: Advice;
  /** Nothing fits the search and the filter. */
  readonly noMatch: Advice;
  readonly showAll: string;
  /** How many are there; and at the end of the first page, how many are shown so far. */
  readonly count: Plural;
  readonly countSoFar: Plural;

  readonly search: string;
  readonly stateFilter: string;
  readonly allStates: string;
  readonly states: Readonly<Record<ListState, string>>;

  /** Columns. */
  readonly machine: string;
  readonly assignee: string;
  readonly state: string;
  readonly issued: string;
  readonly ends: string;
  readonly actions: string;
  readonly nobody: string;
  readonly starts: (at: Text) => Text;

  readonly select: (fileName: string) => string;
  readonly selectShown: string;
  readonly selected: Plural;
  readonly clearSelection: string;
  readonly tooManySelected: (most: string) => string;

  readonly download: string;
  readonly downloadOne: (fileName: string) => string;
  readonly downloadZip: string;
  readonly downloading: string;
  readonly downloaded: string;

  readonly renew: string;
  readonly renewOne: (fileName: string) => string;
  readonly renewTitle: string;
  readonly renewText: (ends: Text) => Text;
  readonly renewing: string;
  readonly renewed: (fileName: Text, starts: Text, ends: Text) => Text;
  readonly renewedBefore: (fileName: Text, starts: Text, ends: Text) => Text;
  readonly renewUnknown: Advice;

  readonly importCsv: string;
  readonly importHint: string;
  readonly importDrop: string;
  readonly browse: string;
  readonly paste: string;
  readonly pasteLabel: string;
  readonly check: string;
  readonly checking: (done: string, total: string) => string;
  readonly importing: (done: string, total: string) => string;
  readonly stopping: string;
  readonly notText: Advice;
  readonly tooLarge: Advice;
  readonly notTable: Advice;
  readonly emptyTable: Advice;
  readonly wouldCreate: Plural;
  readonly wouldExist: Plural;
  readonly refusedRows: Plural;
  readonly andMoreRows: Plural;
  readonly line: (line: string) => string;
  readonly nothingToCreate: string;
  readonly recounted: Advice;
  readonly create: Plural;
  readonly irreversible: string;
  readonly imported: Plural;
  readonly stopped: (done: string, total: string) => string;
  readonly importUnknown: Advice;
  readonly another: string;

  readonly exportCsv: string;
  readonly exporting: Plural;
  readonly exported: Plural;
}

export const offlineLicensesCatalog: Catalog<OfflineLicensesMessages> = {
  en: messages,
  de: () => import('./de/offline-licenses.js'),
  ja: () => import('./ja/offline-licenses.js'),
  es: () => import('./es/offline-licenses.js'),
  ar: () => import('./ar/offline-licenses.js'),
};
