import type { MachineIdMessages } from '../machine-id.js';
import { common } from './common.js';
import { failures } from './failures.js';

export const messages: MachineIdMessages = {
  common,
  failures,
  label: 'Geräte-ID',
  hint: 'Sie steht für dieses Gerät und verrät nichts über Sie. Senden Sie sie an Ihre Administration, um eine Lizenz zu erhalten.',
  reading: 'Geräte-ID wird gelesen',
  copy: 'Kopieren',
  copied: 'Kopiert',
  copiedSaid: 'Geräte-ID kopiert',
  copyBlocked:
    'Kopieren ist hier gesperrt. Die Geräte-ID ist markiert: kopieren Sie sie mit der Tastatur oder über das Menü.',
  qr: 'QR-Code',
  qrLabel: 'QR-Code der Aktivierungsanfrage',
  qrFailed: 'Der QR-Code konnte nicht angezeigt werden. Senden Sie stattdessen die Anfragedatei.',
  file: 'Anfragedatei',
  fileSaid: 'Anfragedatei gespeichert',
  share: 'Teilen',
  shareFailed: 'Teilen war nicht möglich. Kopieren Sie die Geräte-ID, oder senden Sie die Anfragedatei.',
  shareSubject: (product) => `Geräte-ID für ${product}`,
  shareBody: (machineId, request) =>
    `Bitte erstellen Sie eine Offline-Lizenz für dieses Gerät.\n\nGeräte-ID:\n${machineId}\n\nAktivierungsanfrage:\n${request}\n`,
};
