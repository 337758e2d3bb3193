import type { MachineReference } from '@latchkey/core';
import type { Signer } from '@latchkey/crypto';
import { Clock } from '../back-end/clock.js';
import { MemoryActivation, type MemoryActivationOptions } from '../back-end/memory-activation.js';
import { MemoryIssuer } from '../back-end/memory-issuer.js';
import { newSigner } from '../back-end/new-signer.js';
import { sampleBook } from './sample-book.js';

/** The product of the examples, by its code. */
const PRODUCT = 'KSE';
export const ORGANIZATION = 'nordic';
/** The license of the examples, and one with a single seat. */
export const LICENSE = 'LIC-2026-0042';
export const ONE_SEAT = 'LIC-2026-0043';

/** A vendor, an organization and a machine, all under one clock. */
export class World {
  readonly clock: Clock;
  /** The issuer's key. */
  readonly signer: Signer;
  readonly issuer: MemoryIssuer;
  readonly machine: MemoryActivation;

  private constructor(clock: Clock, signer: Signer, issuer: MemoryIssuer, machine: MemoryActivation) {
    this.clock = clock;
    this.signer = signer;
    this.issuer = issuer;
    this.machine = machine;
  }

  /** @param daysAgo when the world begins; some elements know what time it is now */
  static async open(facts: Partial<MemoryActivationOptions> = {}, daysAgo = 0): Promise<World> {
    const clock = new Clock();
    clock.move(-daysAgo);
    const { now } = clock;
    const signer = await newSigner();
    const issuer = new MemoryIssuer({ signer, now, ...sampleBook(now()) });
    const options = { product: PRODUCT, keys: issuer.keys, now, host: "Ada's laptop" };
    return new World(clock, signer, issuer, new MemoryActivation({ ...options, ...facts }));
  }

  /** Has a license made for a machine, and returns its file. */
  async issue(
    machine: MachineReference,
    licenseId: string = LICENSE,
    assignee = 'Ada Lovelace',
  ): Promise<string> {
    const where = { organizationId: ORGANIZATION, licenseId };
    const { machineId } = await this.issuer.preview({ ...where, machine });
    const confirmation = machineId.slice(-4);
    const { offlineLicense } = await this.issuer.create({
      ...where,
      machine,
      assignee,
      confirmation,
    });
    return this.file(offlineLicense.id);
  }

  /** Has the license of this machine made, from its own request. */
  async issueHere(): Promise<string> {
    const { request } = await this.machine.readMachine();
    return this.issue({ activationRequest: request });
  }

  /** Has the license of this machine made and loaded. */
  async activate(): Promise<void> {
    await this.machine.activate(await this.issueHere());
  }

  /** Has the successor of the license of this machine made, and returns its file. */
  async renew(): Promise<string> {
    const { license } = await this.machine.readState();
    if (!license) throw new Error('No license is in force that could be renewed.');
    const confirmation = license.sub.slice(-4);
    const request = { organizationId: ORGANIZATION, id: license.jti, confirmation };
    const { offlineLicense } = await this.issuer.renew(request);
    return this.file(offlineLicense.id);
  }

  async file(id: string): Promise<string> {
    const { bytes } = await this.issuer.download({ organizationId: ORGANIZATION, ids: [id] });
    return new TextDecoder().decode(bytes);
  }

  /** Lets days pass until so many of a fresh license of 60 days are left. */
  leave(days: number): void {
    this.clock.move(60 - days);
  }
}

/** The ID of some other machine. */
export async function machineOf(product: string): Promise<string> {
  const { machine } = await World.open({ product });
  return (await machine.readMachine()).machineId;
}
