import type { FailureMessages } from '../failures.js';

export const failures: FailureMessages = {
  'machine-id-unavailable': {
    says: 'This machine has no ID that a license could be made for.',
    next: 'Ask your administrator to set up the machine.',
  },
  'browser-unsupported': {
    says: 'This browser cannot keep a license here.',
    next: 'Open this page over https in a current browser.',
  },
  'device-key-lost': {
    says: 'The key of this device is gone, and the use of its licenses with it.',
    next: 'Start anew under Offline activation, then ask your administrator for a new license.',
  },
  'device-key-invalid': {
    says: 'The key of this device cannot be used.',
    next: 'Start anew under Offline activation, then ask your administrator for a new license.',
  },
  'storage-full': {
    says: 'There is no room left, so nothing was stored.',
    next: 'Free space on the disk, then try again.',
  },
  'storage-blocked': {
    says: 'Another window keeps the stored licenses busy.',
    next: 'Close the other windows of this app, then try again.',
  },
  'storage-newer': {
    says: 'The stored licenses were written by a newer version of this app.',
    next: 'Reload the page, or update the app.',
  },
  'storage-unavailable': {
    says: 'The browser does not let this page store anything.',
    next: 'Allow this page to store data, and do not use a private window.',
  },
  unknown: {
    says: 'Something went wrong.',
    next: 'Try again. If it happens again, tell your administrator.',
  },
};
