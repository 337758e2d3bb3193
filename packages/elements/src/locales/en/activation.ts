import type { ActivationMessages } from '../activation.js';
import { plurals } from '../plurals.js';
import { say } from '../text.js';
import { common } from './common.js';
import { failures } from './failures.js';
import { reasons } from './reasons.js';

export const messages: ActivationMessages = {
  common,
  failures,
  reasons,

  dialogTitle: 'Offline activation',
  done: 'Done',

  reading: 'Reading the license',
  status: 'License of this machine',
  none: {
    says: 'This machine needs a license.',
    next: 'Send its machine ID to your administrator, then load the file that you get.',
  },
  inForce: (until, inDays) => say`In force until ${until} (${inDays})`,
  inDays: plurals('en', { one: 'in {n} day', other: 'in {n} days' }),
  endsSoon: (inDays) => ({
    says: `This license ends ${inDays}.`,
    next: 'Ask your administrator for a new one in time.',
  }),
  endsToday: {
    says: 'This license ends within a day.',
    next: 'Ask your administrator for a new one now.',
  },
  followed: (starts, ends) => say`The next license takes over on ${starts} and lasts until ${ends}.`,
  notPersisted: {
    says: 'The browser may remove this license when it runs out of room.',
    next: 'Keep the .lic file, so that you can load it again.',
  },

  product: 'Product',
  organization: 'Organization',
  assignee: 'Assigned to',
  features: 'Features',
  starts: 'Starts',
  ends: 'Ends',
  daysLeft: 'Days left',
  machineId: 'Machine ID',
  licenseNumber: 'License',
  reason: 'Reason',

  add: 'Replace or add',
  remove: 'Remove',
  removeTitle: 'Remove this license?',
  removeText:
    'This machine then needs a license again. Keep the .lic file if you want to load it again later.',
  removedSaid: 'License removed',

  startAnew: 'Start anew',
  startAnewTitle: 'Start anew?',
  startAnewText:
    'This machine gets a new machine ID. Licenses that were stored here belong to another machine from then on. This cannot be undone.',

  stepMachine: 'Your machine ID',
  stepLoad: 'Load the license',
  drop: 'Drop the .lic file here, or',
  browse: 'Browse',
  paste: 'Paste',
  scan: 'Scan',
  pasteLabel: 'Text of the license',
  load: 'Load',
  checking: (done, total) => `Checking ${done} of ${total}`,

  cameraHint: 'Hold the QR code of the license in front of the camera.',
  cameraStop: 'Stop the camera',
  cameraNone: {
    says: 'No camera was found.',
    next: 'Choose the .lic file or paste its text instead.',
  },
  cameraDenied: {
    says: 'This page may not use the camera.',
    next: "Allow it in the browser's settings, or choose the .lic file or paste its text instead.",
  },
  cameraFailed: {
    says: 'The camera does not answer.',
    next: 'Close other apps that use it, or choose the .lic file or paste its text instead.',
  },

  pasted: 'Pasted text',
  scanned: 'Scanned code',
  loaded: plurals('en', { one: '{n} license loaded', other: '{n} licenses loaded' }),
  refused: plurals('en', { one: '{n} file refused', other: '{n} files refused' }),
  more: plurals('en', { one: 'and {n} more', other: 'and {n} more' }),
  takesOver: (starts) => say`This license takes over on ${starts}.`,
  unreadable: {
    says: 'This file cannot be read.',
    next: 'Choose the .lic file itself, not its folder.',
  },
  inForceUntil: (until) => say`In force until ${until}`,
  another: 'Load another file',
};
