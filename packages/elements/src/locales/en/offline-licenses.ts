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

  title: 'Offline licenses',
  reading: 'Reading the offline licenses',
  readingMore: 'Reading more',
  noOrganization: {
    says: 'No organization is chosen.',
    next: 'Choose one, and its offline licenses appear here.',
  },
  none: {
    says: 'No offline license has been issued yet.',
    next: 'Each one appears here with its machine and its end. Create the first, or import a table of machines.',
  },
  noMatch: {
    says: 'No offline license fits.',
    next: 'Search for something else, or choose another state.',
  },
  showAll: 'Show all',
  count: plurals('en', { one: '{n} offline license', other: '{n} offline licenses' }),
  countSoFar: plurals('en', {
    one: '{n} offline license, and more below',
    other: '{n} offline licenses, and more below',
  }),

  search: 'Search machine ID or name',
  stateFilter: 'Show by state',
  allStates: 'All',
  states: {
    scheduled: 'Scheduled',
    'in-force': 'In force',
    'ends-soon': 'Ends soon',
    expired: 'Expired',
  },

  machine: 'Machine',
  assignee: 'Assigned to',
  state: 'State',
  issued: 'Issued',
  ends: 'Ends',
  actions: 'Actions',
  nobody: 'Nobody named',
  starts: (at) => say`Starts ${at}`,

  select: (fileName) => `Select ${fileName}`,
  selectShown: 'Select all that are shown',
  selected: plurals('en', { one: '{n} selected', other: '{n} selected' }),
  clearSelection: 'Clear selection',
  tooManySelected: (most) => `One zip holds at most ${most} licenses. Select fewer.`,

  download: 'Download',
  downloadOne: (fileName) => `Download ${fileName}`,
  downloadZip: 'Download as zip',
  downloading: 'Preparing the download',
  downloaded: 'Download ready',

  renew: 'Renew',
  renewOne: (fileName) => `Renew ${fileName}`,
  renewTitle: 'Renew this offline license?',
  renewText: (ends) =>
    say`The machine gets a new license that takes over on ${ends}. It needs no further seat. This cannot be undone.`,
  renewing: 'Renewing',
  renewed: (fileName, starts, ends) => say`${fileName} is renewed: from ${starts} until ${ends}.`,
  renewedBefore: (fileName, starts, ends) =>
    say`${fileName} was renewed before: from ${starts} until ${ends}. Nothing new was issued.`,
  renewUnknown: {
    says: 'It is not known whether the license was renewed.',
    next: 'Try again: it is renewed once at most.',
  },

  importCsv: 'Import CSV',
  importHint:
    'The first line names the columns: machine_id, and license (its ID) and assignee where you want them. Nothing is issued before you have seen what would happen.',
  importDrop: 'Drop a .csv file here, or',
  browse: 'Browse',
  paste: 'Paste',
  pasteLabel: 'Table as CSV',
  check: 'Check',
  checking: (done, total) => `Checking rows: ${done} of ${total}`,
  importing: (done, total) => `Creating licenses: ${done} of ${total} rows`,
  stopping: 'Stopping after the rows that are on their way',
  notText: {
    says: 'This file cannot be read as a table.',
    next: 'Save the table as CSV, then choose that file.',
  },
  tooLarge: {
    says: 'This file is too large to import.',
    next: 'Cut it into several files of at most 20 MB.',
  },
  notTable: {
    says: 'This is not a table of machines.',
    next: 'Its first line must name the column machine_id; license and assignee may follow.',
  },
  emptyTable: {
    says: 'This table has no rows.',
    next: 'Add a line for each machine below the line with the column names.',
  },
  wouldCreate: plurals('en', { one: '{n} license to create', other: '{n} licenses to create' }),
  wouldExist: plurals('en', {
    one: '{n} machine has one already',
    other: '{n} machines have one already',
  }),
  refusedRows: plurals('en', { one: '{n} row refused', other: '{n} rows refused' }),
  andMoreRows: plurals('en', { one: 'and {n} more row', other: 'and {n} more rows' }),
  line: (line) => `Line ${line}`,
  nothingToCreate: 'There is nothing to create. Correct the table, then import it again.',
  recounted: {
    says: 'Meanwhile something has changed, so the remaining rows were checked again.',
    next: 'Look at the new numbers, then confirm them.',
  },
  create: plurals('en', { one: 'Create {n} license', other: 'Create {n} licenses' }),
  irreversible: 'This cannot be undone: each license stays with its machine until it ends.',
  imported: plurals('en', { one: '{n} license created', other: '{n} licenses created' }),
  stopped: (done, total) => `Stopped after ${done} of ${total} rows. What was created stays.`,
  importUnknown: {
    says: 'It is not known whether these rows were imported.',
    next: 'Try again: no license is created twice.',
  },
  another: 'Import another table',

  exportCsv: 'Export CSV',
  exporting: plurals('en', { one: 'Exporting: {n} row so far', other: 'Exporting: {n} rows so far' }),
  exported: plurals('en', { one: '{n} row exported', other: '{n} rows exported' }),
};
