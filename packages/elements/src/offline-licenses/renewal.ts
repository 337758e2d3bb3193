import type { IssuedLicense, IssueOutcome } from '@latchkey/core';
import { html, nothing, type ReactiveController, type ReactiveElement } from 'lit';
import type { OfflineLicensesMessages } from '../locales/offline-licenses.js';
import type { Advice, Text } from '../locales/text.js';
import { foreign } from '../shared/foreign.js';
import { intentionKey } from '../shared/intention-key.js';
import { LastFourConfirmation, type LastFourQuestion } from '../shared/last-four-confirmation.js';
import { moment } from '../shared/moment.js';
import { moveFocus } from '../shared/move-focus.js';
import { notice } from '../shared/notice.js';
import { explainError, isOutcomeUnknown } from '../shared/problem.js';
import type { ListHost } from './list-host.js';
import { Task } from './task.js';

/** Renews one license: asks for the last four characters, says what became of it, and tries again with the same key. */
export class Renewal implements ReactiveController {
  readonly #element: ReactiveElement;
  readonly #host: ListHost;
  readonly #renewed: (outcome: IssueOutcome) => void;
  readonly #confirmation: LastFourConfirmation;
  readonly #task: Task;
  #outcome: IssueOutcome | undefined;

  /** @param renewed called once a license is renewed, or was before */
  constructor(element: ReactiveElement, host: ListHost, renewed: (outcome: IssueOutcome) => void) {
    this.#element = element;
    this.#host = host;
    this.#renewed = renewed;
    this.#confirmation = new LastFourConfirmation(element);
    this.#task = new Task(element, (error, advice) => {
      host.failed(error, advice);
      void moveFocus(element, '.below');
    });
    element.addController(this);
  }

  hostDisconnected(): void {
    this.reset();
  }

  /** Forgets what came of it, and what is on its way. */
  reset(): void {
    this.#task.reset();
    this.#outcome = undefined;
  }

  async ask({ id, ...row }: IssuedLicense): Promise<void> {
    const source = this.#host.source();
    if (!source) return;
    const { organizationId } = source.scope;
    const confirmation = await this.#confirmation.ask(row.machineId, () => this.#question(row.endsAt));
    if (confirmation === undefined) return;
    this.#outcome = undefined;
    const key = intentionKey();
    await this.#task.run({
      work: (signal) => source.backend.renew({ organizationId, id, confirmation }, { key, signal }),
      done: (outcome) => {
        this.#outcome = outcome;
        this.#host.announce(this.#says(outcome));
        this.#renewed(outcome);
        void moveFocus(this.#element, '.below');
      },
      explain: (error) => this.#explain(error),
    });
  }

  /** @param download hands out the license that takes over */
  render(download: (row: IssuedLicense) => void): unknown {
    const messages = this.#host.messages();
    const outcome = this.#outcome;
    if (this.#task.isRunning) return html`<p class="late muted">${messages.renewing}</p>`;
    return html`${this.#task.render(messages.common)}
    ${outcome ? this.#renderOutcome(outcome, messages, download) : nothing}`;
  }

  /** Belongs into the template of the host. */
  renderQuestion(): unknown {
    return this.#confirmation.render();
  }

  #renderOutcome(
    outcome: IssueOutcome,
    messages: OfflineLicensesMessages,
    download: (row: IssuedLicense) => void,
  ): unknown {
    const close = () => {
      this.reset();
      void moveFocus(this.#element, '.below');
    };
    const buttons = html`<div class="actions">
      <button class="button" part="button" type="button" @click=${() => download(outcome.offlineLicense)}>
        ${messages.download}
      </button>
      <button class="button" part="button" type="button" @click=${close}>${messages.common.close}</button>
    </div>`;
    return notice(outcome.existing ? 'plain' : 'good', this.#says(outcome), undefined, buttons);
  }

  #says({ offlineLicense: { fileName, startsAt, endsAt }, existing }: IssueOutcome): Text {
    const messages = this.#host.messages();
    const tag = this.#host.tag();
    const words = existing ? messages.renewedBefore : messages.renewed;
    return words(foreign(fileName), moment(startsAt, tag), moment(endsAt, tag));
  }

  #question(endsAt: number): LastFourQuestion {
    const { renewTitle, renewText, renew, common, lastFour } = this.#host.messages();
    return {
      title: renewTitle,
      text: renewText(moment(endsAt, this.#host.tag())),
      confirm: renew,
      tone: 'primary',
      cancel: common.cancel,
      messages: lastFour,
    };
  }

  #explain(error: unknown): Advice {
    const messages = this.#host.messages();
    return isOutcomeUnknown(error) ? messages.renewUnknown : explainError(error, messages, this.#host.tag());
  }
}
