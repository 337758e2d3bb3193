/** Registers an element once. Where the name is taken, by another copy of this package for example, that one stays. */
export function defineElement(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}
