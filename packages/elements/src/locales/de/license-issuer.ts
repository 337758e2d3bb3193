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

  reading: 'Lizenzen werden gelesen',
  organization: 'Organisation',
  product: 'Produkt',
  allProducts: 'Alle Produkte',
  noOrganization: {
    says: 'Sie gehören zu keiner Organisation, in der Sie Lizenzen ausstellen dürfen.',
    next: 'Bitten Sie einen Owner oder Admin Ihrer Organisation um eine Einladung.',
  },
  noLicense: {
    says: 'Diese Organisation hat noch keine Lizenz.',
    next: 'Gekaufte Lizenzen erscheinen hier, sobald der Hersteller sie eingetragen hat.',
  },
  noneEligible: {
    says: 'Keine dieser Lizenzen kann zurzeit offline verwendet werden.',
    next: 'Der Grund steht jeweils daneben.',
  },

  licenses: 'Gekaufte Lizenzen',
  license: 'Lizenz',
  type: 'Art',
  billing: 'Abrechnung',
  term: 'Bezahlte Laufzeit',
  seats: 'Offline-Plätze',
  offline: 'Offline-Nutzung',
  types: { 'node-locked': 'Gerätegebunden', floating: 'Gleitend' },
  billings: { monthly: 'Monatlich', yearly: 'Jährlich' },
  available: (available, quantity) => `${available} von ${quantity} frei`,
  eligible: 'Kann offline verwendet werden',

  create: 'Offline-Lizenz erstellen',
  chooseFirst: 'Wählen Sie zuerst eine Lizenz.',

  machineId: 'Geräte-ID',
  machineHint: 'So, wie sie zugesandt wurde. Leerzeichen, Bindestriche und Großschreibung sind egal.',
  progress: (have, want) => `${have} von ${want} Zeichen`,
  sound: 'Diese Geräte-ID ist vollständig und fehlerfrei.',
  faults: {
    empty: () => 'Geben Sie die Geräte-ID ein, die Ihnen zugesandt wurde.',
    length: ({ have, want }) =>
      `Eine Geräte-ID dieses Produkts hat ${want} Zeichen, diese hat ${have}. Es fehlen welche, oder es sind zu viele.`,
    'wrong-character': () =>
      'Die markierten Zeichen kommen in keiner Geräte-ID vor. Vergleichen Sie sie mit der zugesandten.',
    'wrong-product': ({ product, otherProduct }) =>
      say`Diese Geräte-ID ist für ${otherProduct}, nicht für ${product}. Bitten Sie um die Geräte-ID, die ${product} zeigt.`,
    'wrong-prefix': ({ prefix }) =>
      `Eine Geräte-ID dieses Produkts beginnt mit ${prefix}. Vergleichen Sie sie mit der zugesandten.`,
    'wrong-symbol': ({ isMarked }) =>
      isMarked
        ? 'Das markierte Zeichen ist falsch. Vergleichen Sie es mit der zugesandten Geräte-ID.'
        : 'Mindestens zwei Zeichen sind falsch oder vertauscht. Lassen Sie sich die Geräte-ID als kopierten Text senden.',
    unsupported: () =>
      'Diese Geräte-ID stammt von einer neueren Version. Aktualisieren Sie diese Seite, und versuchen Sie es erneut.',
  },
  dropHint: 'oder die .req-Datei hierher ziehen',
  file: 'Anfragedatei',
  scan: 'Scannen',
  cameraHint: 'Halten Sie den QR-Code, den das Gerät zeigt, vor die Kamera.',
  cameraStop: 'Kamera ausschalten',
  cameraNone: {
    says: 'Es wurde keine Kamera gefunden.',
    next: 'Wählen Sie stattdessen die .req-Datei, oder geben Sie die Geräte-ID ein.',
  },
  cameraDenied: {
    says: 'Diese Seite darf die Kamera nicht verwenden.',
    next: 'Erlauben Sie es in den Einstellungen des Browsers, oder wählen Sie die .req-Datei, oder geben Sie die Geräte-ID ein.',
  },
  cameraFailed: {
    says: 'Die Kamera antwortet nicht.',
    next: 'Schließen Sie andere Apps, die sie verwenden, oder wählen Sie die .req-Datei, oder geben Sie die Geräte-ID ein.',
  },
  unreadable: 'Diese Datei kann nicht gelesen werden. Wählen Sie die .req-Datei selbst, nicht ihren Ordner.',
  request: 'Aktivierungsanfrage',
  otherMachine: 'Anderes Gerät',
  assignee: 'Zugewiesen an',
  assigneeLabel: 'Zugewiesen an (optional)',
  assigneeHint: 'Der Name der Person, die sie verwendet. Er wird mit der Lizenz angezeigt.',
  assigneeTooLong: (most) => `Ein Name hat höchstens ${most} Zeichen.`,

  preview: 'Vorschau',
  previewEmpty:
    'Geben Sie eine Geräte-ID ein, um zu sehen, was ausgestellt wird. Vor Ihrer Bestätigung wird nichts ausgestellt.',
  checking: 'Gerät wird geprüft',
  host: 'Name des Geräts',
  validUntil: 'Gültig bis',
  seatsBecome: (before, after) => `${before} frei, danach ${after}`,
  warnings: {
    'already-licensed': {
      says: 'Dieses Gerät hat für dieses Produkt schon eine Offline-Lizenz.',
      next: 'Es wird keine weitere ausgestellt.',
    },
    'known-bad-machine-id': {
      says: 'Viele Geräte haben dieselbe Geräte-ID.',
      next: 'Halten Sie hier an. Lassen Sie die System-ID des Geräts erneuern, und bitten Sie um die neue Geräte-ID.',
    },
    'device-key-elsewhere': {
      says: 'Mit dem Schlüssel dieses Geräts gibt es eine Lizenz für ein anderes Gerät.',
      next: 'Das Profil wurde vielleicht kopiert. Fragen Sie nach, bevor Sie fortfahren.',
    },
    container: {
      says: 'Dieses Gerät ist ein Container.',
      next: 'Wird er neu angelegt, kann sich seine Geräte-ID ändern, und die Lizenz ist verloren. Bitten Sie um die Geräte-ID des Rechners darunter.',
    },
  },
  existing: (until) => ({
    says: say`Dieses Gerät hat eine Offline-Lizenz, die bis ${until} gültig ist.`,
    next: 'Sie können ihre Datei noch einmal erhalten. Es wird kein Platz belegt.',
  }),
  getFile: 'Datei noch einmal holen',
  submit: 'Erstellen',
  creating: 'Lizenz wird erstellt',
  wait: 'Das Gerät wird noch geprüft. Warten Sie einen Moment.',
  confirmTitle: 'Diese Offline-Lizenz erstellen?',
  takesSeat: 'Sie belegt einen Platz.',
  outcomeUnknown: {
    says: 'Die Verbindung brach ab. Es ist nicht bekannt, ob die Lizenz ausgestellt wurde.',
    next: 'Versuchen Sie es erneut: wurde sie ausgestellt, erhalten Sie genau diese, und es wird kein zweiter Platz belegt.',
  },

  created: (until) => ({
    says: say`Die Offline-Lizenz wurde erstellt. Sie ist bis ${until} gültig.`,
    next: 'Senden Sie die Datei der Person, die sie auf dem Gerät lädt.',
  }),
  wasThere: (until) => ({
    says: say`Dieses Gerät hatte schon eine Offline-Lizenz. Sie ist bis ${until} gültig.`,
    next: 'Es wurde kein Platz belegt. Senden Sie die Datei der Person, die sie auf dem Gerät lädt.',
  }),
  fetching: 'Lizenzdatei wird geholt',
  download: 'Herunterladen',
  saved: 'Lizenzdatei gespeichert',
  copy: 'Kopieren',
  copied: 'Lizenz kopiert',
  copyBlocked:
    'Kopieren ist hier gesperrt. Der Text ist markiert: kopieren Sie ihn mit der Tastatur oder über das Menü.',
  licenseText: 'Text der Lizenz',
  qr: 'QR-Code',
  qrLabel: 'QR-Code der Lizenz',
  qrFailed: 'Der QR-Code konnte nicht angezeigt werden. Laden Sie stattdessen die Datei herunter.',
  done: 'Fertig',

  onlyOf: (license) => say`Darunter stehen nur die Offline-Lizenzen von ${license}.`,
  showAll: 'Alle anzeigen',
};
