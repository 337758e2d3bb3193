import type { ReasonMessages } from '../reasons.js';
import { say } from '../text.js';

export const reasons: ReasonMessages = {
  'too-large': () => ({
    says: 'هذا الملف أكبر من أن يكون ترخيصًا.',
    next: 'اختر ملف \u200e.lic.',
  }),
  malformed: () => ({
    says: 'هذا ليس ملف ترخيص، أو أنه تلف في الطريق.',
    next: 'اطلب الملف مرة أخرى كمرفق.',
  }),
  unsupported: () => ({
    says: 'يحتاج هذا الترخيص إلى إصدار أحدث من التطبيق.',
    next: 'حدّث التطبيق.',
  }),
  'unknown-key': () => ({
    says: 'هذا الترخيص موقّع بمفتاح لا يعرفه هذا التطبيق.',
    next: 'تأكد من أنه مخصص لهذا المنتج، وحدّث التطبيق.',
  }),
  'bad-signature': () => ({
    says: 'تغيّر الترخيص بعد إصداره.',
    next: 'اطلب الملف الأصلي.',
  }),
  'wrong-product': ({ product, thisProduct }) => ({
    says: say`هذا الترخيص مخصص للمنتج ${product}، وليس للمنتج ${thisProduct}.`,
    next: say`اختر ملف المنتج ${thisProduct}.`,
  }),
  'wrong-machine': ({ machine, thisMachine }) => ({
    says: say`هذا الترخيص خاص بالجهاز ${machine}، أما هذا الجهاز فهو ${thisMachine}.`,
    next: 'أرسل معرّف هذا الجهاز إلى المسؤول.',
  }),
  'not-yet-valid': ({ starts }) => ({
    says: say`يبدأ هذا الترخيص في ${starts}.`,
    next: 'انتظر، أو تحقق من ساعة هذا الجهاز.',
  }),
  expired: ({ ended }) => ({
    says: say`انتهى هذا الترخيص في ${ended}.`,
    next: 'اطلب ترخيصًا جديدًا؛ فقد عاد المقعد متاحًا لدى المسؤول.',
  }),
  'clock-tampered': () => ({
    says: 'ساعة هذا الجهاز متأخرة عن وقت سبق أن سجّله.',
    next: 'اضبط التاريخ والوقت والمنطقة الزمنية، ثم أعد المحاولة.',
  }),
  'possession-failed': () => ({
    says: 'هذا الترخيص مرتبط بمفتاح جهاز آخر.',
    next: 'أعد التفعيل من هذا الجهاز.',
  }),
};
