import type { IssuingBackend } from '@latchkey/core';
import type { OfflineLicensesMessages } from '../locales/offline-licenses.js';
import type { Advice, Text } from '../locales/text.js';
import type { ListScope } from './list-query.js';

/** Where the list comes from. */
export interface ListSource {
  readonly backend: IssuingBackend;
  readonly scope: ListScope;
}

/** What the pieces of the element ask it for, and tell it. */
export interface ListHost {
  messages(): OfflineLicensesMessages;
  /** BCP 47. */
  tag(): string;
  /** Nothing where there is no back end or no organization. */
  source(): ListSource | undefined;
  /** Hands the person a file. */
  save(name: string, contents: BlobPart, type: string): void;
  announce(text: Text): void;
  failed(error: unknown, advice: Advice): void;
}

/** What the import tells besides. */
export interface CsvHost extends ListHost {
  /** So many licenses were created. */
  imported(created: number): void;
}
