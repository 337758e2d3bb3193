import type { FailureMessages } from '../failures.js';

export const failures: FailureMessages = {
  'machine-id-unavailable': {
    says: 'This machine has no ID that a license could be made for.',
    next: 'Ask your administrator to set up the machine.',
  },
  'browser-unsupported': {
    says: 'This browser cannot keep a license here.',
    next: 'Open this page over https in a current Chrome, Edge, Firefox or Safari.',
  },
  'device-key-lost': {
    says: 'The key of this device is gone, and the licenses bound to it cannot be used any more.',
    next: 'Start anew, then ask your administrator for a license for the new machine ID.',
  },
  'device-key-invalid': {
    says: 'The key of this device cannot be used.',
    next: 'Start anew, then ask your administrator for a license for the new machine ID.',
  },
  'storage-full': {
    says: 'There is no room left, so nothing was stored.',
    next: 'Free space on the disk, or remove data of other pages, then try again.',
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
