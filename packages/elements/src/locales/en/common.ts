import type { CommonMessages } from '../common.js';

export const common: CommonMessages = {
  notConfigured: {
    says: 'Not configured.',
    next: 'This page has not been connected with the license service yet.',
  },
  tryAgain: 'Try again',
  details: 'Details',
  close: 'Close',
  cancel: 'Cancel',
};
