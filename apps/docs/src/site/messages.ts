/** What the stage, a frame, tells the page around it. */
export type StageMessage =
  | { readonly kind: 'height'; readonly height: number }
  | { readonly kind: 'event'; readonly name: string; readonly facts: string };

/** Longer texts are cut in the log, and licenses and requests are long. */
const LONGEST = 60;

/** What an event says, as JSON with long texts cut. */
export function describeEvent(event: Event): string {
  const facts = Object.fromEntries(Object.entries(event).filter(([name]) => name !== 'isTrusted'));
  const text = JSON.stringify(facts, (_, value: unknown) => {
    if (value instanceof Error) return `${value.name}: ${value.message}`;
    return typeof value === 'string' && value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
  });
  return text === '{}' ? '' : text;
}
