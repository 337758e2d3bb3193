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

  dialogTitle: 'التفعيل دون اتصال',
  done: 'تم',

  reading: 'جارٍ قراءة الترخيص',
  status: 'ترخيص هذا الجهاز',
  none: {
    says: 'يحتاج هذا الجهاز إلى ترخيص.',
    next: 'أرسل معرّف الجهاز إلى المسؤول، ثم حمّل الملف الذي تتلقاه.',
  },
  inForce: (until, inDays) => say`سارٍ حتى ${until} (${inDays})`,
  inDays: plurals('ar', {
    zero: 'خلال {n} يوم',
    one: 'خلال يوم واحد',
    two: 'خلال يومين',
    few: 'خلال {n} أيام',
    many: 'خلال {n} يومًا',
    other: 'خلال {n} يوم',
  }),
  endsSoon: (inDays) => ({
    says: `ينتهي هذا الترخيص ${inDays}.`,
    next: 'اطلب من المسؤول ترخيصًا جديدًا في الوقت المناسب.',
  }),
  endsToday: {
    says: 'ينتهي هذا الترخيص خلال يوم.',
    next: 'اطلب من المسؤول ترخيصًا جديدًا الآن.',
  },
  followed: (starts, ends) => say`يبدأ الترخيص التالي في ${starts} ويستمر حتى ${ends}.`,
  notPersisted: {
    says: 'قد يحذف المتصفح هذا الترخيص عند نقص المساحة.',
    next: 'احتفظ بملف \u200e.lic لتتمكن من تحميله مرة أخرى.',
  },

  product: 'المنتج',
  organization: 'المؤسسة',
  assignee: 'مخصص لـ',
  features: 'الميزات',
  starts: 'البداية',
  ends: 'النهاية',
  daysLeft: 'الأيام المتبقية',
  machineId: 'معرّف الجهاز',
  licenseNumber: 'الترخيص',
  reason: 'السبب',

  add: 'استبدال أو إضافة',
  remove: 'إزالة',
  removeTitle: 'هل تريد إزالة هذا الترخيص؟',
  removeText: 'سيحتاج هذا الجهاز إلى ترخيص مرة أخرى. احتفظ بملف \u200e.lic إذا كنت تريد تحميله لاحقًا.',
  removedSaid: 'تمت إزالة الترخيص',

  startAnew: 'البدء من جديد',
  startAnewTitle: 'هل تريد البدء من جديد؟',
  startAnewText:
    'سيحصل هذا الجهاز على معرّف جديد، وستصبح التراخيص المحفوظة هنا تابعة لجهاز آخر. لا يمكن التراجع عن ذلك.',

  stepMachine: 'معرّف جهازك',
  stepLoad: 'تحميل الترخيص',
  drop: 'أفلت ملف \u200e.lic هنا، أو',
  browse: 'تصفّح',
  paste: 'لصق',
  scan: 'مسح',
  pasteLabel: 'نص الترخيص',
  load: 'تحميل',
  checking: (done, total) => `جارٍ التحقق من ${done} من ${total}`,

  cameraHint: 'ضع رمز QR الخاص بالترخيص أمام الكاميرا.',
  cameraStop: 'إيقاف الكاميرا',
  cameraNone: {
    says: 'لم يُعثر على كاميرا.',
    next: 'اختر ملف \u200e.lic أو الصق نصه بدلًا من ذلك.',
  },
  cameraDenied: {
    says: 'لا يُسمح لهذه الصفحة باستخدام الكاميرا.',
    next: 'اسمح بذلك في إعدادات المتصفح، أو اختر ملف \u200e.lic أو الصق نصه.',
  },
  cameraFailed: {
    says: 'الكاميرا لا تستجيب.',
    next: 'أغلق التطبيقات الأخرى التي تستخدمها، أو اختر ملف \u200e.lic أو الصق نصه.',
  },

  pasted: 'نص ملصق',
  scanned: 'رمز ممسوح',
  loaded: plurals('ar', {
    zero: 'لم يُحمّل أي ترخيص',
    one: 'تم تحميل ترخيص واحد',
    two: 'تم تحميل ترخيصين',
    few: 'تم تحميل {n} تراخيص',
    many: 'تم تحميل {n} ترخيصًا',
    other: 'تم تحميل {n} ترخيص',
  }),
  refused: plurals('ar', {
    zero: 'لم يُرفض أي ملف',
    one: 'رُفض ملف واحد',
    two: 'رُفض ملفان',
    few: 'رُفضت {n} ملفات',
    many: 'رُفض {n} ملفًا',
    other: 'رُفض {n} ملف',
  }),
  more: plurals('ar', {
    zero: 'و{n} أخرى',
    one: 'وواحد آخر',
    two: 'واثنان آخران',
    few: 'و{n} أخرى',
    many: 'و{n} أخرى',
    other: 'و{n} أخرى',
  }),
  takesOver: (starts) => say`يبدأ هذا الترخيص في ${starts}.`,
  unreadable: {
    says: 'لا يمكن قراءة هذا الملف.',
    next: 'اختر ملف \u200e.lic نفسه، وليس مجلده.',
  },
  inForceUntil: (until) => say`سارٍ حتى ${until}`,
  another: 'تحميل ملف آخر',
};
