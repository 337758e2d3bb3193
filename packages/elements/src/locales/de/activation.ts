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

  dialogTitle: 'Offline-Aktivierung',
  done: 'Fertig',

  reading: 'Lizenz wird gelesen',
  status: 'Lizenz dieses Geräts',
  none: {
    says: 'Dieses Gerät braucht eine Lizenz.',
    next: 'Senden Sie seine ID an Ihre Administration, und laden Sie dann die Datei, die Sie erhalten.',
  },
  inForce: (until, inDays) => say`Gültig bis ${until} (${inDays})`,
  inDays: plurals('de', { one: 'in {n} Tag', other: 'in {n} Tagen' }),
  endsSoon: (inDays) => ({
    says: `Diese Lizenz endet ${inDays}.`,
    next: 'Bitten Sie Ihre Administration rechtzeitig um eine neue.',
  }),
  endsToday: {
    says: 'Diese Lizenz endet innerhalb eines Tages.',
    next: 'Bitten Sie Ihre Administration jetzt um eine neue.',
  },
  followed: (starts, ends) => say`Die nächste Lizenz gilt ab ${starts} und bis ${ends}.`,
  notPersisted: {
    says: 'Der Browser kann diese Lizenz entfernen, wenn der Platz knapp wird.',
    next: 'Bewahren Sie die .lic-Datei auf, damit Sie sie wieder laden können.',
  },

  product: 'Produkt',
  organization: 'Organisation',
  assignee: 'Zugewiesen an',
  features: 'Funktionen',
  starts: 'Beginn',
  ends: 'Ende',
  daysLeft: 'Verbleibende Tage',
  machineId: 'Geräte-ID',
  licenseNumber: 'Lizenz',
  reason: 'Grund',

  add: 'Ersetzen oder hinzufügen',
  remove: 'Entfernen',
  removeTitle: 'Diese Lizenz entfernen?',
  removeText:
    'Dieses Gerät braucht dann wieder eine Lizenz. Bewahren Sie die .lic-Datei auf, wenn Sie sie später wieder laden möchten.',
  removedSaid: 'Lizenz entfernt',

  startAnew: 'Neu anfangen',
  startAnewTitle: 'Neu anfangen?',
  startAnewText:
    'Dieses Gerät erhält eine neue Geräte-ID. Hier gespeicherte Lizenzen gehören danach zu einem anderen Gerät. Das kann nicht rückgängig gemacht werden.',

  stepMachine: 'Ihre Geräte-ID',
  stepLoad: 'Lizenz laden',
  drop: 'Ziehen Sie die .lic-Datei hierher, oder',
  browse: 'Durchsuchen',
  paste: 'Einfügen',
  scan: 'Scannen',
  pasteLabel: 'Text der Lizenz',
  load: 'Laden',
  checking: (done, total) => `${done} von ${total} wird geprüft`,

  cameraHint: 'Halten Sie den QR-Code der Lizenz vor die Kamera.',
  cameraStop: 'Kamera ausschalten',
  cameraNone: {
    says: 'Es wurde keine Kamera gefunden.',
    next: 'Wählen Sie stattdessen die .lic-Datei, oder fügen Sie ihren Text ein.',
  },
  cameraDenied: {
    says: 'Diese Seite darf die Kamera nicht verwenden.',
    next: 'Erlauben Sie es in den Einstellungen des Browsers, oder wählen Sie die .lic-Datei, oder fügen Sie ihren Text ein.',
  },
  cameraFailed: {
    says: 'Die Kamera antwortet nicht.',
    next: 'Schließen Sie andere Apps, die sie verwenden, oder wählen Sie die .lic-Datei, oder fügen Sie ihren Text ein.',
  },

  pasted: 'Eingefügter Text',
  scanned: 'Gescannter Code',
  loaded: plurals('de', { one: '{n} Lizenz geladen', other: '{n} Lizenzen geladen' }),
  refused: plurals('de', { one: '{n} Datei abgelehnt', other: '{n} Dateien abgelehnt' }),
  more: plurals('de', { one: 'und {n} weitere', other: 'und {n} weitere' }),
  takesOver: (starts) => say`Diese Lizenz gilt ab ${starts}.`,
  unreadable: {
    says: 'Diese Datei kann nicht gelesen werden.',
    next: 'Wählen Sie die .lic-Datei selbst, nicht ihren Ordner.',
  },
  inForceUntil: (until) => say`Gültig bis ${until}`,
  another: 'Weitere Datei laden',
};
