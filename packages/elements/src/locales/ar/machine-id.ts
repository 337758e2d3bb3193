import type { MachineIdMessages } from '../machine-id.js';
import { common } from './common.js';
import { failures } from './failures.js';

export const messages: MachineIdMessages = {
  common,
  failures,
  label: 'معرّف الجهاز',
  hint: 'يدل على هذا الجهاز ولا يكشف شيئًا عنك. أرسله إلى المسؤول للحصول على ترخيص.',
  reading: 'جارٍ قراءة معرّف الجهاز',
  copy: 'نسخ',
  copied: 'تم النسخ',
  copiedSaid: 'تم نسخ معرّف الجهاز',
  copyBlocked: 'النسخ غير مسموح به هنا. معرّف الجهاز محدد: انسخه بلوحة المفاتيح أو من القائمة.',
  qr: 'رمز QR',
  qrLabel: 'رمز QR لطلب التفعيل',
  qrFailed: 'تعذّر عرض رمز QR. أرسل ملف الطلب بدلًا منه.',
  file: 'ملف الطلب',
  fileSaid: 'تم حفظ ملف الطلب',
  share: 'مشاركة',
  shareFailed: 'تعذّرت المشاركة. انسخ معرّف الجهاز أو أرسل ملف الطلب.',
  shareSubject: (product) => `معرّف الجهاز للمنتج ${product}`,
  shareBody: (machineId, request) =>
    `يرجى إنشاء ترخيص للعمل دون اتصال لهذا الجهاز.\n\nمعرّف الجهاز:\n${machineId}\n\nطلب التفعيل:\n${request}\n`,
};
