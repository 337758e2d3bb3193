/**
 * A key for one intention of a person, such as one press of *Create*: whoever repeats the call with it does nothing twice.
 * It has to be new, not secret: the service keeps the keys of each caller apart, and refuses one that comes back with
 * another request. Time and chance are enough for that, and the package needs no cryptography.
 */
export function intentionKey(): string {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}-${Math.random().toString(36).slice(2)}`;
}
