import type { ReactiveController, ReactiveElement } from 'lit';
import { lookUp, type Catalog } from '../locales/catalog.js';
import { listRoots, readLanguage, type Language } from './language.js';
import { Step } from './step.js';

/** Keeps the messages of an element in the language of its place, and follows when that changes. */
export class Localizer<Messages> implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #catalog: Catalog<Messages>;
  readonly #load: Step;
  #observer: MutationObserver | undefined;
  #wanted: Language | undefined;
  #language: Language = { locale: 'en', tag: 'en', dir: 'ltr' };
  #messages: Messages;
  #isReady = false;

  constructor(host: ReactiveElement, catalog: Catalog<Messages>) {
    this.#host = host;
    this.#catalog = catalog;
    this.#messages = catalog.en;
    this.#load = new Step(host);
    host.addController(this);
  }

  /** What the messages are written in. */
  get language(): Language {
    return this.#language;
  }

  get messages(): Messages {
    return this.#messages;
  }

  /** False until the first table is there: an element says nothing rather than something in another language. */
  get isReady(): boolean {
    return this.#isReady;
  }

  hostConnected(): void {
    const observer = new MutationObserver(() => this.#read());
    const options = { attributes: true, attributeFilter: ['lang', 'dir'], subtree: true };
    for (const root of listRoots(this.#host)) observer.observe(root, options);
    this.#observer = observer;
    this.#read();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#wanted = undefined;
  }

  #read(): void {
    const wanted = readLanguage(this.#host);
    if (JSON.stringify(wanted) === JSON.stringify(this.#wanted)) return;
    this.#wanted = wanted;
    const table = lookUp(this.#catalog, wanted.locale);
    if (!(table instanceof Promise)) {
      this.#load.abort();
      this.#use(wanted, table);
      return;
    }
    const english: Language = { ...wanted, locale: 'en', tag: 'en' };
    void this.#load.run(() => table, {
      done: (messages) => this.#use(wanted, messages),
      // A file that does not load leaves the element usable.
      failed: () => this.#use(english, this.#catalog.en),
    });
  }

  #use(language: Language, messages: Messages): void {
    this.#language = language;
    this.#messages = messages;
    this.#isReady = true;
    this.#host.requestUpdate();
  }
}
