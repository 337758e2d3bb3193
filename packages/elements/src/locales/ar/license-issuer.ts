import type { LicenseIssuerMessages } from '../license-issuer.js';
import { say } from '../text.js';
import { common } from './common.js';
import { failures } from './failures.js';
import { lastFour } from './last-four.js';
import { partMissing, problems } from './problems.js';

export const messages: LicenseIssuerMessages = {
  common,
  failures,
  problems,
  partMissing,
  lastFour,

  reading: 'جارٍ قراءة التراخيص',
  organization: 'المؤسسة',
  product: 'المنتج',
  allProducts: 'كل المنتجات',
  noOrganization: {
    says: 'لا تنتمي إلى أي مؤسسة يحق لك إصدار التراخيص فيها.',
    next: 'اطلب من Owner أو Admin في مؤسستك أن يدعوك.',
  },
  noLicense: {
    says: 'ليس لهذه المؤسسة أي ترخيص بعد.',
    next: 'تظهر التراخيص المشتراة هنا حالما يسجّلها المورّد.',
  },
  noneEligible: {
    says: 'لا يمكن الآن استخدام أي من هذه التراخيص دون اتصال.',
    next: 'السبب مذكور بجانب كل منها.',
  },

  licenses: 'التراخيص المشتراة',
  license: 'الترخيص',
  type: 'النوع',
  billing: 'الفوترة',
  term: 'المدة المدفوعة',
  seats: 'المقاعد دون اتصال',
  offline: 'الاستخدام دون اتصال',
  types: { 'node-locked': 'مقيّد بجهاز', floating: 'عائم' },
  billings: { monthly: 'شهري', yearly: 'سنوي' },
  available: (available, quantity) => `متاح ${available} من ${quantity}`,
  eligible: 'يمكن استخدامه دون اتصال',

  create: 'إنشاء ترخيص دون اتصال',
  chooseFirst: 'اختر ترخيصًا أولًا.',

  machineId: 'معرّف الجهاز',
  machineHint: 'كما أرسله المستخدم. لا تهم المسافات والشرطات وحالة الأحرف.',
  progress: (have, want) => `${have} من ${want} حرفًا`,
  sound: 'معرّف الجهاز هذا كامل وخالٍ من الأخطاء.',
  faults: {
    empty: () => 'أدخل معرّف الجهاز الذي أرسله المستخدم.',
    length: ({ have, want }) =>
      `معرّف الجهاز لهذا المنتج يتكون من ${want} حرفًا، وهذا من ${have}. هناك أحرف ناقصة أو زائدة.`,
    'wrong-character': () => 'الأحرف المعلّمة لا ترد في أي معرّف جهاز. قارنها بما أرسله المستخدم.',
    'wrong-product': ({ product, otherProduct }) =>
      say`معرّف الجهاز هذا لـ ${otherProduct} وليس لـ ${product}. اطلب معرّف الجهاز الذي يعرضه ${product}.`,
    'wrong-prefix': ({ prefix }) =>
      `يبدأ معرّف الجهاز لهذا المنتج بـ \u200e${prefix}\u200e. قارنه بما أرسله المستخدم.`,
    'wrong-symbol': ({ isMarked }) =>
      isMarked
        ? 'الحرف المعلّم خاطئ. قارنه بما أرسله المستخدم.'
        : 'حرفان على الأقل خاطئان أو متبادلان. اطلب من المستخدم نسخ معرّف الجهاز وإرساله.',
    unsupported: () => 'أنشأ إصدار أحدث معرّف الجهاز هذا. حدّث هذه الصفحة ثم أعد المحاولة.',
  },
  dropHint: 'أو أفلت ملف \u200e.req هنا',
  file: 'ملف الطلب',
  scan: 'مسح',
  cameraHint: 'ضع رمز QR الذي يعرضه الجهاز أمام الكاميرا.',
  cameraStop: 'إيقاف الكاميرا',
  cameraNone: {
    says: 'لم يُعثر على كاميرا.',
    next: 'اختر ملف \u200e.req أو اكتب معرّف الجهاز بدلًا من ذلك.',
  },
  cameraDenied: {
    says: 'لا يُسمح لهذه الصفحة باستخدام الكاميرا.',
    next: 'اسمح بذلك في إعدادات المتصفح، أو اختر ملف \u200e.req أو اكتب معرّف الجهاز.',
  },
  cameraFailed: {
    says: 'الكاميرا لا تستجيب.',
    next: 'أغلق التطبيقات الأخرى التي تستخدمها، أو اختر ملف \u200e.req أو اكتب معرّف الجهاز.',
  },
  unreadable: 'لا يمكن قراءة هذا الملف. اختر ملف \u200e.req نفسه وليس مجلده.',
  request: 'طلب التفعيل',
  otherMachine: 'استخدام جهاز آخر',
  assignee: 'مخصص لـ',
  assigneeLabel: 'مخصص لـ (اختياري)',
  assigneeHint: 'اسم من سيستخدمه. يظهر مع الترخيص.',
  assigneeTooLong: (most) => `لا يتجاوز الاسم ${most} حرفًا.`,

  preview: 'معاينة',
  previewEmpty: 'أدخل معرّف جهاز لترى ما سيُصدر. لا يُصدر شيء قبل أن تؤكد.',
  checking: 'جارٍ التحقق من الجهاز',
  host: 'اسم الجهاز',
  validUntil: 'صالح حتى',
  seatsBecome: (before, after) => `المتاح ${before}، ثم ${after}`,
  warnings: {
    'already-licensed': {
      says: 'لهذا الجهاز ترخيص دون اتصال لهذا المنتج.',
      next: 'لن يُصدر ترخيص آخر.',
    },
    'known-bad-machine-id': {
      says: 'تشترك أجهزة كثيرة في معرّف الجهاز هذا.',
      next: 'توقف هنا. اطلب تجديد معرّف النظام في الجهاز، ثم اطلب معرّفه الجديد.',
    },
    'device-key-elsewhere': {
      says: 'مفتاح هذا الجهاز مرتبط بترخيص جهاز آخر.',
      next: 'ربما نُسخ الملف الشخصي. اسأل المستخدم قبل أن تتابع.',
    },
    container: {
      says: 'هذا الجهاز حاوية.',
      next: 'قد يتغير معرّفها عند إنشائها من جديد فيضيع الترخيص. اطلب معرّف الجهاز المضيف.',
    },
  },
  existing: (until) => ({
    says: say`لهذا الجهاز ترخيص دون اتصال صالح حتى ${until}.`,
    next: 'يمكنك الحصول على ملفه مرة أخرى. لا يُشغل أي مقعد.',
  }),
  getFile: 'الحصول على الملف مرة أخرى',
  submit: 'إنشاء',
  creating: 'جارٍ إنشاء الترخيص',
  wait: 'ما زال التحقق من الجهاز جاريًا. انتظر لحظة.',
  confirmTitle: 'هل تريد إنشاء هذا الترخيص دون اتصال؟',
  takesSeat: 'يشغل مقعدًا واحدًا.',
  outcomeUnknown: {
    says: 'انقطع الاتصال، فلا يُعرف إن كان الترخيص قد أُصدر.',
    next: 'أعد المحاولة: إن كان قد أُصدر فستحصل عليه نفسه، ولن يُشغل مقعد ثانٍ.',
  },

  created: (until) => ({
    says: say`أُنشئ الترخيص دون اتصال. وهو صالح حتى ${until}.`,
    next: 'أرسل الملف إلى المستخدم ليحمّله على الجهاز.',
  }),
  wasThere: (until) => ({
    says: say`كان لهذا الجهاز ترخيص دون اتصال. وهو صالح حتى ${until}.`,
    next: 'لم يُشغل أي مقعد. أرسل الملف إلى المستخدم ليحمّله على الجهاز.',
  }),
  fetching: 'جارٍ جلب ملف الترخيص',
  download: 'تنزيل',
  saved: 'تم حفظ ملف الترخيص',
  copy: 'نسخ',
  copied: 'تم نسخ الترخيص',
  copyBlocked: 'النسخ غير مسموح به هنا. النص محدد: انسخه بلوحة المفاتيح أو من القائمة.',
  licenseText: 'نص الترخيص',
  qr: 'رمز QR',
  qrLabel: 'رمز QR للترخيص',
  qrFailed: 'تعذّر عرض رمز QR. نزّل الملف بدلًا منه.',
  done: 'تم',

  onlyOf: (license) => say`تظهر أدناه تراخيص ${license} دون اتصال فقط.`,
  showAll: 'إظهار الكل',
};
