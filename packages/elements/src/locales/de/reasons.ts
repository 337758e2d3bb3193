import type { ReasonMessages } from '../reasons.js';
import { say } from '../text.js';

export const reasons: ReasonMessages = {
  'too-large': () => ({
    says: 'Diese Datei ist zu groß für eine Lizenz.',
    next: 'Wählen Sie die .lic-Datei.',
  }),
  malformed: () => ({
    says: 'Das ist keine Lizenzdatei, oder sie wurde unterwegs beschädigt.',
    next: 'Bitten Sie erneut um die Datei, am besten als Anhang.',
  }),
  unsupported: () => ({
    says: 'Diese Lizenz braucht eine neuere Version der App.',
    next: 'Aktualisieren Sie die App.',
  }),
  'unknown-key': () => ({
    says: 'Diese Lizenz wurde mit einem Schlüssel unterschrieben, den diese App nicht kennt.',
    next: 'Prüfen Sie, ob sie für dieses Produkt gedacht ist, und aktualisieren Sie die App.',
  }),
  'bad-signature': () => ({
    says: 'Die Lizenz wurde verändert, nachdem sie ausgestellt worden war.',
    next: 'Bitten Sie um die ursprüngliche Datei.',
  }),
  'wrong-product': ({ product, thisProduct }) => ({
    says: say`Diese Lizenz gilt für ${product}, nicht für ${thisProduct}.`,
    next: say`Wählen Sie die Datei für ${thisProduct}.`,
  }),
  'wrong-machine': ({ machine, thisMachine }) => ({
    says: say`Diese Lizenz gehört zum Gerät ${machine}, dieses hier ist ${thisMachine}.`,
    next: 'Senden Sie die ID dieses Geräts an Ihre Administration.',
  }),
  'not-yet-valid': ({ starts }) => ({
    says: say`Diese Lizenz gilt erst ab ${starts}.`,
    next: 'Warten Sie, oder prüfen Sie die Uhr dieses Geräts.',
  }),
  expired: ({ ended }) => ({
    says: say`Diese Lizenz ist am ${ended} abgelaufen.`,
    next: 'Bitten Sie um eine neue; Ihre Administration hat den Platz wieder frei.',
  }),
  'clock-tampered': () => ({
    says: 'Die Uhr dieses Geräts liegt vor einer Zeit, die es schon gesehen hat.',
    next: 'Stellen Sie Datum, Uhrzeit und Zeitzone ein, und versuchen Sie es erneut.',
  }),
  'possession-failed': () => ({
    says: 'Diese Lizenz ist an einen anderen Geräteschlüssel gebunden.',
    next: 'Aktivieren Sie erneut von diesem Gerät aus.',
  }),
};
