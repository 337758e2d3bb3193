import { encodeBase64url, MAX_TIME, printable } from '@latchkey/core';
import { signRequest } from '@latchkey/crypto';
import { isContainer } from './container.js';
import { deviceSigner } from './device-key.js';
import { toMachine, type MachineOptions } from './machine.js';
import { machineId } from './machine-id.js';

const NONCE_BYTES = 16;
const MAX_LABEL = 200;

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
  const host = toLabel(system.hostName());
  const account = toLabel(system.userName());
  const claims = {
    sub: await machineId(machine),
    aud: product,
    iat: toTime(options.now),
    nonce: encodeBase64url(system.randomBytes(NONCE_BYTES)),
    ...(host !== '' && { host }),
    ...(account !== '' && { account }),
    ...((await isContainer(system)) && { container: true as const }),
  };
  return signRequest(claims, await deviceSigner(machine, { create: true }));
}

/** Names come from the system as they are; a request holds no control characters and no endless ones. */
function toLabel(name: string): string {
  return Array.from(printable(name)).slice(0, MAX_LABEL).join('').trim();
}

/** A clock that is out of all bounds must not keep anybody from asking for a license. */
function toTime(now: number): number {
  return Number.isFinite(now) ? Math.min(Math.max(0, Math.floor(now)), MAX_TIME) : 0;
}
