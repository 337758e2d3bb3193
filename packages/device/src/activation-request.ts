import { signRequest } from '@latchkey/crypto';
import { isContainer } from './container.js';
import { deviceSigner } from './device-key.js';
import { toMachine, type MachineOptions } from './machine.js';
import { machineId } from './machine-id.js';
import { NONCE_BYTES, requestClaims } from './shared/request-claims.js';

/**
 * Makes an activation request: the machine ID and the public device key, signed by that key. The license
 * issued from it is bound to the key, also where the machine ID comes from the operating system. The key is
 * made where there is none.
 *
 * @param options.now seconds since 1970; the request repeats it for information
 * @returns the text to send: a compact JWS and a newline
 * @throws LatchkeyError what {@link machineId} and {@link deviceSigner} throw
 */
export async function activationRequest(options: MachineOptions & { readonly now: number }): Promise<string> {
  const machine = toMachine(options);
  const { product, system } = machine;
  const claims = requestClaims({
    product,
    machineId: await machineId(machine),
    now: options.now,
    nonce: system.randomBytes(NONCE_BYTES),
    host: system.hostName(),
    account: system.userName(),
    isContainer: await isContainer(system),
  });
  return signRequest(claims, await deviceSigner(machine, { create: true }));
}
