import type { ActivationMessages } from '../locales/activation.js';
import type { Question } from '../shared/confirmation.js';

/** Asked before a license is removed. */
export function removalQuestion({ common, ...messages }: ActivationMessages): Question {
  const { remove: confirm, removeText: text, removeTitle: title } = messages;
  return { title, text, confirm, cancel: common.cancel };
}

/** Asked before a device key is replaced. */
export function startAnewQuestion({ common, ...messages }: ActivationMessages): Question {
  const { startAnew: confirm, startAnewText: text, startAnewTitle: title } = messages;
  return { title, text, confirm, cancel: common.cancel };
}
