import { machineIdFromDevice, machineIdFromOs } from '@latchkey/core';
import { readAccount } from './account.js';
import { deviceSigner } from './device-key.js';
import { hasLicenses, licenseFolder } from './license-folder.js';
import { toMachine, type MachineOptions } from './machine.js';
import { readOsId } from './os-id.js';

/**
 * The machine ID of this machine for one product: what a user sends to get a license.
 *
 * With the identity `os` it is derived from the operating system's own ID and, in the scope `user`, from the
 * account. With the identity `device` it commits to the device key, which is made where there is none and no
 * license is stored yet.
 *
 * @returns the canonical text, as `kse1q6rxukk7x7nrghtylqmhqcmtx6usze35h`
 * @throws LatchkeyError `machine-id-unavailable`, `product-invalid`, and for the identity `device` what
 *   {@link deviceSigner} throws
 */
export async function machineId(options: MachineOptions): Promise<string> {
  const machine = toMachine(options);
  const { product, scope, identity, system } = machine;
  if (identity === 'device') {
    // Where licenses are stored but the key is gone, a new key would only hide the loss.
    const create = !(await hasLicenses(licenseFolder(machine)));
    const { kid } = await deviceSigner(machine, { create });
    return machineIdFromDevice({ product, jkt: kid });
  }
  const account = scope === 'user' ? await readAccount(system) : '';
  return machineIdFromOs({ osId: await readOsId(system), product, account });
}
