import { judgeRequest, LatchkeyError, parseMachineId } from '@latchkey/core';
import { verifySignature } from '@latchkey/crypto';

/** Which machine a license is for: its ID as somebody typed it, or the activation request that it made. */
export type MachineInput = { readonly machineId: string } | { readonly activationRequest: string };

/** A machine that can get a license. */
export interface Machine {
  /** Canonical. */
  readonly machineId: string;
  /** Thumbprint of the device key, where the machine showed one. */
  readonly jkt?: string;
  /** What the request says about the machine; nobody vouches for it. */
  readonly host?: string;
  readonly isContainer: boolean;
}

/**
 * The machine ID that an input speaks of, as far as that can be told without the product: enough to look it up, not to
 * trust it.
 *
 * @returns `undefined` where `readMachine` refuses the input for every product
 */
export function peekMachineId(input: MachineInput): string | undefined {
  if ('machineId' in input) {
    const id = parseMachineId(input.machineId);
    return id.ok ? id.text : undefined;
  }
  const read = judgeRequest(input.activationRequest, 'any', () => true);
  return read.ok ? read.request.sub : undefined;
}

/**
 * Reads a machine for a product.
 *
 * @throws LatchkeyError `machine-id-invalid` with the places of wrong symbols, `wrong-product`,
 *   `activation-request-invalid` with the reason
 */
export function readMachine(input: MachineInput, product: string): Machine {
  if ('activationRequest' in input) return readRequest(input.activationRequest, product);
  const id = parseMachineId(input.machineId, product);
  if (!id.ok) {
    const code = id.fault === 'wrong-product' ? 'wrong-product' : 'machine-id-invalid';
    throw new LatchkeyError(code, `Nothing was issued. ${id.detail}`, {
      details: { fault: id.fault, at: id.at },
    });
  }
  return { machineId: id.text, isContainer: false };
}

function readRequest(text: string, product: string): Machine {
  const read = judgeRequest(text, product, verifySignature);
  if (!read.ok) {
    const code = read.reason === 'wrong-product' ? 'wrong-product' : 'activation-request-invalid';
    throw new LatchkeyError(code, `Nothing was issued. ${read.detail} Ask the user for a new request.`, {
      details: { reason: read.reason },
    });
  }
  const { sub, host, container } = read.request;
  return {
    machineId: sub,
    jkt: read.jkt,
    ...(host !== undefined && { host }),
    isContainer: container === true,
  };
}
