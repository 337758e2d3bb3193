/** Text that tries to be something else: markup, a turned writing direction, a flood. */
export const HOSTILE: Readonly<Record<string, string>> = {
  markup: '<img src=x onerror="globalThis.wasHit=1"><script>globalThis.wasHit=1</script>${1}',
  bidi: '\u202Egro.elpmaxe\u2066\u202B abc \u0627\u0644\u0639\u0631\u0628\u064a\u0629',
  flood: 'W'.repeat(10_000),
  'flood of words': 'many words '.repeat(1000),
  controls: 'a\u0000b\u0007c\u200Bd\n\n\ne',
};

declare global {
  var wasHit: unknown;
}
