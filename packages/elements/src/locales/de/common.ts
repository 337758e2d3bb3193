import type { CommonMessages } from '../common.js';

export const common: CommonMessages = {
  notConfigured: {
    says: 'Nicht eingerichtet.',
    next: 'Diese Seite wurde noch nicht mit dem Lizenzdienst verbunden.',
  },
  tryAgain: 'Erneut versuchen',
  details: 'Details',
  close: 'Schließen',
  cancel: 'Abbrechen',
};
