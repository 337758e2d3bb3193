import type { FailureMessages } from '../failures.js';

export const failures: FailureMessages = {
  'machine-id-unavailable': {
    says: 'Dieses Gerät hat keine ID, für die eine Lizenz erstellt werden könnte.',
    next: 'Bitten Sie Ihre Administration, das Gerät einzurichten.',
  },
  'browser-unsupported': {
    says: 'Dieser Browser kann hier keine Lizenz aufbewahren.',
    next: 'Öffnen Sie diese Seite über https in einem aktuellen Browser.',
  },
  'device-key-lost': {
    says: 'Der Schlüssel dieses Geräts ist verloren, und seine Lizenzen sind nicht mehr verwendbar.',
    next: 'Fangen Sie unter Offline-Aktivierung neu an, und bitten Sie Ihre Administration um eine neue Lizenz.',
  },
  'device-key-invalid': {
    says: 'Der Schlüssel dieses Geräts kann nicht verwendet werden.',
    next: 'Fangen Sie unter Offline-Aktivierung neu an, und bitten Sie Ihre Administration um eine neue Lizenz.',
  },
  'storage-full': {
    says: 'Es ist kein Platz mehr, daher wurde nichts gespeichert.',
    next: 'Schaffen Sie Platz auf dem Datenträger, und versuchen Sie es erneut.',
  },
  'storage-blocked': {
    says: 'Ein anderes Fenster belegt die gespeicherten Lizenzen.',
    next: 'Schließen Sie die anderen Fenster dieser App, und versuchen Sie es erneut.',
  },
  'storage-newer': {
    says: 'Die gespeicherten Lizenzen stammen von einer neueren Version dieser App.',
    next: 'Laden Sie die Seite neu, oder aktualisieren Sie die App.',
  },
  'storage-unavailable': {
    says: 'Der Browser lässt diese Seite nichts speichern.',
    next: 'Erlauben Sie dieser Seite, Daten zu speichern, und verwenden Sie kein privates Fenster.',
  },
  unknown: {
    says: 'Etwas ist schiefgegangen.',
    next: 'Versuchen Sie es erneut. Wenn es wieder geschieht, wenden Sie sich an Ihre Administration.',
  },
};
