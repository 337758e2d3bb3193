import type { IssuingBackend, IssuingOrganization, PurchasedLicense } from '@latchkey/core';
import type { ReactiveElement } from 'lit';
import type { Phase } from '../shared/phase.js';
import { Step } from '../shared/step.js';

/** What an element wants to hear. */
export interface PurchasesListener {
  /** The organizations are there; goes on with one of them. */
  arrived(organizations: readonly IssuingOrganization[]): Promise<void>;
  failed(error: unknown): void;
}

/** Reads the organizations of a person, and the purchased licenses of the one that is chosen. */
export class Purchases {
  readonly #host: ReactiveElement;
  readonly #listener: PurchasesListener;
  readonly #readingOrganizations: Step;
  readonly #readingLicenses: Step;
  #backend: IssuingBackend | undefined;
  #organizations: Phase<readonly IssuingOrganization[]> = { name: 'reading' };
  #licenses: Phase<readonly PurchasedLicense[]> = { name: 'reading' };

  constructor(host: ReactiveElement, listener: PurchasesListener) {
    this.#host = host;
    this.#listener = listener;
    this.#readingOrganizations = new Step(host);
    this.#readingLicenses = new Step(host);
  }

  get organizations(): Phase<readonly IssuingOrganization[]> {
    return this.#organizations;
  }

  get licenses(): Phase<readonly PurchasedLicense[]> {
    return this.#licenses;
  }

  /** The licenses that are there. */
  get all(): readonly PurchasedLicense[] {
    return this.#licenses.name === 'ready' ? this.#licenses.value : [];
  }

  /** Begins anew with a back end, or with none. */
  async readOrganizations(backend: IssuingBackend | undefined): Promise<void> {
    this.#backend = backend;
    this.#readingLicenses.abort();
    this.#readingOrganizations.abort();
    this.#organizations = { name: backend ? 'reading' : 'unconfigured' };
    this.#licenses = { name: 'reading' };
    this.#host.requestUpdate();
    if (!backend) return;
    let next: Promise<void> | undefined;
    await this.#readingOrganizations.run((signal) => backend.listOrganizations({ signal }), {
      done: (value) => {
        this.#organizations = { name: 'ready', value };
        this.#host.requestUpdate();
        next = this.#listener.arrived(value);
      },
      failed: (error) => {
        this.#organizations = { name: 'failed', error };
        this.#failed(error);
      },
    });
    await next;
  }

  /** Reads the licenses of another organization; those of the one before are gone at once. */
  async readLicenses(organizationId: string): Promise<void> {
    this.#licenses = { name: 'reading' };
    this.#host.requestUpdate();
    await this.refreshLicenses(organizationId);
  }

  /** Reads them again; those that are there stay until then. */
  async refreshLicenses(organizationId: string): Promise<void> {
    const backend = this.#backend;
    if (!backend) return;
    await this.#readingLicenses.run((signal) => backend.listLicenses(organizationId, { signal }), {
      done: (value) => {
        this.#licenses = { name: 'ready', value };
        this.#host.requestUpdate();
      },
      failed: (error) => {
        this.#licenses = { name: 'failed', error };
        this.#failed(error);
      },
    });
  }

  #failed(error: unknown): void {
    this.#host.requestUpdate();
    this.#listener.failed(error);
  }
}
