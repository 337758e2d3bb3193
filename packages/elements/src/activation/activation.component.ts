import type { ActivationBackend, ActivationState } from '@latchkey/core';
import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { activationCatalog, type ActivationMessages } from '../locales/activation.js';
import { BackendController } from '../shared/backend-controller.js';
import { activationBackendContext } from '../shared/contexts.js';
import { explainFailure, isKeyGone } from '../shared/failure.js';
import { icon } from '../shared/icon.js';
import { LICENSE, REMOVE } from '../shared/icon-paths.js';
import { LatchkeyElement } from '../shared/latchkey-element.js';
import { moveFocus } from '../shared/move-focus.js';
import type { Phase } from '../shared/phase.js';
import { renderFailure, renderUnconfigured } from '../shared/phase-notices.js';
import { Step } from '../shared/step.js';
import { LatchkeyRemovedEvent, LatchkeyStateReadEvent } from './activation-events.js';
import { activationStyles } from './activation.styles.js';
import { ConfirmedStep } from './confirmed-step.js';
import type { Loaded, LoadPhase } from './license-loader.js';
import { licenseStatus, statusHeadline, statusKey } from './license-status.js';
import { LoadPanel } from './load-panel.js';
import { isGood, resultsHeadline } from './load-results.js';
import { outcomeEvent } from './outcome-event.js';
import { removalQuestion, startAnewQuestion } from './questions.js';
import { steps } from './steps.js';

/**
 * Brings a license to this machine and shows the one in force: the machine ID to send, the ways to load what comes back,
 * the verdict in words, the details, and removal.
 *
 * @summary Offline activation, inline.
 *
 * @slot help - What the product wants to add below the machine ID, such as a link to its help.
 *
 * @fires latchkey-state-read - The state of the stored licenses was read, at first and whenever it may have changed.
 * @fires latchkey-activated - A license was loaded, and is stored now.
 * @fires latchkey-refused - Something was loaded and refused.
 * @fires latchkey-removed - A license was removed.
 * @fires latchkey-failed - The back end failed.
 *
 * @csspart base - The box around everything.
 * @csspart status - The license that counts.
 * @csspart details - A list of the details of a license.
 * @csspart id - A machine ID.
 * @csspart notice - A message.
 * @csspart step - Each step.
 * @csspart card - The card with the machine ID.
 * @csspart label - The label above the machine ID.
 * @csspart qr - The QR code of the activation request.
 * @csspart zone - Where files are dropped.
 * @csspart field - The field for pasted text.
 * @csspart camera - The picture of the camera.
 * @csspart button - Each button.
 * @csspart confirmation - The dialog that asks before a license is removed.
 */
export class LatchkeyActivation extends LatchkeyElement<ActivationMessages> {
  static override readonly styles = activationStyles;

