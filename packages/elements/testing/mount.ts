import { render, type LitElement, type TemplateResult } from 'lit';

let places: HTMLElement[] = [];

/** Puts a template into a new place of the page; `unmountAll` takes it out again. */
export function mount(
  template: TemplateResult,
  place: HTMLElement = document.createElement('div'),
): HTMLElement {
  document.body.append(place);
  places.push(place);
  render(template, place);
  return place;
}

export function unmountAll(): void {
  for (const place of places) place.remove();
  places = [];
  document.documentElement.removeAttribute('lang');
  document.documentElement.removeAttribute('dir');
  document.documentElement.style.colorScheme = '';
}

/** Waits until something holds, for at most ten seconds, since a busy machine loads slowly; that it throws means that it does not. */
export async function until(holds: () => unknown, what: string): Promise<void> {
  const end = performance.now() + 10_000;
  let cause: unknown;
  const tried = () => {
    try {
      return holds();
    } catch (error) {
      cause = error;
      return false;
    }
  };
  while (!tried()) {
    if (performance.now() > end) throw new Error(`Waited in vain for: ${what}`, { cause });
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** What a person reads in an element, nested ones included, without the style sheets. */
export function textOf(node: Node): string {
  if (node instanceof HTMLSlotElement) return node.assignedNodes().map(textOf).join(' ');
  if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
  if (node instanceof HTMLElement && getComputedStyle(node).display === 'none') return '';
  const within = node instanceof Element ? (node.shadowRoot ?? node) : node;
  return [...within.childNodes].map(textOf).join('').replaceAll(/\s+/g, ' ');
}

/** The first element that fits, through shadow roots. */
export function find<E extends Element = HTMLElement>(root: Node, selector: string): E {
  const found = findAll<E>(root, selector)[0];
  if (!found) throw new Error(`There is no ${selector}`);
  return found;
}

export function findAll<E extends Element = HTMLElement>(root: Node, selector: string): E[] {
  const within = root instanceof Element && root.shadowRoot ? root.shadowRoot : root;
  const elements =
    within instanceof Element || within instanceof DocumentFragment ? [...within.querySelectorAll('*')] : [];
  return elements.flatMap((element) => [
    ...(element.matches(selector) ? [element as unknown as E] : []),
    ...(element.shadowRoot ? findAll<E>(element.shadowRoot, selector) : []),
  ]);
}

/** A button or link by what it says. */
export function button(root: Node, label: string | RegExp): HTMLElement {
  const fits = (text: string) => (typeof label === 'string' ? text === label : label.test(text));
  const found = findAll(root, 'button, a, summary').find(
    (each) => fits(textOf(each).trim()) || fits(each.getAttribute('aria-label') ?? ''),
  );
  if (!found) throw new Error(`There is no button ${label}`);
  return found;
}

/** A promise that the test settles. */
export function held<T = void>(): {
  promise: Promise<T>;
  release: (value: T) => void;
  fail: (error: unknown) => void;
} {
  let release: (value: T) => void = () => undefined;
  let fail: (error: unknown) => void = () => undefined;
  const promise = new Promise<T>((resolve, reject) => {
    release = resolve;
    fail = reject;
  });
  return { promise, release, fail };
}

/** The element that has the focus, through shadow roots. */
export function focused(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

/** The next event of this name. */
export function next<N extends keyof HTMLElementEventMap>(
  target: EventTarget,
  name: N,
): Promise<HTMLElementEventMap[N]> {
  return new Promise((resolve) => {
    target.addEventListener(name, (event) => resolve(event as HTMLElementEventMap[N]), { once: true });
  });
}

/** Waits until an element and those in it have rendered, in the language that the page has now. */
export async function settle(element: Element): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 50));
  const within = [element, ...findAll(element, '*')];
  await Promise.all(within.map((each) => (each as Partial<LitElement>).updateComplete));
  // What appears late only.
  await new Promise((resolve) => setTimeout(resolve, 160));
}

/** What an element's own live region says. */
export function said(element: HTMLElement): string {
  const region = element.shadowRoot?.querySelector('[role=status]');
  return region ? textOf(region).trim() : '';
}
