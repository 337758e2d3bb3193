import type { BatchOptions } from '@latchkey/crypto';

/** Bytes as base64. */
export type Base64 = string;

/** What is put to every engine, as JSON. */
export interface Questions {
  readonly jwks: unknown;
  /** License files, as text or as bytes. */
  readonly tokens: readonly ({ readonly text: string } | { readonly bytes: Base64 })[];
  readonly signers: readonly {
    readonly publicKey: Base64;
    readonly items: readonly { readonly message: Base64; readonly signature: Base64 }[];
  }[];
}

export interface Answers {
  /** The JSON of what is read from each token. */
  readonly tokens: readonly string[];
  /** For each signer the verdicts, 1 or 0 for each item. */
  readonly verdicts: readonly string[];
}

/** Which engine: the build, or what the host can run best. */
export type Build = NonNullable<BatchOptions['build']> | 'best';

/** Starts an engine and puts the questions to it: in a page, in a worker of a browser or of Node, in Node itself. */
export async function ask(build: Build, questions: Questions): Promise<Answers & { readonly build: string }> {
  // Imported here, so that a page can look at what the import does.
  const { createBatchVerifier, KeySet } = await import('@latchkey/crypto');
  const verifier = await createBatchVerifier({ window: 8, ...(build !== 'best' && { build }) });
  const tokens = questions.tokens.map((token) => ('text' in token ? token.text : decode(token.bytes)));
  return {
    build: verifier.info.build,
    tokens: verifier
      .verifyTokens(KeySet.fromJwks(questions.jwks), tokens)
      .map((answer) => JSON.stringify(answer)),
    verdicts: questions.signers.map(({ publicKey, items }) =>
      verifier.verify(decode(publicKey), items.map(decodeItem)).join(''),
    ),
  };
}

function decodeItem({ message, signature }: Questions['signers'][number]['items'][number]) {
  return { message: decode(message), signature: decode(signature) };
}

function decode(base64: Base64): Uint8Array {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}
