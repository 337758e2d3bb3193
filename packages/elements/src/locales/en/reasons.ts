import type { ReasonMessages } from '../reasons.js';
import { say } from '../text.js';

export const reasons: ReasonMessages = {
  'too-large': () => ({
    says: 'This file is too large to be a license.',
    next: 'Choose the .lic file.',
  }),
  malformed: () => ({
    says: 'This is not a license file, or it was damaged on the way.',
    next: 'Ask for the file again and send it as an attachment.',
  }),
  unsupported: () => ({
    says: 'This license needs a newer version of the app.',
    next: 'Update the app.',
  }),
  'unknown-key': () => ({
    says: 'This license was signed by a key this app does not know.',
    next: 'Check that it is meant for this product; update the app.',
  }),
  'bad-signature': () => ({
    says: 'The license was changed after it was issued.',
    next: 'Ask for the original file.',
  }),
  'wrong-product': ({ product, thisProduct }) => ({
    says: say`This license is for ${product}, not for ${thisProduct}.`,
    next: say`Choose the file for ${thisProduct}.`,
  }),
  'wrong-machine': ({ machine, thisMachine }) => ({
    says: say`This license belongs to machine ${machine}, this one is ${thisMachine}.`,
    next: 'Send this machine ID to your administrator.',
  }),
  'not-yet-valid': ({ starts }) => ({
    says: say`This license starts on ${starts}.`,
    next: "Wait, or check this machine's clock.",
  }),
  expired: ({ ended }) => ({
    says: say`This license ended on ${ended}.`,
    next: 'Ask for a new one; your administrator has the seat back.',
  }),
  'clock-tampered': () => ({
    says: "This machine's clock is behind a time it has already seen.",
    next: 'Set date, time and zone, then try again.',
  }),
  'possession-failed': () => ({
    says: 'This license is bound to another device key.',
    next: 'Activate again from this device.',
  }),
};
