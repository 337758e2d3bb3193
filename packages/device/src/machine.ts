import { resolve, join } from 'node:path';
import { assertProductCode, type MachineIdScheme, type MachineScope } from '@latchkey/core';
import { nodeSystem } from './node-system.js';
import type { System } from './system.js';

/** Which machine, account and product is meant, and where Latchkey keeps its files. */
export interface MachineOptions {
  /** Product code, for example `KSE`. */
  readonly product: string;
  /** Whose license it is: one account's on this machine (as it is), or everybody's. For the identity `os` only. */
  readonly scope?: MachineScope | undefined;
  /**
   * What tells this machine from others: the operating system's ID (as it is), or a key in `home`, for
   * containers and systems without an ID.
   */
  readonly identity?: MachineIdScheme | undefined;
  /** Folder of licenses, device key and clock marks; `.latchkey` in the home folder as it is. */
  readonly home?: string | undefined;
  /** The operating system; the real one as it is. */
  readonly system?: System | undefined;
}

/** {@link MachineOptions}, checked and complete. */
export interface Machine extends MachineOptions {
  readonly scope: MachineScope;
  readonly identity: MachineIdScheme;
  /** An absolute path. */
  readonly home: string;
  readonly system: System;
}

/**
 * Checks and completes options.
 *
 * @throws LatchkeyError `product-invalid`; TypeError for a scope or identity that is none
 */
export function toMachine(options: MachineOptions): Machine {
  const { product, scope = 'user', identity = 'os', system = nodeSystem() } = options;
  // Also what keeps a path out of the name of a folder.
  assertProductCode(product);
  if (scope !== 'user' && scope !== 'machine') throw new TypeError("scope must be 'user' or 'machine'");
  if (identity !== 'os' && identity !== 'device') throw new TypeError("identity must be 'os' or 'device'");
  return {
    product,
    scope,
    identity,
    home: resolve(options.home ?? join(system.homeDir(), '.latchkey')),
    system,
  };
}
