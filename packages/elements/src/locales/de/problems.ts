import type { ProblemMessages } from '../problems.js';
import { say, type Advice } from '../text.js';

const again =
  'Versuchen Sie es erneut. Wenn es wieder geschieht, wenden Sie sich an den Betrieb des Dienstes.';

export const problems: ProblemMessages = {
  unauthenticated: () => ({ says: 'Sie sind nicht mehr angemeldet.', next: 'Melden Sie sich erneut an.' }),
  'sign-in-failed': () => ({
    says: 'E-Mail und Passwort gehören nicht zusammen.',
    next: 'Prüfen Sie beides, und versuchen Sie es erneut.',
  }),
  forbidden: () => ({
    says: 'Ihre Rolle erlaubt das nicht.',
    next: 'Wenden Sie sich an einen Owner oder Admin der Organisation.',
  }),
  'wrong-origin': () => ({
    says: 'Der Dienst nimmt von dieser Seite keine Anfragen an.',
    next: 'Bitten Sie den Betrieb des Dienstes, sie zu erlauben.',
  }),
  'not-found': () => ({
    says: 'Das gibt es nicht, oder Sie dürfen es nicht sehen.',
    next: 'Laden Sie die Seite neu, und wählen Sie noch einmal.',
  }),
  'method-not-allowed': () => ({ says: 'Der Dienst kann das nicht.', next: 'Aktualisieren Sie die Seite.' }),
  exists: () => ({
    says: 'Etwas mit diesem Namen gibt es schon.',
    next: 'Wählen Sie einen anderen Namen.',
  }),
  'last-owner': () => ({
    says: 'Eine Organisation muss einen Owner behalten.',
    next: 'Machen Sie zuerst jemand anderen zum Owner.',
  }),
  'invite-invalid': () => ({
    says: 'Diese Einladung wurde verwendet oder ist abgelaufen.',
    next: 'Bitten Sie um eine neue.',
  }),
  'set-up-done': () => ({
    says: 'Der Dienst ist schon eingerichtet.',
    next: 'Melden Sie sich stattdessen an.',
  }),
  'not-eligible': () => ({
    says: 'Lizenzen dieser Art können nicht offline verwendet werden.',
    next: 'Wählen Sie eine andere Lizenz.',
  }),
  'term-ahead': ({ at }) => ({
    says: at
      ? say`Die bezahlte Laufzeit beginnt am ${at}.`
      : 'Die bezahlte Laufzeit hat noch nicht begonnen.',
    next: 'Warten Sie bis dahin, oder wählen Sie eine andere Lizenz.',
  }),
  'term-over': ({ at }) => ({
    says: at ? say`Die bezahlte Laufzeit endete am ${at}.` : 'Die bezahlte Laufzeit ist vorbei.',
    next: 'Verlängern Sie sie, oder wählen Sie eine andere Lizenz.',
  }),
  'no-seats': ({ at, seats }) => ({
    says: [
      seats === undefined
        ? 'Alle Offline-Plätze sind belegt'
        : `Alle Offline-Plätze sind belegt (${seats} von ${seats})`,
      at ? say`; der nächste wird am ${at} frei.` : '.',
    ],
    next: 'Warten Sie, oder kaufen Sie weitere.',
  }),
  'not-renewable': ({ at }) => ({
    says: at
      ? say`Diese Lizenz kann ab ${at} erneuert werden.`
      : 'Diese Lizenz kann noch nicht erneuert werden.',
    next: 'Warten Sie bis dahin.',
  }),
  'already-ended': ({ at }) => ({
    says: at ? say`Diese Offline-Lizenz endete am ${at}.` : 'Diese Offline-Lizenz ist abgelaufen.',
    next: 'Erstellen Sie eine neue; ihr Platz ist frei.',
  }),
  'too-large': () => ({
    says: 'Das ist zu viel auf einmal.',
    next: 'Senden Sie weniger, oder in mehreren Teilen.',
  }),
  'not-json': () => ({
    says: 'Der Dienst hat diese Seite nicht verstanden.',
    next: 'Aktualisieren Sie die Seite.',
  }),
  'request-invalid': () => ({
    says: 'Eine Eingabe passt nicht.',
    next: 'Prüfen Sie die Felder, und versuchen Sie es erneut.',
  }),
  'machine-id-invalid': () => ({
    says: 'Das ist keine Geräte-ID.',
    next: 'Vergleichen Sie sie mit der zugesandten.',
  }),
  'wrong-product': () => ({
    says: 'Diese Geräte-ID ist für ein anderes Produkt.',
    next: 'Bitten Sie um die Geräte-ID, die dieses Produkt zeigt.',
  }),
  'activation-request-invalid': () => ({
    says: 'Das ist keine Aktivierungsanfrage, oder sie wurde unterwegs beschädigt.',
    next: 'Bitten Sie erneut um die Datei, am besten als Anhang.',
  }),
  'confirmation-missing': () => ({
    says: 'Die Bestätigung stimmt nicht überein.',
    next: 'Geben Sie ein, was verlangt wird, und bestätigen Sie erneut.',
  }),
  'period-invalid': () => ({
    says: 'Die Lizenz würde enden, bevor sie beginnt.',
    next: 'Wählen Sie ein späteres Ende.',
  }),
  'idempotency-key-reused': () => ({
    says: 'Das wurde schon mit anderem Inhalt gesendet.',
    next: 'Beginnen Sie mit einem neuen Formular.',
  }),
  'too-many-requests': () => ({
    says: 'Es gab zu viele Versuche.',
    next: 'Warten Sie ein wenig, und versuchen Sie es erneut.',
  }),
  internal: () => ({ says: 'Der Dienst hat einen Fehler.', next: again }),
  unavailable: () => ({
    says: 'Der Dienst ist nicht erreichbar.',
    next: 'Warten Sie ein wenig, und versuchen Sie es erneut.',
  }),
  'clock-behind': () => ({
    says: 'Die Uhr des Dienstes geht nach.',
    next: 'Sagen Sie es dem Betrieb des Dienstes: bis sie stimmt, wird nichts ausgestellt.',
  }),
  'ledger-behind': () => ({
    says: 'Der Dienst wurde aus einer Sicherung wiederhergestellt, und es fehlen Lizenzen.',
    next: 'Sagen Sie es dem Betrieb des Dienstes: bis sie wieder da sind, wird nichts ausgestellt.',
  }),
};

export const partMissing: Advice = {
  says: 'Ein Teil dieser Seite ist nicht angekommen.',
  next: 'Prüfen Sie die Verbindung und versuchen Sie es erneut. Hilft das nicht, laden Sie die Seite neu.',
};
