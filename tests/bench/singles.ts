import { verify, webcrypto } from 'node:crypto';
import * as noble from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';
import sodium from 'libsodium-wrappers';
import { verifySignature, type SignedMessage } from '@latchkey/crypto';
import { PUBLIC_KEY, type Input } from './input.js';
import { insist, type Contender } from './measure.js';
import { REFERENCE } from './report.js';

/** The reference: OpenSSL, with the key object made once. */
export function cryptoVerify({ publicKey, items }: Input, count = 256): Contender {
  return oneByOne(REFERENCE, items, count, ({ message, signature }) =>
    verify(null, message, publicKey, signature),
  );
}

/** Verifiers that take one signature at a time: the size of a batch makes no difference to them. */
export async function singles({ items }: Input): Promise<Contender[]> {
  await sodium.ready;
  noble.hashes.sha512 = sha512;
  return [
    ...(await webCrypto(items)),
    oneByOne('libsodium-wrappers', items, 256, ({ message, signature }) =>
      sodium.crypto_sign_verify_detached(signature, message, PUBLIC_KEY),
    ),
    oneByOne('@noble/ed25519', items, 32, ({ message, signature }) =>
      noble.verify(signature, message, PUBLIC_KEY),
    ),
    oneByOne('verifySignature', items, 32, ({ message, signature }) =>
      verifySignature(PUBLIC_KEY, message, signature),
    ),
  ];
}

/** Waiting for each answer, and with 64 questions under way: they go through a pool of threads, on the same core. */
async function webCrypto(items: readonly SignedMessage[]): Promise<Contender[]> {
  const key = await webcrypto.subtle.importKey('raw', PUBLIC_KEY, { name: 'Ed25519' }, false, ['verify']);
  const ask = ({ message, signature }: SignedMessage) =>
    webcrypto.subtle.verify({ name: 'Ed25519' }, key, signature, message);
  const some = items.slice(0, 256);
  return [
    {
      name: 'WebCrypto',
      n: 1,
      items: some.length,
      run: async () => {
        for (const item of some) insist(await ask(item));
      },
    },
    {
      name: 'WebCrypto, 64 at once',
      n: 1,
      items: some.length,
      run: async () => {
        for (let i = 0; i < some.length; i += 64) {
          const answers = await Promise.all(some.slice(i, i + 64).map(ask));
          insist(answers.every(Boolean));
        }
      },
    },
  ];
}

function oneByOne(
  name: string,
  items: readonly SignedMessage[],
  count: number,
  ask: (item: SignedMessage) => boolean,
): Contender {
  const some = items.slice(0, count);
  return {
    name,
    n: 1,
    items: some.length,
    run: () => {
      for (const item of some) insist(ask(item));
    },
  };
}
