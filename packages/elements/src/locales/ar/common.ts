import type { CommonMessages } from '../common.js';

export const common: CommonMessages = {
  notConfigured: {
    says: 'لم يتم الإعداد.',
    next: 'لم تُربط هذه الصفحة بخدمة التراخيص بعد.',
  },
  tryAgain: 'إعادة المحاولة',
  details: 'التفاصيل',
  close: 'إغلاق',
  cancel: 'إلغاء',
};
