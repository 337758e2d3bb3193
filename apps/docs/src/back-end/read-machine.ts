import { LatchkeyError, parseMachineId, type MachineReference } from '@latchkey/core';
import { verifyRequest } from '@latchkey/crypto';

/** A machine that can get a license. */
export interface Machine {
  /** Canonical. */
  readonly machineId: string;
  /** Thumbprint of the device key, where the machine showed one: its license is then bound to it. */
  readonly jkt?: string;
  /** What the request calls the machine; nobody vouches for it. */
  readonly host?: string;
  readonly isContainer: boolean;
}

/**
 * Reads a machine for a product, from its ID or from the request that it signed.
 *
 * @throws LatchkeyError `machine-id-invalid` with the places of wrong symbols, `wrong-product`,
 *   `activation-request-invalid` with the reason
 */
export function readMachine(reference: MachineReference, product: string): Machine {
  if ('activationRequest' in reference) return readRequest(reference.activationRequest, product);
  const id = parseMachineId(reference.machineId, product);
  if (id.ok) return { machineId: id.text, isContainer: false };
  const code = id.fault === 'wrong-product' ? 'wrong-product' : 'machine-id-invalid';
  throw new LatchkeyError(code, `Nothing was issued. ${id.detail}`, {
    details: { fault: id.fault, at: id.at },
  });
}

function readRequest(text: string, product: string): Machine {
  const read = verifyRequest(text, { product });
  if (!read.ok) {
    const code = read.reason === 'wrong-product' ? 'wrong-product' : 'activation-request-invalid';
    throw new LatchkeyError(code, `Nothing was issued. ${read.detail} Ask the user for a new request.`, {
      details: { reason: read.reason },
    });
  }
  const { sub, host, container } = read.request;
  const isContainer = container === true;
  return { machineId: sub, jkt: read.jkt, ...(host !== undefined && { host }), isContainer };
}
