/** Shows an element in the page, and returns it. */
export type Show = (element: HTMLElement) => void;

/** One state of an element, reached as a person and a back end would reach it. */
export interface ElementState {
  /** What this state is, and how it comes about. */
  readonly about: string;
  /** @param show puts the element into the page; what a person does comes after it */
  open(show: Show): Promise<void>;
}

/** What the site tells about an element. */
export interface ElementPage {
  readonly tag: string;
  readonly about: string;
  /** JavaScript that follows the element in a page. */
  readonly script: string;
  /** By name, as it stands in addresses. The first one is shown where none is asked for. */
  readonly states: Readonly<Record<string, ElementState>>;
}

/** Makes an element with its back end. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]>,
): HTMLElementTagNameMap[Name] {
  return Object.assign(document.createElement(name), properties);
}
