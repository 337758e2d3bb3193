/** Does with an element what a person would do, to bring it into a state. */

/** How long something may take that a person waits for, in milliseconds. */
const PATIENCE = 10_000;

/** What a selector finds in an element, its shadow root and those below. */
export function findAll(element: ParentNode, selector: string): HTMLElement[] {
  const root = element instanceof Element ? (element.shadowRoot ?? element) : element;
  const below = [...root.querySelectorAll('*')].filter(({ shadowRoot }) => shadowRoot);
  return [
    ...root.querySelectorAll<HTMLElement>(selector),
    ...below.flatMap((each) => findAll(each, selector)),
  ];
}

/** Waits until a selector finds something. @returns the first of it */
export async function find(element: ParentNode, selector: string): Promise<HTMLElement> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const [found] = findAll(element, selector);
    if (found) return found;
    if (Date.now() > end) throw new Error(`Nothing in the element is ${selector}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Presses one of the buttons in a place of the element. @param index from 0 on, or from the end where negative */
export async function press(element: ParentNode, place: string, index: number): Promise<void> {
  await find(element, `${place} button`);
  findAll(element, `${place} button`).at(index)?.click();
}

/** Drops files on the zone of an element. */
export async function drop(
  element: ParentNode,
  ...files: readonly (readonly [name: string, contents: string])[]
): Promise<void> {
  const dataTransfer = new DataTransfer();
  for (const [name, contents] of files) dataTransfer.items.add(new File([contents], name));
  const zone = await find(element, '[part=zone]');
  zone.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
}

/** Types into a field, as somebody does who pastes. */
export async function type(element: ParentNode, selector: string, text: string): Promise<void> {
  const field = (await find(element, selector)) as HTMLInputElement | HTMLTextAreaElement;
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}
