import { after } from './after.js';

/** Puts something else in place of a member, until the test ends. */
export function replace<T extends object, K extends keyof T>(
  owner: T,
  name: K,
  value: T[K] | undefined,
): void {
  const original = Object.getOwnPropertyDescriptor(owner, name);
  Object.defineProperty(owner, name, { value, configurable: true, writable: true });
  after(() => {
    if (original) Object.defineProperty(owner, name, original);
    else Reflect.deleteProperty(owner, name);
  });
}
