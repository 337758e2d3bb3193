import type { CommonMessages } from '../common.js';

export const common: CommonMessages = {
  notConfigured: {
    says: 'Sin configurar.',
    next: 'Esta página aún no está conectada con el servicio de licencias.',
  },
  tryAgain: 'Reintentar',
  details: 'Detalles',
  close: 'Cerrar',
  cancel: 'Cancelar',
};
