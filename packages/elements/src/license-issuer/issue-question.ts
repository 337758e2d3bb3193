import type { LicenseIssuerMessages } from '../locales/license-issuer.js';
import { say } from '../locales/text.js';
import type { LastFourQuestion } from '../shared/last-four-confirmation.js';
import { moment } from '../shared/moment.js';

/** Asked before an offline license is created that ends then. */
export function issueQuestion(until: number, messages: LicenseIssuerMessages, tag: string): LastFourQuestion {
  const { confirmTitle: title, create: confirm, lastFour, takesSeat, common } = messages;
  return {
    title,
    text: say`${lastFour.irreversible(moment(until, tag))} ${takesSeat}`,
    confirm,
    tone: 'primary',
    cancel: common.cancel,
    messages: lastFour,
  };
}
