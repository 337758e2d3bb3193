import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

/** A real Ed25519 key of node:crypto. */
export interface TestKey {
  readonly kid: string;
  readonly bytes: Uint8Array;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The key whose seed is 32 times this byte: the same in every run, so that a failure can be repeated. */
export function testKey(seed: number): TestKey {
  const der = Buffer.concat([PKCS8, Buffer.alloc(32, seed)]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(privateKey);
  const { crv, kty, x } = publicKey.export({ format: 'jwk' });
  const kid = createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');
  return { kid, bytes: new Uint8Array(Buffer.from(String(x), 'base64url')), publicKey, privateKey };
}

/** What `judgeLicense` needs, over node:crypto. */
export function signaturesOf(...keys: TestKey[]) {
  return {
    findKey: (kid: string) => keys.find((key) => key.kid === kid),
    verify: (key: TestKey, message: Uint8Array, signature: Uint8Array) =>
      verify(null, message, key.publicKey, signature),
  };
}

/** What `judgeRequest` needs, over node:crypto. */
export function verifyRaw(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const x = Buffer.from(publicKey).toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return verify(null, message, key, signature);
}

/** A signed compact JWS of any header and payload, made without the code under test. */
export function tokenOf(key: TestKey, header: unknown, payload: unknown): string {
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${sign(null, Buffer.from(input), key.privateKey).toString('base64url')}`;
}

/** The protected header of a license signed by this key. */
export function licenseHeader(key: TestKey) {
  return { alg: 'EdDSA', kid: key.kid, typ: 'license+jwt' };
}

/** The protected header of an activation request signed by this key. */
export function requestHeader(key: TestKey) {
  return { alg: 'EdDSA', kid: key.kid, typ: 'license-request+jwt' };
}

/** JSON as UTF-8 bytes; text is taken as it is. */
export function jsonBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
}

function encode(part: unknown): string {
  return Buffer.from(part instanceof Uint8Array ? part : jsonBytes(part)).toString('base64url');
}
