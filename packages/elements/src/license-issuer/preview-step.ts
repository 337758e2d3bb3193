import type { IssuingBackend, MachineReference, PurchasedLicense } from '@latchkey/core';
import type { ReactiveElement } from 'lit';
import { Step } from '../shared/step.js';
import type { PreviewPhase } from './preview-panel.js';

/** Milliseconds that nothing is typed before the service is asked. */
const PAUSE = 250;

/** Of what a preview is made, the machine aside. */
export interface PreviewSubject {
  readonly backend: IssuingBackend;
  readonly organizationId: string;
  readonly license: Pick<PurchasedLicense, 'id'>;
}

/** Asks the service what would happen, once nothing is typed any more; an answer to something else reaches nobody. */
export class PreviewStep {
  readonly #host: ReactiveElement;
  readonly #looked: (phase: PreviewPhase) => void;
  readonly #step: Step;
  #phase: PreviewPhase = { name: 'none' };

  /** @param looked called with each answer */
  constructor(host: ReactiveElement, looked: (phase: PreviewPhase) => void) {
    this.#host = host;
    this.#looked = looked;
    this.#step = new Step(host);
  }

  get phase(): PreviewPhase {
    return this.#phase;
  }

  reset(): void {
    this.#step.abort();
    this.#become({ name: 'none' });
  }

  look({ backend, organizationId, license }: PreviewSubject, machine: MachineReference | undefined): void {
    if (!machine) return this.reset();
    this.#become({ name: 'checking' });
    const work = async (signal: AbortSignal) => {
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
      signal.throwIfAborted();
      return backend.preview({ organizationId, licenseId: license.id, machine }, { signal });
    };
    void this.#step.run(work, {
      done: (preview) => this.#answered({ name: 'ready', preview }),
      failed: (error) => this.#answered({ name: 'failed', error }),
    });
  }

  #answered(phase: PreviewPhase): void {
    this.#become(phase);
    this.#looked(phase);
  }

  #become(phase: PreviewPhase): void {
    this.#phase = phase;
    this.#host.requestUpdate();
  }
}
