import { parseMachineId, type MachineIdFault } from '@latchkey/core';

/** What stands in the field for the machine ID. */
export type MachineCheck =
  | { readonly name: 'empty' }
  /** No mistake so far. */
  | { readonly name: 'incomplete'; readonly have: number; readonly want: number }
  | {
      readonly name: 'wrong';
      readonly have: number;
      readonly want: number;
      readonly fault: MachineIdFault;
      /** The product that the machine ID is for, where that is what is wrong. */
      readonly otherProduct: string;
    }
  | { readonly name: 'sound'; readonly machineId: string };

/** What people put between groups; core leaves the same out. */
const SEPARATORS = /[\s\-\u2010-\u2015]/g;
/** Characters of a machine ID behind the product code. */
const DATA = 34;
/** Completes what is typed so that core looks at its characters; a symbol that every machine ID may have. */
const FILLER = 'q';

/** Reads a machine ID while it is typed: a mistake is told at once where it is one whatever follows. */
export function checkMachineId(typed: string, product: string): MachineCheck {
  const have = typed.replaceAll(SEPARATORS, '').length;
  const want = product.length + DATA;
  if (have === 0) return { name: 'empty' };
  const read = parseMachineId(typed, product);
  if (read.ok) return { name: 'sound', machineId: read.text };
  const otherProduct = read.fault === 'wrong-product' ? productOf(typed) : '';
  if (read.fault !== 'length' || have > want) {
    return { name: 'wrong', have, want, fault: read, otherProduct };
  }
  const filled = parseMachineId(typed + FILLER.repeat(want - have), product);
  const isCertain = !filled.ok && (filled.fault === 'wrong-character' || filled.fault === 'wrong-prefix');
  if (!isCertain) return { name: 'incomplete', have, want };
  // The filler has its own places behind what was typed.
  const fault = { ...filled, at: filled.at.filter((at) => at < typed.length) };
  return fault.at.length > 0
    ? { name: 'wrong', have, want, fault, otherProduct }
    : { name: 'incomplete', have, want };
}

/** True for the text of an activation request: a machine ID has no dots, and a token two of them. */
export function isActivationRequest(text: string): boolean {
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text.trim());
}

function productOf(typed: string): string {
  const read = parseMachineId(typed);
  return read.ok ? read.product : '';
}
