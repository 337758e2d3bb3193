import { createNodeSigner } from '@latchkey/crypto/node';
import { issuerJwk, KeySet, type Signer } from '@latchkey/crypto';
import { createHash, randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Actor } from '../../src/actor.js';
import type { CheckpointStore } from '../../src/checkpoint.js';
import { fileCheckpoints } from '../../src/checkpoints/file-checkpoints.js';
import { openDatabase, type Place } from '../../src/db/open.js';
import { createOrganization } from '../../src/vendor/organizations.js';
import { copyLedger, type Copy } from '../copies.js';
import { CONSOLE, START, type Fixture, type TestLedger } from '../ledger.js';
import { LICENSES } from './model.js';

/** The real ledger, in one organization of its own, and what is kept outside of its database. */
export class System {
  readonly organizationId: string;
  readonly admin: Actor;
  readonly licenseIds: readonly string[];
  /** License files by number: all that were ever handed out. */
  readonly files = new Map<number, { readonly id: string; readonly text: string }>();
  ledger: TestLedger & { checkpoints: CheckpointStore };
  #place: Place;
  readonly #checkpoints: string;
  readonly #copies: Copy[] = [];
  #backup: Copy | undefined;
  readonly #signers: Signer[] = [];

  private constructor(fixture: Fixture, folder: string, organizationId: string, admin: Actor, ids: string[]) {
    this.organizationId = organizationId;
    this.admin = admin;
    this.licenseIds = ids;
    this.#place = fixture.place;
    this.#checkpoints = path.join(folder, `${organizationId}.json`);
    this.ledger = { ...fixture.ledger, time: START, checkpoints: fileCheckpoints(this.#checkpoints) };
    this.rotateKey();
  }

  static async open(fixture: Fixture, folder: string): Promise<System> {
    const id = `org-${randomBytes(6).toString('hex')}`;
    await createOrganization(fixture.ledger, CONSOLE, { id, name: 'Acme' });
    const admin = await fixture.addMember('admin', id);
    const ids: string[] = [];
    for (const { quantity, ends } of LICENSES) {
      const license = { organizationId: id, name: 'Yearly', quantity, startsAt: START - 1, endsAt: ends };
      ids.push((await fixture.purchase(license)).id);
    }
    const system = new System(fixture, folder, id, admin, ids);
    await system.restart();
    return system;
  }

  /** As when a service is stopped and started. */
  async restart(): Promise<void> {
    await this.ledger.checkpoints.flush();
    const db = await openDatabase(this.#place);
    if (this.#isOwn) await this.ledger.db.destroy();
    this.#isOwn = true;
    this.ledger = { ...this.ledger, db, checkpoints: fileCheckpoints(this.#checkpoints) };
  }

  /** The first one belongs to the fixture. */
  #isOwn = false;

  async backUp(): Promise<void> {
    this.#backup = await this.#copy(this.#place);
  }

  async restore(): Promise<void> {
    if (!this.#backup) return;
    this.#place = (await this.#copy(this.#backup.place)).place;
    await this.restart();
  }

  rotateKey(): void {
    const seed = createHash('sha256').update(`key ${this.#signers.length}`).digest();
    this.#signers.push(createNodeSigner(seed));
    this.ledger = { ...this.ledger, signer: this.#signers.at(-1) as Signer };
  }

  /** All keys that ever signed. */
  get keys(): KeySet {
    return KeySet.fromJwks({ keys: this.#signers.map(({ publicKey }) => issuerJwk(publicKey)) });
  }

  async close(): Promise<void> {
    await this.ledger.checkpoints.flush();
    await this.ledger.db.destroy();
    for (const copy of this.#copies) await copy.drop();
  }

  async #copy(place: Place): Promise<Copy> {
    const copy = await copyLedger(place);
    this.#copies.push(copy);
    return copy;
  }
}
