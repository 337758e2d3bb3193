import type { OfflineLicensesMessages } from '../offline-licenses.js';
import { plurals } from '../plurals.js';
import { say } from '../text.js';
import { common } from './common.js';
import { failures } from './failures.js';
import { lastFour } from './last-four.js';
import { partMissing, problems } from './problems.js';

export const messages: OfflineLicensesMessages = {
  common,
  failures,
  problems,
  partMissing,
  lastFour,

  title: 'التراخيص دون اتصال',
  reading: 'جارٍ قراءة التراخيص دون اتصال',
  readingMore: 'جارٍ قراءة المزيد',
  noOrganization: {
    says: 'لم تُختر أي مؤسسة.',
    next: 'اختر مؤسسة لتظهر تراخيصها دون اتصال هنا.',
  },
  none: {
    says: 'لم يصدر أي ترخيص دون اتصال بعد.',
    next: 'سيظهر كل ترخيص هنا مع جهازه وموعد انتهائه. أنشئ الأول أو استورد جدولًا بالأجهزة.',
  },
  noMatch: {
    says: 'لا يوجد ترخيص دون اتصال مطابق.',
    next: 'ابحث عن شيء آخر أو اختر حالة أخرى.',
  },
  showAll: 'عرض الكل',
  count: plurals('ar', {
    zero: 'لا توجد تراخيص دون اتصال',
    one: 'ترخيص واحد دون اتصال',
    two: 'ترخيصان دون اتصال',
    few: '{n} تراخيص دون اتصال',
    many: '{n} ترخيصًا دون اتصال',
    other: '{n} ترخيص دون اتصال',
  }),
  countSoFar: plurals('ar', {
    zero: 'لا تراخيص حتى الآن، وهناك المزيد',
    one: 'ترخيص واحد دون اتصال، وهناك المزيد',
    two: 'ترخيصان دون اتصال، وهناك المزيد',
    few: '{n} تراخيص دون اتصال، وهناك المزيد',
    many: '{n} ترخيصًا دون اتصال، وهناك المزيد',
    other: '{n} ترخيص دون اتصال، وهناك المزيد',
  }),

  search: 'ابحث عن معرّف جهاز أو اسم',
  stateFilter: 'العرض حسب الحالة',
  allStates: 'الكل',
  states: {
    scheduled: 'مجدول',
    'in-force': 'سارٍ',
    'ends-soon': 'ينتهي قريبًا',
    expired: 'منتهٍ',
  },

  machine: 'الجهاز',
  assignee: 'مخصص لـ',
  state: 'الحالة',
  issued: 'الإصدار',
  ends: 'الانتهاء',
  actions: 'الإجراءات',
  nobody: 'لم يُذكر أحد',
  starts: (at) => say`يبدأ في ${at}`,

  select: (fileName) => `تحديد \u2068${fileName}\u2069`,
  selectShown: 'تحديد كل المعروض',
  selected: plurals('ar', {
    zero: 'لم يُحدد شيء',
    one: 'تم تحديد واحد',
    two: 'تم تحديد اثنين',
    few: 'تم تحديد {n}',
    many: 'تم تحديد {n}',
    other: 'تم تحديد {n}',
  }),
  clearSelection: 'إلغاء التحديد',
  tooManySelected: (most) => `يتسع ملف ZIP الواحد لـ ${most} ترخيص على الأكثر. حدد عددًا أقل.`,

  download: 'تنزيل',
  downloadOne: (fileName) => `تنزيل \u2068${fileName}\u2069`,
  downloadZip: 'تنزيل كملف ZIP',
  downloading: 'جارٍ تحضير التنزيل',
  downloaded: 'التنزيل جاهز',

  renew: 'تجديد',
  renewOne: (fileName) => `تجديد \u2068${fileName}\u2069`,
  renewTitle: 'هل تريد تجديد هذا الترخيص دون اتصال؟',
  renewText: (ends) =>
    say`يحصل الجهاز على ترخيص جديد يحل محل الحالي في ${ends}. لا يحتاج إلى مقعد إضافي. لا يمكن التراجع عن ذلك.`,
  renewing: 'جارٍ التجديد',
  renewed: (fileName, starts, ends) => say`تم تجديد ${fileName}: من ${starts} حتى ${ends}.`,
  renewedBefore: (fileName, starts, ends) =>
    say`سبق تجديد ${fileName}: من ${starts} حتى ${ends}. لم يصدر شيء جديد.`,
  renewUnknown: {
    says: 'لا يُعرف هل جُدد الترخيص أم لا.',
    next: 'أعد المحاولة: لن يُجدد أكثر من مرة.',
  },

  importCsv: 'استيراد CSV',
  importHint:
    'يذكر السطر الأول الأعمدة: \u2068machine_id\u2069، ومعه إن شئت \u2068license\u2069 (معرّفه) و\u2068assignee\u2069. لن يصدر شيء قبل أن ترى ما سيحدث.',
  importDrop: 'أفلت ملف \u200e.csv هنا، أو',
  browse: 'استعراض',
  paste: 'لصق',
  pasteLabel: 'الجدول بصيغة CSV',
  check: 'تحقق',
  checking: (done, total) => `جارٍ التحقق من الصفوف: ${done} من ${total}`,
  importing: (done, total) => `جارٍ إنشاء التراخيص: ${done} من ${total} من الصفوف`,
  stopping: 'سيتوقف بعد الصفوف الجارية',
  notText: {
    says: 'لا يمكن قراءة هذا الملف كجدول.',
    next: 'احفظ الجدول بصيغة CSV، ثم اختر ذلك الملف.',
  },
  tooLarge: {
    says: 'هذا الملف أكبر من أن يُستورد.',
    next: 'قسّمه إلى عدة ملفات لا يتجاوز كل منها 20 ميغابايت.',
  },
  notTable: {
    says: 'هذا ليس جدول أجهزة.',
    next: 'يجب أن يذكر السطر الأول العمود machine_id، ويمكن أن يتبعه license وassignee.',
  },
  emptyTable: {
    says: 'لا توجد صفوف في هذا الجدول.',
    next: 'أضف سطرًا لكل جهاز تحت سطر أسماء الأعمدة.',
  },
  wouldCreate: plurals('ar', {
    zero: 'لا تراخيص للإنشاء',
    one: 'ترخيص واحد للإنشاء',
    two: 'ترخيصان للإنشاء',
    few: '{n} تراخيص للإنشاء',
    many: '{n} ترخيصًا للإنشاء',
    other: '{n} ترخيص للإنشاء',
  }),
  wouldExist: plurals('ar', {
    zero: 'لا جهاز لديه ترخيص',
    one: 'جهاز واحد لديه ترخيص بالفعل',
    two: 'جهازان لديهما ترخيص بالفعل',
    few: '{n} أجهزة لديها ترخيص بالفعل',
    many: '{n} جهازًا لديه ترخيص بالفعل',
    other: '{n} جهاز لديه ترخيص بالفعل',
  }),
  refusedRows: plurals('ar', {
    zero: 'لم يُرفض أي صف',
    one: 'رُفض صف واحد',
    two: 'رُفض صفان',
    few: 'رُفضت {n} صفوف',
    many: 'رُفض {n} صفًا',
    other: 'رُفض {n} صف',
  }),
  andMoreRows: plurals('ar', {
    zero: 'و{n} صفوف أخرى',
    one: 'وصف واحد آخر',
    two: 'وصفان آخران',
    few: 'و{n} صفوف أخرى',
    many: 'و{n} صفًا آخر',
    other: 'و{n} صف آخر',
  }),
  line: (line) => `السطر ${line}`,
  nothingToCreate: 'لا يوجد ما يُنشأ. صحح الجدول ثم استورده مرة أخرى.',
  recounted: {
    says: 'تغيّر شيء في هذه الأثناء، لذلك جرى التحقق من الصفوف المتبقية مرة أخرى.',
    next: 'راجع الأعداد الجديدة ثم أكّدها.',
  },
  create: plurals('ar', {
    zero: 'لا شيء للإنشاء',
    one: 'إنشاء ترخيص واحد',
    two: 'إنشاء ترخيصين',
    few: 'إنشاء {n} تراخيص',
    many: 'إنشاء {n} ترخيصًا',
    other: 'إنشاء {n} ترخيص',
  }),
  irreversible: 'لا يمكن التراجع عن ذلك: يبقى كل ترخيص مع جهازه حتى ينتهي.',
  imported: plurals('ar', {
    zero: 'لم يُنشأ أي ترخيص',
    one: 'أُنشئ ترخيص واحد',
    two: 'أُنشئ ترخيصان',
    few: 'أُنشئت {n} تراخيص',
    many: 'أُنشئ {n} ترخيصًا',
    other: 'أُنشئ {n} ترخيص',
  }),
  stopped: (done, total) => `توقف بعد ${done} من ${total} من الصفوف. ما أُنشئ يبقى.`,
  importUnknown: {
    says: 'لا يُعرف هل استُوردت هذه الصفوف أم لا.',
    next: 'أعد المحاولة: لن يُنشأ أي ترخيص مرتين.',
  },
  another: 'استيراد جدول آخر',

  exportCsv: 'تصدير CSV',
  exporting: plurals('ar', {
    zero: 'جارٍ التصدير: لا صفوف حتى الآن',
    one: 'جارٍ التصدير: صف واحد حتى الآن',
    two: 'جارٍ التصدير: صفان حتى الآن',
    few: 'جارٍ التصدير: {n} صفوف حتى الآن',
    many: 'جارٍ التصدير: {n} صفًا حتى الآن',
    other: 'جارٍ التصدير: {n} صف حتى الآن',
  }),
  exported: plurals('ar', {
    zero: 'لم يُصدّر أي صف',
    one: 'صُدّر صف واحد',
    two: 'صُدّر صفان',
    few: 'صُدّرت {n} صفوف',
    many: 'صُدّر {n} صفًا',
    other: 'صُدّر {n} صف',
  }),
};
