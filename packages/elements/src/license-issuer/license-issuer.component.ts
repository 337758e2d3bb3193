import type { IssuedLicense, IssuingBackend, IssuingOrganization, PurchasedLicense } from '@latchkey/core';
import { html, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { licenseIssuerCatalog, type LicenseIssuerMessages } from '../locales/license-issuer.js';
import { BackendController } from '../shared/backend-controller.js';
import { issuingBackendContext } from '../shared/contexts.js';
import type { Advice, Text } from '../locales/text.js';
import { LatchkeyElement } from '../shared/latchkey-element.js';
import { notice } from '../shared/notice.js';
import type { Phase } from '../shared/phase.js';
import { failureNotice, renderUnconfigured } from '../shared/phase-notices.js';
import { explainError } from '../shared/problem.js';
import { IssueForm } from './issue-form.js';
import { IssueResult } from './issue-result.js';
import { issuedList, refreshIssued } from './issued-list.js';
import {
  LatchkeyOfflineLicenseCreatedEvent,
  LatchkeySelectionChangedEvent,
} from './license-issuer-events.js';
import { licenseIssuerStyles } from './license-issuer.styles.js';
import { findObstacle } from './license-table.js';
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
 * @csspart confirmation - The dialog that asks before a license is created.
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

  /** Of which licenses are shown; of every product where it is empty. */
  @state() private product = '';

  readonly #backend: BackendController<IssuingBackend>;
  readonly #purchases = new Purchases(this, {
    arrived: (organizations) => this.#choose(organizations),
    failed: (error) => this.tellFailure(error, explainError(error, this.messages, this.tag)),
  });
  readonly #form: IssueForm;
  readonly #result: IssueResult;
  /** The organization whose licenses are read. */
  #chosen = '';
  /** The selection that the page was told last. */
  #told = '';

  constructor() {
    super(licenseIssuerCatalog);
    this.#backend = new BackendController(this, issuingBackendContext, () => this.#start());
    const shared = {
      messages: () => this.messages,
      tag: () => this.tag,
      announce: (text: Text) => this.announce(text),
      failed: (error: unknown, advice: Advice) => this.tellFailure(error, advice),
    };
    this.#form = new IssueForm(this, {
      ...shared,
      created: ({ offlineLicense, existing }) => this.#created(offlineLicense, existing),
      chosen: (offlineLicense) => this.#handOut(offlineLicense, true),
      closed: () => void this.#focus('.create'),
    });
    this.#result = new IssueResult(this, { ...shared, done: () => void this.#focus('.create') });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { organizations } = this.#purchases;
    // Set by the page, or chosen by the person.
    const isAnother = changed.has('organizationId') && this.organizationId !== this.#chosen;
    if (isAnother && organizations.name === 'ready') void this.#choose(organizations.value);
    if (changed.has('licenseId')) this.#form.close();
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
    const { messages, tag } = this;
    if (phase.name !== 'failed') {
      return html`<div class="skeleton late" role="img" aria-label=${messages.reading}></div>`;
    }
    const { error } = phase;
    const advice = explainError(error, messages, tag);
    return failureNotice({ error, advice }, messages.common, () => void this.#retry(read));
  }

  #renderOrganization(organizations: readonly IssuingOrganization[]): TemplateResult {
    const { messages, organizationId, product } = this;
    const { all } = this.#purchases;
    const { isOpen } = this.#form;
    const { value: backend } = this.#backend;
    return html`<div class="issuer">
      ${topBar(
        { organizations, organizationId, licenses: all, product, whyNot: this.#whyNot(), canOpen: !isOpen },
        {
          choose: (id) => (this.organizationId = id),
          filter: (wanted) => (this.product = wanted),
          create: () => void this.#create(),
        },
        messages,
      )}
      ${this.#result.render()} ${isOpen ? this.#form.render(this.headingLevel) : this.#renderLicenses()}
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

  /** Why nothing can be created now; nothing where it can. */
  #whyNot(): Text | undefined {
    const { messages, tag } = this;
    const license = this.#license;
    if (!license) return messages.chooseFirst;
    const obstacle = findObstacle(license, messages, tag);
    return obstacle && [obstacle.says, ' ', obstacle.next];
  }

  #start(): void {
    this.#form.close();
    this.#result.close();
    this.product = '';
    void this.#purchases.readOrganizations(this.#backend.value);
  }

  /** Goes on with the organization that is chosen, else with the first. */
  async #choose(organizations: readonly IssuingOrganization[]): Promise<void> {
    const known = organizations.find(({ id }) => id === this.organizationId) ?? organizations[0];
    if (!known) return;
    this.#chosen = known.id;
    this.organizationId = known.id;
    this.#form.close();
    this.#result.close();
    this.product = '';
    await this.#purchases.readLicenses(known.id);
  }

  /** Opens the form, or says why it cannot. */
  async #create(): Promise<void> {
    const backend = this.#backend.value;
    const license = this.#license;
    const obstacle = this.#whyNot();
    if (obstacle !== undefined) return this.announce(obstacle);
    if (!backend || !license) return;
    this.#result.close();
    this.#form.open({ backend, organizationId: this.#chosen, license });
    await this.#focus('#machine');
  }

  #created(offlineLicense: IssuedLicense, existing: boolean): void {
    this.#handOut(offlineLicense, existing);
    this.dispatchEvent(new LatchkeyOfflineLicenseCreatedEvent(offlineLicense, existing));
    // Its seats are others now, and the list has one more.
    refreshIssued(this.renderRoot);
    void this.#purchases.refreshLicenses(this.#chosen);
  }

  #handOut(offlineLicense: IssuedLicense, existing: boolean): void {
    const backend = this.#backend.value;
    if (!backend) return;
    this.#form.close();
    this.#result.open({ backend, organizationId: this.#chosen, offlineLicense, existing });
    void this.#focus('.result');
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
