import { decodeToken, encodeBase64url, joinToken } from '@latchkey/core';
import type { Signer } from '@latchkey/crypto';

/** A license file in which somebody has changed one character of the signature. */
export function spoil(file: string): string {
  const at = file.length - 20;
  return `${file.slice(0, at)}${file.charAt(at) === 'A' ? 'B' : 'A'}${file.slice(at + 1)}`;
}

/** A license of a later version: a genuine one with a claim that this version cannot enforce, signed again. */
export async function addUnknownRestriction(file: string, signer: Signer): Promise<string> {
  const token = decodeToken(file, 'license+jwt');
  if (!token.ok) throw new TypeError('file must be a license');
  const claims: object = JSON.parse(new TextDecoder().decode(token.payload));
  const payload = encodeBase64url(new TextEncoder().encode(JSON.stringify({ ...claims, hw: ['cpu'] })));
  const signingInput = new TextEncoder().encode(`${file.split('.')[0]}.${payload}`);
  return `${joinToken(signingInput, await signer.sign(signingInput))}\n`;
}
