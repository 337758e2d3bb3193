/** Where an element stands that shows what its back end says. */
export type Phase<Value> =
  | { readonly name: 'unconfigured' }
  | { readonly name: 'reading' }
  | { readonly name: 'failed'; readonly error: unknown }
  | { readonly name: 'ready'; readonly value: Value };
