/** The issuer's public keys, as `latchkey keys public` writes them. A test's build brings those of its own service. */
declare module '*/keys.json' {
  const keys: { readonly keys: readonly unknown[] };
  export default keys;
}
