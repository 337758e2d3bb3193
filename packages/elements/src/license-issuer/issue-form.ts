import {
  type IssuedLicense,
  type IssueOutcome,
  type IssuingBackend,
  type MachineReference,
  type PurchasedLicense,
} from '@latchkey/core';
import { html, nothing, type ReactiveController, type ReactiveElement, type TemplateResult } from 'lit';
import type { LicenseIssuerMessages } from '../locales/license-issuer.js';
import type { Advice, Text } from '../locales/text.js';
import { foreign } from '../shared/foreign.js';
import { intentionKey } from '../shared/intention-key.js';
import { LastFourConfirmation } from '../shared/last-four-confirmation.js';
import { failureNotice } from '../shared/phase-notices.js';
import { explainError, isOutcomeUnknown, mayHelpToRepeat } from '../shared/problem.js';
import { Step } from '../shared/step.js';
import { assigneeFault, assigneeField } from './assignee-field.js';
import { issueQuestion } from './issue-question.js';
import { seatBar } from './license-table.js';
import { MachineEntry } from './machine-entry.js';
import { previewHeadline, previewPanel, type PreviewPhase } from './preview-panel.js';
import { PreviewStep, type PreviewSubject } from './preview-step.js';

/** What the form is for. */
export interface FormSubject extends PreviewSubject {
  readonly license: PurchasedLicense;
}

/** What an element wants to hear, and what it does for the form. */
export interface FormListener {
  messages(): LicenseIssuerMessages;
  tag(): string;
  announce(text: Text): void;
  /** The back end failed, as the form shows it. */
  failed(error: unknown, advice: Advice): void;
  created(outcome: IssueOutcome): void;
  /** The machine has a license already, and the person wants its file. */
  chosen(offlineLicense: IssuedLicense): void;
  closed(): void;
}

/** One press of *Create*: repeated as it is, it issues nothing twice. */
interface Intention {
  readonly request: Parameters<IssuingBackend['create']>[0];
  readonly key: string;
}

type CreatePhase =
  | { readonly name: 'idle' }
  | { readonly name: 'creating' }
  | { readonly name: 'failed'; readonly error: unknown; readonly intention: Intention };

