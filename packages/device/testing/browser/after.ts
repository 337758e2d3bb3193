const undone: (() => unknown)[] = [];

/** Has something done after the test, the last first. */
export function after(undo: () => unknown): void {
  undone.push(undo);
}

afterEach(async () => {
  while (undone.length > 0) await undone.pop()?.();
});
