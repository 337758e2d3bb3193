import type { ProblemMessages } from '../problems.js';
import { say, type Advice } from '../text.js';

const again = 'Try again. If it happens again, tell the operator of the service.';

export const problems: ProblemMessages = {
  unauthenticated: () => ({ says: 'You are not signed in any more.', next: 'Sign in again.' }),
  'sign-in-failed': () => ({
    says: 'E-mail and password do not belong together.',
    next: 'Check both, then try again.',
  }),
  forbidden: () => ({
    says: 'Your role does not allow this.',
    next: 'Ask an Owner or Admin of the organization.',
  }),
  'wrong-origin': () => ({
    says: 'The service does not take requests from this page.',
    next: 'Ask the operator of the service to allow it.',
  }),
  'not-found': () => ({
    says: 'This is not there, or not yours to see.',
    next: 'Reload the page, then choose again.',
  }),
  'method-not-allowed': () => ({ says: 'The service cannot do this.', next: 'Update the page.' }),
  exists: () => ({ says: 'Something with this name is there already.', next: 'Choose another name.' }),
  'last-owner': () => ({
    says: 'An organization must keep an Owner.',
    next: 'Make somebody else an Owner first.',
  }),
  'invite-invalid': () => ({
    says: 'This invitation was used or has ended.',
    next: 'Ask for a new one.',
  }),
  'set-up-done': () => ({ says: 'The service is set up already.', next: 'Sign in instead.' }),
  'not-eligible': () => ({
    says: 'Licenses of this kind cannot be used offline.',
    next: 'Choose another license.',
  }),
  'term-ahead': ({ at }) => ({
    says: at ? say`The paid term begins on ${at}.` : 'The paid term has not begun yet.',
    next: 'Wait until then, or choose another license.',
  }),
  'term-over': ({ at }) => ({
    says: at ? say`The paid term ended on ${at}.` : 'The paid term is over.',
    next: 'Extend it, or choose another license.',
  }),
  'no-seats': ({ at, seats }) => ({
    says: [
      seats === undefined
        ? 'All offline seats are in use'
        : `All offline seats are in use (${seats} of ${seats})`,
      at ? say`; the next is free on ${at}.` : '.',
    ],
    next: 'Wait, or buy more.',
  }),
  'not-renewable': ({ at }) => ({
    says: at ? say`This license can be renewed from ${at} on.` : 'This license cannot be renewed yet.',
    next: 'Wait until then.',
  }),
  'already-ended': ({ at }) => ({
    says: at ? say`This offline license ended on ${at}.` : 'This offline license has ended.',
    next: 'Create a new one; its seat is available.',
  }),
  'too-large': () => ({ says: 'This is too much at once.', next: 'Send less, or in several parts.' }),
  'not-json': () => ({ says: 'The service did not understand this page.', next: 'Update the page.' }),
  'request-invalid': () => ({
    says: 'Something that was entered does not fit.',
    next: 'Check the fields, then try again.',
  }),
  'machine-id-invalid': () => ({
    says: 'This is not a machine ID.',
    next: 'Compare it with what the user sent.',
  }),
  'wrong-product': () => ({
    says: 'This machine ID is for another product.',
    next: 'Ask for the machine ID that this product shows.',
  }),
  'activation-request-invalid': () => ({
    says: 'This is not an activation request, or it was damaged on the way.',
    next: 'Ask for the file again and send it as an attachment.',
  }),
  'confirmation-missing': () => ({
    says: 'The confirmation does not match.',
    next: 'Type what is asked for, then confirm again.',
  }),
  'period-invalid': () => ({
    says: 'The license would end before it starts.',
    next: 'Choose a later end.',
  }),
  'idempotency-key-reused': () => ({
    says: 'This was sent before with other contents.',
    next: 'Begin again with a new form.',
  }),
  'too-many-requests': () => ({
    says: 'There were too many attempts.',
    next: 'Wait a little, then try again.',
  }),
  internal: () => ({ says: 'The service has a fault.', next: again }),
  unavailable: () => ({ says: 'The service cannot be reached.', next: 'Wait a little, then try again.' }),
  'clock-behind': () => ({
    says: 'The clock of the service is behind.',
    next: 'Tell the operator of the service: nothing is issued until it is right.',
  }),
  'ledger-behind': () => ({
    says: 'The service was restored from a backup and misses licenses.',
    next: 'Tell the operator of the service: nothing is issued until they are back.',
  }),
};

export const partMissing: Advice = {
  says: 'A part of this page did not arrive.',
  next: 'Check the connection, then try again. If that does not help, reload the page.',
};