/** The form for a new offline license: which machine, for whom, what will happen, and the confirmation. */
export class IssueForm implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #listener: FormListener;
  readonly #machine: MachineEntry;
  readonly #preview: PreviewStep;
  readonly #creating: Step;
  readonly #confirmation: LastFourConfirmation;
  #subject: FormSubject | undefined;
  #assignee = '';
  #create: CreatePhase = { name: 'idle' };

  constructor(host: ReactiveElement, listener: FormListener) {
    this.#host = host;
    this.#listener = listener;
    this.#machine = new MachineEntry(host, (machine) => this.#look(machine));
    this.#preview = new PreviewStep(host, (phase) => this.#looked(phase));
    this.#creating = new Step(host);
    this.#confirmation = new LastFourConfirmation(host);
    host.addController(this);
  }

  get isOpen(): boolean {
    return this.#subject !== undefined;
  }

  hostDisconnected(): void {
    this.close();
  }

  open(subject: FormSubject): void {
    this.#subject = subject;
    this.#assignee = '';
    this.#machine.reset(subject.license.product);
    this.#preview.reset();
    this.#create = { name: 'idle' };
    this.#host.requestUpdate();
  }

  close(): void {
    this.#preview.reset();
    this.#creating.abort();
    this.#machine.stop();
    this.#subject = undefined;
    this.#host.requestUpdate();
  }

  render(headingLevel: number): TemplateResult | typeof nothing {
    const subject = this.#subject;
    if (!subject) return nothing;
    const messages = this.#listener.messages();
    const tag = this.#listener.tag();
    const isBusy = this.#create.name === 'creating';
    const { phase } = this.#preview;
    const existing = phase.name === 'ready' ? phase.preview.existing : undefined;
    const submit = (event: Event) => {
      event.preventDefault();
      if (existing) this.#listener.chosen(existing);
      else void this.#submit(subject);
    };
    return html`<form class="card form" part="form" novalidate aria-labelledby="form-title" @submit=${submit}>
        <div class="heading" id="form-title" role="heading" aria-level=${headingLevel}>
          ${messages.create}
        </div>
        <p class="subject">
          <span>${foreign(subject.license.name)}</span>${seatBar(subject.license.seats, messages, tag)}
        </p>
        <div class="columns">
          <fieldset class="entries" ?disabled=${isBusy}>
            ${this.#machine.render(messages, tag)}
            ${assigneeField(this.#assignee, (assignee) => this.#assign(assignee), messages, tag)}
          </fieldset>
          ${previewPanel(
            phase,
            { assignee: this.#assignee.trim(), retry: () => this.#look(this.#machine.machine) },
            messages,
            tag,
          )}
        </div>
        ${this.#renderTrouble(messages)}
        <div class="footer">
          <button class="button" part="button" type="button" ?disabled=${isBusy} @click=${this.#cancel}>
            ${messages.common.cancel}
          </button>
          <button class="button ${this.#isStopped ? '' : 'primary'}" part="button" aria-disabled=${isBusy}>
            ${isBusy ? messages.creating : existing ? messages.getFile : messages.submit}
          </button>
        </div>
      </form>
      ${this.#confirmation.render()}`;
  }

  /** Something else is to be done first. */
  get #isStopped(): boolean {
    const { phase } = this.#preview;
    const isRefused = phase.name === 'ready' && phase.preview.refusal !== undefined;
    return isRefused || phase.name === 'failed' || this.#create.name === 'failed';
  }

  #renderTrouble({ common }: LicenseIssuerMessages): unknown {
    const phase = this.#create;
    if (phase.name !== 'failed') return nothing;
    const { error, intention } = phase;
    const advice = this.#explain(error);
    const retry = () => void this.#send(intention);
    return html`<div class="trouble" tabindex="-1">
      ${failureNotice({ error, advice }, common, mayHelpToRepeat(error) ? retry : undefined)}
    </div>`;
  }

  /** Where the call broke, it may have been issued: no words of a refusal, then. */
  #explain(error: unknown): Advice {
    const messages = this.#listener.messages();
    if (isOutcomeUnknown(error)) return messages.outcomeUnknown;
    return explainError(error, messages, this.#listener.tag());
  }

  readonly #cancel = (): void => {
    this.close();
    this.#listener.closed();
  };

  #assign(assignee: string): void {
    this.#assignee = assignee;
    this.#host.requestUpdate();
  }

  #look(machine: MachineReference | undefined): void {
    this.#create = { name: 'idle' };
    if (this.#subject) this.#preview.look(this.#subject, machine);
  }

  #looked(phase: PreviewPhase): void {
    const messages = this.#listener.messages();
    const tag = this.#listener.tag();
    if (phase.name !== 'failed') return this.#listener.announce(previewHeadline(phase, messages, tag));
    this.#listener.failed(phase.error, explainError(phase.error, messages, tag));
  }

  async #submit(subject: FormSubject): Promise<void> {
    const messages = this.#listener.messages();
    const tag = this.#listener.tag();
    const machine = this.#machine.machine;
    if (this.#create.name === 'creating') return;
    if (!machine) return this.#stopAt('#machine', this.#machine.ask(messages, tag));
    const fault = assigneeFault(this.#assignee, messages, tag);
    if (fault !== undefined) return this.#stopAt('#assignee', fault);
    const { phase } = this.#preview;
    if (phase.name === 'checking') return this.#listener.announce(messages.wait);
    if (phase.name !== 'ready' || !phase.preview.period) {
      return this.#stopAt('.preview', previewHeadline(phase, messages, tag));
    }
    const { machineId, period } = phase.preview;
    const confirmation = await this.#confirmation.ask(machineId, () =>
      issueQuestion(period.exp, this.#listener.messages(), this.#listener.tag()),
    );
    if (confirmation === undefined || this.#subject !== subject) return;
    const { organizationId, license } = subject;
    const assignee = this.#assignee.trim();
    const request = { organizationId, licenseId: license.id, machine, confirmation };
    await this.#send({
      request: { ...request, ...(assignee !== '' && { assignee }) },
      key: intentionKey(),
    });
  }

  async #send(intention: Intention): Promise<void> {
    const { request, key } = intention;
    const backend = this.#subject?.backend;
    if (!backend) return;
    this.#create = { name: 'creating' };
    this.#host.requestUpdate();
    this.#listener.announce(this.#listener.messages().creating);
    await this.#creating.run((signal) => backend.create(request, { signal, key }), {
      done: (outcome) => this.#listener.created(outcome),
      failed: (error) => {
        this.#create = { name: 'failed', error, intention };
        this.#listener.failed(error, this.#explain(error));
        void this.#focus('.trouble');
      },
    });
  }

  #stopAt(selector: string, why: Text): void {
    this.#listener.announce(why);
    void this.#focus(selector);
  }

  async #focus(selector: string): Promise<void> {
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}
