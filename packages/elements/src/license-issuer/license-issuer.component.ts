import type { IssuingBackend, IssuingOrganization, PurchasedLicense } from '@latchkey/core';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { licenseIssuerCatalog, type LicenseIssuerMessages } from '../locales/license-issuer.js';
import { BackendController } from '../shared/backend-controller.js';
import { issuingBackendContext } from '../shared/contexts.js';
import { LatchkeyElement } from '../shared/latchkey-element.js';
import { notice } from '../shared/notice.js';
import type { Phase } from '../shared/phase.js';
import { failureNotice, renderUnconfigured } from '../shared/phase-notices.js';
import { explainError } from '../shared/problem.js';
import { Step } from '../shared/step.js';
import type { IssueDesk } from './issue-desk.js';
import { issuedList, refreshIssued } from './issued-list.js';
import {
  LatchkeyOfflineLicenseCreatedEvent,
  LatchkeySelectionChangedEvent,
} from './license-issuer-events.js';
import { licenseIssuerStyles } from './license-issuer.styles.js';
import { findReason } from './license-table.js';
import { licensesPanel } from './licenses-panel.js';
import { Purchases } from './purchases.js';
import { topBar } from './top-bar.js';

/**
 * Makes offline licenses: from the licenses that an organization has purchased to the file for one machine, with a look at
 * what will happen before it is confirmed.
 *
 * @summary Issues offline licenses.
 *
 * @fires latchkey-selection-changed - Another organization or license is chosen.
 * @fires latchkey-offline-license-created - An offline license was created, or the machine had one already.
 * @fires latchkey-copied - The text of a license was copied.
 * @fires latchkey-saved - The file of a license was handed to the person.
 * @fires latchkey-failed - The back end failed, or refused.
 * @fires latchkey-offline-license-renewed - A license of the list was renewed.
 * @fires latchkey-offline-licenses-imported - Licenses were created from a table.
 * @fires latchkey-query-changed - The person searched, filtered or sorted the list.
 *
 * @csspart base - The box around everything.
 * @csspart table - The purchased licenses.
 * @csspart row - Each of them.
 * @csspart form - The form for a new offline license.
 * @csspart zone - Where the machine ID is entered and a request file dropped.
 * @csspart field - Each field.
 * @csspart camera - The picture of the camera.
 * @csspart preview - What will happen.
 * @csspart details - The list in it.
 * @csspart id - A machine ID.
 * @csspart result - The license that was created.
 * @csspart qr - Its QR code.
 * @csspart notice - A message.
 * @csspart button - Each button.
 * @csspart list - The list of offline licenses.
 * @csspart state - The state of each of them.
 * @csspart confirmation - The dialog that asks before a license is created or renewed.
 */
export class LatchkeyLicenseIssuer extends LatchkeyElement<LicenseIssuerMessages> {
  static override readonly styles = licenseIssuerStyles;

  /** Where licenses are issued; without one, the context `issuingBackendContext` around the element. */
  @property({ attribute: false }) backend: IssuingBackend | undefined;
  /** The organization that is chosen. Without one, or where it is not the person's, the first. */
  @property({ attribute: 'organization-id' }) organizationId: string | undefined;
  /** The purchased license that is chosen. Without one, the only one there is. */
  @property({ attribute: 'license-id' }) licenseId: string | undefined;
  /** The level of the headings, so that they fit into the page: 1 to 6. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  /** Why the form cannot be shown. */
  @state() private loadError: unknown;
  /** Of which licenses are shown; of every product where it is empty. */
  @state() private product = '';

