import type { LicenseIssuerMessages } from '../license-issuer.js';
import { say } from '../text.js';
import { common } from './common.js';
import { failures } from './failures.js';
import { lastFour } from './last-four.js';
import { partMissing, problems } from './problems.js';

export const messages: LicenseIssuerMessages = {
  common,
  failures,
  problems,
  partMissing,
  lastFour,

  reading: 'Reading the licenses',
  organization: 'Organization',
  product: 'Product',
  allProducts: 'All products',
  noOrganization: {
    says: 'You belong to no organization in which you may issue licenses.',
    next: 'Ask an Owner or Admin of your organization to invite you.',
  },
  noLicense: {
    says: 'This organization has no license yet.',
    next: 'Purchased licenses appear here as soon as the vendor has entered them.',
  },
  noneEligible: {
    says: 'None of these licenses can be used offline now.',
    next: 'The reason stands beside each of them.',
  },

  licenses: 'Purchased licenses',
  license: 'License',
  type: 'Type',
  billing: 'Billing',
  term: 'Paid term',
  seats: 'Offline seats',
  offline: 'Offline use',
  types: { 'node-locked': 'Node-locked', floating: 'Floating' },
  billings: { monthly: 'Monthly', yearly: 'Yearly' },
  available: (available, quantity) => `${available} of ${quantity} available`,
  eligible: 'Can be used offline',

  create: 'Create offline license',
  chooseFirst: 'Choose a license first.',

  machineId: 'Machine ID',
  machineHint: 'As the user sent it. Spaces, hyphens and capitals do not matter.',
  progress: (have, want) => `${have} of ${want} characters`,
  sound: 'This machine ID is complete and without mistakes.',
  faults: {
    empty: () => 'Enter the machine ID that the user sent.',
    length: ({ have, want }) =>
      `A machine ID for this product has ${want} characters, this has ${have}. Some are missing or too many.`,
    'wrong-character': () =>
      'The marked characters are in no machine ID. Compare them with what the user sent.',
    'wrong-product': ({ product, otherProduct }) =>
      say`This machine ID is for ${otherProduct}, not for ${product}. Ask for the machine ID that ${product} shows.`,
    'wrong-prefix': ({ prefix }) =>
      `A machine ID for this product begins with ${prefix}. Compare it with what the user sent.`,
    'wrong-symbol': ({ isMarked }) =>
      isMarked
        ? 'The marked character is wrong. Compare it with what the user sent.'
        : 'At least two characters are wrong or swapped. Ask the user to copy the machine ID and send it.',
    unsupported: () => 'This machine ID was made by a newer version. Update this page, then try again.',
  },
  dropHint: 'or drop the .req file here',
  file: 'Request file',
  scan: 'Scan',
  cameraHint: 'Hold the QR code that the machine shows in front of the camera.',
  cameraStop: 'Stop the camera',
  cameraNone: {
    says: 'No camera was found.',
    next: 'Choose the .req file or type the machine ID instead.',
  },
  cameraDenied: {
    says: 'This page may not use the camera.',
    next: "Allow it in the browser's settings, or choose the .req file or type the machine ID instead.",
  },
  cameraFailed: {
    says: 'The camera does not answer.',
    next: 'Close other apps that use it, or choose the .req file or type the machine ID instead.',
  },
  unreadable: 'This file cannot be read. Choose the .req file itself, not its folder.',
  request: 'Activation request',
  otherMachine: 'Use another machine',
  assignee: 'Assigned to',
  assigneeLabel: 'Assigned to (optional)',
  assigneeHint: 'The name of who will use it. It is shown with the license.',
  assigneeTooLong: (most) => `A name has at most ${most} characters.`,

  preview: 'Preview',
  previewEmpty: 'Enter a machine ID to see what will be issued. Nothing is issued before you confirm.',
  checking: 'Checking this machine',
  host: 'Name of the machine',
  validUntil: 'Valid until',
  seatsBecome: (before, after) => `${before} available, then ${after}`,
  warnings: {
    'already-licensed': {
      says: 'This machine has an offline license for this product.',
      next: 'No other one will be issued.',
    },
    'known-bad-machine-id': {
      says: 'Many machines share this machine ID.',
      next: 'Stop here. Have the system ID of the machine renewed, then ask for its new machine ID.',
    },
    'device-key-elsewhere': {
      says: 'The key of this device holds a license of another machine.',
      next: 'The profile may have been copied. Ask the user before you go on.',
    },
    container: {
      says: 'This machine is a container.',
      next: 'Its machine ID may change when it is created anew, and the license is lost then. Ask for the machine around it.',
    },
  },
  existing: (until) => ({
    says: say`This machine has an offline license that is valid until ${until}.`,
    next: 'You can get its file again. No seat is taken.',
  }),
  getFile: 'Get the file again',
  submit: 'Create',
  creating: 'Creating the license',
  wait: 'This machine is still being checked. Wait a moment.',
  confirmTitle: 'Create this offline license?',
  takesSeat: 'It takes one seat.',
  outcomeUnknown: {
    says: 'The connection broke, so it is not known whether the license was issued.',
    next: 'Try again: if it was issued, you get that license, and no second seat is taken.',
  },

  created: (until) => ({
    says: say`The offline license was created. It is valid until ${until}.`,
    next: 'Send the file to the user, who loads it on the machine.',
  }),
  wasThere: (until) => ({
    says: say`This machine had an offline license already. It is valid until ${until}.`,
    next: 'No seat was taken. Send the file to the user, who loads it on the machine.',
  }),
  fetching: 'Fetching the license file',
  download: 'Download',
  saved: 'License file saved',
  copy: 'Copy',
  copied: 'License copied',
  copyBlocked: 'Copying is blocked here. The text is selected: copy it with the keyboard or the menu.',
  licenseText: 'Text of the license',
  qr: 'QR code',
  qrLabel: 'QR code of the license',
  qrFailed: 'The QR code could not be shown. Download the file instead.',
  done: 'Done',

  onlyOf: (license) => say`Below are only the offline licenses of ${license}.`,
  showAll: 'Show all',
};
