import type { Refused } from '@latchkey/core';
import type { ActivationMessages } from '../locales/activation.js';
import type { Advice } from '../locales/text.js';
import { shortMachineCode } from '../shared/machine-code.js';
import { moment } from '../shared/moment.js';
import { foreign } from '../shared/foreign.js';

/** What a person reads about a license that is refused: what is wrong, and the way out. */
export function verdictAdvice(
  { reason, license, checked }: Refused,
  { reasons }: ActivationMessages,
  tag: string,
): Advice {
  const unknown = '–';
  return reasons[reason]({
    product: license ? foreign(license.aud) : unknown,
    thisProduct: foreign(checked.product),
    machine: license ? shortMachineCode(license.sub) : unknown,
    thisMachine: shortMachineCode(checked.machineId),
    starts: license ? moment(license.nbf, tag) : unknown,
    ended: license ? moment(license.exp, tag) : unknown,
  });
}