  /** Where the licenses are; without one, the context `activationBackendContext` around the element. */
  @property({ attribute: false }) backend: ActivationBackend | undefined;
  /** The level of the headings of the steps, so that they fit into the page: 1 to 6. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  @state() private phase: Phase<ActivationState> = { name: 'reading' };
  @state() private isAdding = false;

  readonly #backend: BackendController<ActivationBackend>;
  readonly #reading = new Step(this);
  readonly #confirmed = new ConfirmedStep(this, (error) => this.#failed(error));
  readonly #panel = new LoadPanel(this, () => this.#backend.value, {
    loaded: (result) => this.#tellLoaded(result),
    settled: (results) => void this.#loadSettled(results),
  });
  #unsubscribe: (() => void) | undefined;

  constructor() {
    super(activationCatalog);
    this.#backend = new BackendController(this, activationBackendContext, (backend) => this.#start(backend));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  protected override renderContent(): unknown {
    const { phase, messages } = this;
    switch (phase.name) {
      case 'unconfigured':
        return renderUnconfigured(messages.common);
      case 'reading':
        return html`<div class="skeleton late" role="img" aria-label=${messages.reading}></div>`;
      case 'failed':
        return this.#renderFailed(phase.error);
      case 'ready':
        return this.#renderReady(phase.value);
    }
  }

  #renderFailed(error: unknown): TemplateResult {
    const { messages } = this;
    const backend = this.#backend.value;
    // Only where a person can do something about it, and the back end offers it.
    const startAnew =
      isKeyGone(error) && backend?.startAnew
        ? html`<button class="button danger" part="button" @click=${() => this.#askToStartAnew(backend)}>
            ${messages.startAnew}
          </button>`
        : nothing;
    return html`${renderFailure(error, messages, () => void this.#retry(), startAnew)}
    ${this.#confirmed.render(messages)}`;
  }

  #renderReady(current: ActivationState): TemplateResult {
    const { messages, tag } = this;
    const stored = current.license ?? current.verdict?.license;
    return html`<section
        class="status ${current.license ? 'card' : ''}"
        part="status"
        tabindex="-1"
        aria-label=${messages.status}
      >
        ${licenseStatus(current, messages, tag)}
        ${stored && this.#renderActions(stored.jti, current.license !== undefined)}
        ${this.#confirmed.render(messages)}
      </section>
      ${this.#renderBelow(current)}`;
  }

  #renderActions(jti: string, isInForce: boolean): TemplateResult {
    const { messages, isAdding } = this;
    const add = html`<button
      class="button"
      part="button"
      aria-expanded=${isAdding}
      @click=${this.#toggleAdding}
    >
      ${icon(LICENSE)}${messages.add}
    </button>`;
    return html`<div class="actions">
      ${isInForce ? add : nothing}
      <button class="button danger" part="button" @click=${() => this.#askToRemove(jti)}>
        ${icon(REMOVE)}${messages.remove}
      </button>
    </div>`;
  }

  #renderBelow({ license }: ActivationState): unknown {
    const { messages, tag, headingLevel } = this;
    const panel = this.#panel.render(messages, tag);
    if (!license || this.isAdding) {
      const backend = this.#backend.value;
      return html`<ol class="steps" @paste=${this.#panel.pasted}>
        ${steps({ backend, headingLevel }, panel, messages, tag)}
      </ol>`;
    }
    // What was refused is still to be read where something else was loaded.
    return this.#panel.phase.name === 'idle' ? nothing : html`<div class="steps">${panel}</div>`;
  }

  #start(backend: ActivationBackend | undefined): void {
    this.#unsubscribe?.();
    this.#unsubscribe = backend?.subscribe(() => void this.#refresh());
    this.#confirmed.reset();
    this.isAdding = false;
    this.#panel.reset();
    this.phase = { name: backend ? 'reading' : 'unconfigured' };
    void this.#refresh();
  }

  async #refresh(): Promise<void> {
    const backend = this.#backend.value;
    if (!backend) return this.#reading.abort();
    await this.#reading.run((signal) => backend.readState({ signal }), {
      done: (value) => this.#arrived(value),
      failed: (error) => {
        this.phase = { name: 'failed', error };
        this.#failed(error);
      },
    });
  }

  async #retry(): Promise<void> {
    await this.#refresh();
    await moveFocus(this, '.status');
  }

  #arrived(value: ActivationState): void {
    const { phase, messages, tag } = this;
    const isNews = phase.name === 'ready' && statusKey(phase.value) !== statusKey(value);
    this.phase = { name: 'ready', value };
    if (isNews) this.announce(statusHeadline(value, messages, tag));
    this.dispatchEvent(new LatchkeyStateReadEvent(value));
  }

  #tellLoaded({ outcome }: Loaded): void {
    const event = outcome && outcomeEvent(outcome);
    if (event) this.dispatchEvent(event);
  }

  async #loadSettled(phase: LoadPhase): Promise<void> {
    if (phase.name === 'failed') {
      this.#failed(phase.error);
      await moveFocus(this, '.results');
    }
    if (phase.name !== 'judged') return;
    const { messages, tag } = this;
    this.announce(resultsHeadline(phase.results, messages, tag));
    await this.#refresh();
    const isAllGood = phase.results.every(isGood);
    if (isAllGood) {
      this.#panel.reset();
      this.isAdding = false;
    }
    await moveFocus(this, isAllGood ? '.status' : '.results');
  }

  readonly #toggleAdding = (): void => {
    this.isAdding = !this.isAdding;
    this.#panel.reset();
  };

  #askToRemove(jti: string): void {
    void this.#confirmed.ask(() => removalQuestion(this.messages), {
      act: async (signal) => this.#backend.value?.remove(jti, { signal }),
      done: () => {
        this.announce(this.messages.removedSaid);
        this.dispatchEvent(new LatchkeyRemovedEvent(jti));
        void this.#retry();
      },
    });
  }

  #askToStartAnew(backend: ActivationBackend): void {
    void this.#confirmed.ask(() => startAnewQuestion(this.messages), {
      act: async (signal) => backend.startAnew?.({ signal }),
      done: () => void this.#retry(),
    });
  }

  #failed(error: unknown): void {
    this.tellFailure(error, explainFailure(error, this.messages.failures));
  }
}
