import type { OfflineLicensesMessages } from '../offline-licenses.js';
import { plurals } from '../plurals.js';
import { say } from '../text.js';
import { common } from './common.js';
import { failures } from './failures.js';
import { lastFour } from './last-four.js';
import { partMissing, problems } from './problems.js';

export const messages: OfflineLicensesMessages = {
  common,
  failures,
  problems,
  partMissing,
  lastFour,

  title: 'Offline-Lizenzen',
  reading: 'Offline-Lizenzen werden gelesen',
  readingMore: 'Weitere werden gelesen',
  noOrganization: {
    says: 'Es ist keine Organisation gewählt.',
    next: 'Wählen Sie eine, und ihre Offline-Lizenzen erscheinen hier.',
  },
  none: {
    says: 'Es wurde noch keine Offline-Lizenz ausgestellt.',
    next: 'Jede erscheint hier mit ihrem Gerät und ihrem Ende. Erstellen Sie die erste, oder importieren Sie eine Tabelle von Geräten.',
  },
  noMatch: {
    says: 'Keine Offline-Lizenz passt.',
    next: 'Suchen Sie nach etwas anderem, oder wählen Sie einen anderen Zustand.',
  },
  showAll: 'Alle anzeigen',
  count: plurals('de', { one: '{n} Offline-Lizenz', other: '{n} Offline-Lizenzen' }),
  countSoFar: plurals('de', {
    one: '{n} Offline-Lizenz, weitere folgen',
    other: '{n} Offline-Lizenzen, weitere folgen',
  }),

  search: 'Geräte-ID oder Namen suchen',
  stateFilter: 'Nach Zustand anzeigen',
  allStates: 'Alle',
  states: {
    scheduled: 'Geplant',
    'in-force': 'Gültig',
    'ends-soon': 'Endet bald',
    expired: 'Abgelaufen',
  },

  machine: 'Gerät',
  assignee: 'Zugewiesen an',
  state: 'Zustand',
  issued: 'Ausgestellt',
  ends: 'Ende',
  actions: 'Aktionen',
  nobody: 'Niemand genannt',
  starts: (at) => say`Beginnt ${at}`,

  select: (fileName) => `${fileName} auswählen`,
  selectShown: 'Alle angezeigten auswählen',
  selected: plurals('de', { one: '{n} ausgewählt', other: '{n} ausgewählt' }),
  clearSelection: 'Auswahl aufheben',
  tooManySelected: (most) => `Eine ZIP-Datei fasst höchstens ${most} Lizenzen. Wählen Sie weniger aus.`,

  download: 'Herunterladen',
  downloadOne: (fileName) => `${fileName} herunterladen`,
  downloadZip: 'Als ZIP herunterladen',
  downloading: 'Download wird vorbereitet',
  downloaded: 'Download bereit',

  renew: 'Erneuern',
  renewOne: (fileName) => `${fileName} erneuern`,
  renewTitle: 'Diese Offline-Lizenz erneuern?',
  renewText: (ends) =>
    say`Das Gerät erhält eine neue Lizenz, die ab ${ends} gilt. Sie braucht keinen weiteren Platz. Das kann nicht rückgängig gemacht werden.`,
  renewing: 'Wird erneuert',
  renewed: (fileName, starts, ends) => say`${fileName} ist erneuert: ab ${starts} und bis ${ends}.`,
  renewedBefore: (fileName, starts, ends) =>
    say`${fileName} war schon erneuert: ab ${starts} und bis ${ends}. Es wurde nichts Neues ausgestellt.`,
  renewUnknown: {
    says: 'Es ist nicht bekannt, ob die Lizenz erneuert wurde.',
    next: 'Versuchen Sie es erneut: Sie wird höchstens einmal erneuert.',
  },

  importCsv: 'CSV importieren',
  importHint:
    'Die erste Zeile nennt die Spalten: machine_id, und nach Wunsch license (ihre ID) und assignee. Nichts wird ausgestellt, bevor Sie gesehen haben, was geschehen würde.',
  importDrop: 'Ziehen Sie eine .csv-Datei hierher, oder',
  browse: 'Durchsuchen',
  paste: 'Einfügen',
  pasteLabel: 'Tabelle als CSV',
  check: 'Prüfen',
  checking: (done, total) => `Zeilen werden geprüft: ${done} von ${total}`,
  importing: (done, total) => `Lizenzen werden erstellt: ${done} von ${total} Zeilen`,
  stopping: 'Wird nach den laufenden Zeilen angehalten',
  notText: {
    says: 'Diese Datei kann nicht als Tabelle gelesen werden.',
    next: 'Speichern Sie die Tabelle als CSV, und wählen Sie dann diese Datei.',
  },
  tooLarge: {
    says: 'Diese Datei ist zu groß für den Import.',
    next: 'Teilen Sie sie in mehrere Dateien von höchstens 20 MB.',
  },
  notTable: {
    says: 'Das ist keine Tabelle von Geräten.',
    next: 'Die erste Zeile muss die Spalte machine_id nennen; license und assignee können folgen.',
  },
  emptyTable: {
    says: 'Diese Tabelle hat keine Zeilen.',
    next: 'Fügen Sie unter der Zeile mit den Spaltennamen eine Zeile für jedes Gerät hinzu.',
  },
  wouldCreate: plurals('de', { one: '{n} Lizenz zu erstellen', other: '{n} Lizenzen zu erstellen' }),
  wouldExist: plurals('de', {
    one: '{n} Gerät hat schon eine',
    other: '{n} Geräte haben schon eine',
  }),
  refusedRows: plurals('de', { one: '{n} Zeile abgelehnt', other: '{n} Zeilen abgelehnt' }),
  andMoreRows: plurals('de', { one: 'und {n} weitere Zeile', other: 'und {n} weitere Zeilen' }),
  line: (line) => `Zeile ${line}`,
  nothingToCreate:
    'Es gibt nichts zu erstellen. Berichtigen Sie die Tabelle, und importieren Sie sie erneut.',
  recounted: {
    says: 'Inzwischen hat sich etwas geändert, daher wurden die übrigen Zeilen erneut geprüft.',
    next: 'Sehen Sie sich die neuen Zahlen an, und bestätigen Sie sie dann.',
  },
  create: plurals('de', { one: '{n} Lizenz erstellen', other: '{n} Lizenzen erstellen' }),
  irreversible:
    'Das kann nicht rückgängig gemacht werden: Jede Lizenz bleibt bis zu ihrem Ende bei ihrem Gerät.',
  imported: plurals('de', { one: '{n} Lizenz erstellt', other: '{n} Lizenzen erstellt' }),
  stopped: (done, total) => `Nach ${done} von ${total} Zeilen angehalten. Was erstellt wurde, bleibt.`,
  importUnknown: {
    says: 'Es ist nicht bekannt, ob diese Zeilen importiert wurden.',
    next: 'Versuchen Sie es erneut: Keine Lizenz wird zweimal erstellt.',
  },
  another: 'Weitere Tabelle importieren',

  exportCsv: 'CSV exportieren',
  exporting: plurals('de', {
    one: 'Export läuft: bisher {n} Zeile',
    other: 'Export läuft: bisher {n} Zeilen',
  }),
  exported: plurals('de', { one: '{n} Zeile exportiert', other: '{n} Zeilen exportiert' }),
};
