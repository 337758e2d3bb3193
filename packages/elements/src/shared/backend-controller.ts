import { ContextConsumer, type Context } from '@lit/context';
import type { ReactiveController, ReactiveElement } from 'lit';

/** An element that may be given its back end by property. */
export interface BackendHost<Backend> extends ReactiveElement {
  backend: Backend | undefined;
}

/**
 * Finds the back end of an element: its property, else the context around it. Tells when it is another one, and
 * again each time the element enters a page.
 */
export class BackendController<Backend> implements ReactiveController {
  readonly #host: BackendHost<Backend>;
  readonly #changed: (backend: Backend | undefined) => void;
  #provided: Backend | undefined;
  /** What was told last; nothing before the first time. */
  #told: { readonly backend: Backend | undefined } | undefined;

  /** @param changed called before the element renders, and may set its state */
  constructor(
    host: BackendHost<Backend>,
    context: Context<symbol, Backend>,
    changed: (backend: Backend | undefined) => void,
  ) {
    this.#host = host;
    this.#changed = changed;
    host.addController(this);
    const callback = (backend: Backend) => {
      this.#provided = backend;
    };
    // It adds itself to the host.
    void new ContextConsumer(host, { context, subscribe: true, callback });
  }

  get value(): Backend | undefined {
    return this.#host.backend ?? this.#provided;
  }

  hostConnected(): void {
    this.#told = undefined;
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    // The next place may have another provider, or none.
    this.#provided = undefined;
  }

  hostUpdate(): void {
    const backend = this.value;
    if (this.#told?.backend === backend && this.#told) return;
    this.#told = { backend };
    this.#changed(backend);
  }
}
