import { verify } from 'node:crypto';
import * as noble from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';
import sodium from 'libsodium-wrappers';
import { verifySignature, type SignedMessage } from '@latchkey/crypto';
import type { Input } from './input.js';
import { insist, type Contender } from './measure.js';
import { REFERENCE } from './report.js';
import { webCrypto } from './web-crypto.js';

/** The reference: OpenSSL, with the key object made once. */
export function cryptoVerify({ keyObject, items }: Input, count = 256): Contender {
  return oneByOne(REFERENCE, items, count, ({ message, signature }) =>
    verify(null, message, keyObject, signature),
  );
}

/** Verifiers that take one signature at a time: the size of a batch makes no difference to them. */
export async function singles(input: Input): Promise<Contender[]> {
  const { publicKey, items } = input;
  await sodium.ready;
  noble.hashes.sha512 = sha512;
  return [
    ...(await webCrypto(input)),
    oneByOne('libsodium-wrappers', items, 256, ({ message, signature }) =>
      sodium.crypto_sign_verify_detached(signature, message, publicKey),
    ),
    oneByOne('@noble/ed25519', items, 32, ({ message, signature }) =>
      noble.verify(signature, message, publicKey),
    ),
    oneByOne('verifySignature', items, 32, ({ message, signature }) =>
      verifySignature(publicKey, message, signature),
    ),
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
