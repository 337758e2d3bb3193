import type { ReactiveElement } from 'lit';

/** What had the focus may be gone: whoever works by keyboard goes on here. Who works elsewhere is left alone. */
export async function moveFocus(host: ReactiveElement, selector: string): Promise<void> {
  await host.updateComplete;
  const isElsewhere = document.activeElement !== document.body && !host.matches(':focus-within');
  if (!isElsewhere) host.renderRoot.querySelector<HTMLElement>(selector)?.focus();
}