  readonly #backend: BackendController<IssuingBackend>;
  readonly #purchases = new Purchases(this, {
    arrived: (organizations) => this.#choose(organizations),
    failed: (error) => this.#tell(error),
  });
  readonly #loading = new Step(this);
  #desk: IssueDesk | undefined;
  /** The organization whose licenses are read. */
  #chosen = '';
  /** The selection that the page was told last. */
  #told = '';

  constructor() {
    super(licenseIssuerCatalog);
    this.#backend = new BackendController(this, issuingBackendContext, () => this.#start());
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { organizations } = this.#purchases;
    // Set by the page, or chosen by the person.
    const isAnother = changed.has('organizationId') && this.organizationId !== this.#chosen;
    if (isAnother && organizations.name === 'ready') void this.#choose(organizations.value);
    if (changed.has('licenseId')) this.#desk?.closeForm();
  }

  protected override updated(): void {
    if (this.#purchases.licenses.name !== 'ready') return;
    const licenseId = this.#license?.id;
    const key = JSON.stringify([this.#chosen, licenseId]);
    if (key === this.#told) return;
    this.#told = key;
    this.dispatchEvent(new LatchkeySelectionChangedEvent(this.#chosen, licenseId));
  }

  protected override renderContent(): unknown {
    const { messages } = this;
    const { organizations } = this.#purchases;
    if (organizations.name === 'unconfigured') return renderUnconfigured(messages.common);
    if (organizations.name !== 'ready') {
      return this.#renderPending(organizations, () => this.#purchases.readOrganizations(this.#backend.value));
    }
    if (organizations.value.length > 0) return this.#renderOrganization(organizations.value);
    return notice('plain', messages.noOrganization.says, messages.noOrganization.next);
  }

  /** What is not there yet, or could not be read. */
  #renderPending(phase: Phase<unknown>, read: () => Promise<void>): TemplateResult {
    if (phase.name === 'failed') {
      const { error } = phase;
      const advice = explainError(error, this.messages, this.tag);
      return failureNotice({ error, advice }, this.messages.common, () => void this.#retry(read));
    }
    return html`<div class="skeleton late" role="img" aria-label=${this.messages.reading}></div>`;
  }

  /** The form did not arrive. */
  #renderMissing(): unknown {
    const { messages, loadError: error } = this;
    if (error === undefined) return nothing;
    return failureNotice({ error, advice: messages.partMissing }, messages.common, () => void this.#create());
  }

  #renderOrganization(organizations: readonly IssuingOrganization[]): TemplateResult {
    const { messages, tag, organizationId, product } = this;
    const { all } = this.#purchases;
    const isOpen = this.#desk?.isFormOpen ?? false;
    const { value: backend } = this.#backend;
    return html`<div class="issuer">
      ${topBar(
        {
          organizations,
          organizationId,
          licenses: all,
          product,
          whyNot: findReason(this.#license, messages, tag),
          canOpen: !isOpen,
        },
        {
          choose: (id) => (this.organizationId = id),
          filter: (wanted) => (this.product = wanted),
          create: () => void this.#create(),
        },
        messages,
      )}
      ${this.#renderMissing()} ${this.#desk?.render(this.headingLevel)}
      ${isOpen ? nothing : this.#renderLicenses()}
      ${issuedList(
        { backend, organizationId: this.#chosen, license: this.#license, headingLevel: this.headingLevel },
        {
          changed: () => void this.#purchases.refreshLicenses(this.#chosen),
          showAll: all.length > 1 ? () => (this.licenseId = undefined) : undefined,
        },
        messages,
      )}
    </div>`;
  }

  #renderLicenses(): unknown {
    const { messages, tag, product } = this;
    const { licenses } = this.#purchases;
    if (licenses.name !== 'ready') {
      return this.#renderPending(licenses, () => this.#purchases.readLicenses(this.#chosen));
    }
    const selection = { product, chosen: this.#license?.id };
    return licensesPanel(licenses.value, selection, (id) => (this.licenseId = id), messages, tag);
  }

  /** The purchased license that is chosen. */
  get #license(): PurchasedLicense | undefined {
    const { all } = this.#purchases;
    return all.length === 1 ? all[0] : all.find(({ id }) => id === this.licenseId);
  }

  #start(): void {
    this.#desk?.close();
    this.loadError = undefined;
    this.product = '';
    void this.#purchases.readOrganizations(this.#backend.value);
  }

  /** Goes on with the organization that is chosen, else with the first. */
  async #choose(organizations: readonly IssuingOrganization[]): Promise<void> {
    const known = organizations.find(({ id }) => id === this.organizationId) ?? organizations[0];
    if (!known) return;
    this.#chosen = known.id;
    this.organizationId = known.id;
    this.#desk?.close();
    this.loadError = undefined;
    this.product = '';
    await this.#purchases.readLicenses(known.id);
  }

  /** Opens the form, or says why it cannot. */
  async #create(): Promise<void> {
    const backend = this.#backend.value;
    const license = this.#license;
    const obstacle = findReason(license, this.messages, this.tag);
    if (obstacle !== undefined) return this.announce(obstacle);
    if (!backend || !license) return;
    this.loadError = undefined;
    await this.#loading.run(() => this.#loadDesk(), {
      done: (desk) => void desk.open({ backend, organizationId: this.#chosen, license }),
      failed: (error) => {
        this.loadError = error;
        this.tellFailure(error, this.messages.partMissing);
      },
    });
  }

  /** Loaded on first use: who only looks does not need it. */
  async #loadDesk(): Promise<IssueDesk> {
    const { IssueDesk } = await import('./issue-desk.js');
    return (this.#desk ??= new IssueDesk(this, {
      messages: () => this.messages,
      tag: () => this.tag,
      announce: (text) => this.announce(text),
      failed: (error, advice) => this.tellFailure(error, advice),
      created: ({ offlineLicense, existing }) => {
        this.dispatchEvent(new LatchkeyOfflineLicenseCreatedEvent(offlineLicense, existing));
        // The list has one more, and the license other seats.
        refreshIssued(this.renderRoot);
        void this.#purchases.refreshLicenses(this.#chosen);
      },
      closed: () => void this.#focus('.create'),
    }));
  }

  #tell(error: unknown): void {
    this.tellFailure(error, explainError(error, this.messages, this.tag));
  }

  async #retry(read: () => Promise<void>): Promise<void> {
    await read();
    await this.#focus('select, input, .notice button');
  }

  async #focus(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}
