import type { SignedMessage } from '@latchkey/crypto';
import { cut, type Signed } from './engine.js';
import { insist, type Contender } from './measure.js';

/** What WebCrypto is called in the report, by how it is asked. */
export const WEB_CRYPTO = { single: 'WebCrypto, one by one', many: 'WebCrypto, 64 at once' } as const;

/** Waiting for each answer, and with 64 questions under way: they go through a pool of threads, on the same core. */
export async function webCrypto({ publicKey, items }: Signed): Promise<[single: Contender, many: Contender]> {
  const { subtle } = globalThis.crypto;
  const key = await subtle.importKey('raw', publicKey, { name: 'Ed25519' }, false, ['verify']);
  const ask = ({ message, signature }: SignedMessage) =>
    subtle.verify({ name: 'Ed25519' }, key, signature, message);
  const some = items.slice(0, 256);
  const single = async () => {
    for (const item of some) insist(await ask(item));
  };
  const many = async () => {
    for (const batch of cut(some, 64)) insist((await Promise.all(batch.map(ask))).every(Boolean));
  };
  return [
    { name: WEB_CRYPTO.single, n: 1, items: some.length, run: single },
    { name: WEB_CRYPTO.many, n: 1, items: some.length, run: many },
  ];
}
