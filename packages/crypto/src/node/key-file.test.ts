import { describe, expect, it } from 'vitest';
import { seal, type OpenPart } from '../../testing/seal.js';
import { createSigner } from '../signer.js';
import { verifySignature } from '../verify-signature.js';
import { createKeyFile, openKeyFile, readKeyFile, type KeyPurpose } from './key-file.js';

const SECRET = Uint8Array.from({ length: 32 }, (_, i) => i * 7 + 1);
const SIGNER = await createSigner(SECRET);
const OTHER = await createSigner(new Uint8Array(32).fill(9));
const MESSAGE = new TextEncoder().encode('message');
const PASSPHRASE = 'correct horse battery staple';

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const fails = (code: string, message?: string) =>
  expect.objectContaining({ name: 'LatchkeyError', code, ...(message && { message }) });
const invalid = (detail: string) =>
  fails('key-file-invalid', `This is not a key file of Latchkey. ${detail}`);
const open = (text: string, passphrase?: string, purpose: KeyPurpose = 'issuer') =>
  openKeyFile(text, { purpose, passphrase });

/** A cheap but true sealed file, and the parts it is made of. */
const HEAD: OpenPart = {
  format: 'latchkey-key-1',
  purpose: 'issuer',
  kid: SIGNER.kid,
  x: base64url(SIGNER.publicKey),
  kdf: { n: 2, r: 8, p: 1, salt: base64url(new Uint8Array(16).fill(3)) },
  iv: base64url(new Uint8Array(12).fill(4)),
};
const SEALED = seal(HEAD, SECRET, PASSPHRASE);
const PLAIN = await createKeyFile('issuer', { secretKey: SECRET });
const changed = (text: string, change: object) => JSON.stringify({ ...JSON.parse(text), ...change });

describe('a key file without passphrase', () => {
  it('is one line of JSON that holds the secret', () => {
    expect(PLAIN).toBe(
      `{"format":"latchkey-key-1","purpose":"issuer","kid":"${SIGNER.kid}","x":"${HEAD.x}","secret":"${base64url(SECRET)}"}\n`,
    );
  });

  it.each<KeyPurpose>(['issuer', 'device'])('is read and opened for its purpose: %s', async (purpose) => {
    const text = await createKeyFile(purpose, { secretKey: SECRET });
    const { kid, publicKey } = SIGNER;
    expect(readKeyFile(text)).toEqual({ purpose, kid, publicKey, sealed: false });
    const signer = await open(text, undefined, purpose);
    expect({ ...signer, sign: undefined }).toEqual({ kid, publicKey, sign: undefined });
    expect(verifySignature(publicKey, MESSAGE, await signer.sign(MESSAGE))).toBe(true);
  });

  it('needs no passphrase, and ignores one', async () => {
    expect((await open(PLAIN, 'any')).kid).toBe(SIGNER.kid);
    expect((await open(PLAIN, '')).kid).toBe(SIGNER.kid);
  });

  it('holds a new random key where none is given', async () => {
    const kids = [await createKeyFile('issuer'), await createKeyFile('issuer')].map(
      (text) => readKeyFile(text).kid,
    );
    expect(new Set(kids).size).toBe(2);
  });

  it('is read without newline, and with the newline of any system', () => {
    for (const end of ['', '\n', '\r\n', '\n\n'])
      expect(readKeyFile(PLAIN.trim() + end).kid).toBe(SIGNER.kid);
  });

  it.each([0, 31, 33])('is not made of %i bytes', async (length) => {
    await expect(createKeyFile('issuer', { secretKey: new Uint8Array(length) })).rejects.toThrow(RangeError);
  });
});

describe('a sealed key file', async () => {
  const text = await createKeyFile('device', { secretKey: SECRET, passphrase: PASSPHRASE });
  const written = JSON.parse(text);

  it('costs 128 MiB of scrypt, and salt and iv are fresh', async () => {
    expect(Object.keys(written)).toEqual(['format', 'purpose', 'kid', 'x', 'kdf', 'iv', 'sealed']);
    expect(written.kdf).toEqual({ n: 2 ** 17, r: 8, p: 1, salt: expect.stringMatching(/^[\w-]{22}$/) });
    const again = JSON.parse(await createKeyFile('device', { secretKey: SECRET, passphrase: PASSPHRASE }));
    expect([again.kdf.salt, again.iv, again.sealed]).not.toContain(written.kdf.salt);
    expect(again.iv).not.toBe(written.iv);
  });

  it('does not hold the secret, in any spelling, nor the passphrase', () => {
    const bytes = Buffer.from(written.sealed, 'base64url');
    expect(bytes.includes(Buffer.from(SECRET.subarray(0, 8)))).toBe(false);
    expect(written).not.toHaveProperty('secret');
    for (const spelling of ['base64url', 'base64', 'hex', 'latin1'] as const) {
      expect(text).not.toContain(Buffer.from(SECRET).toString(spelling).slice(0, 10));
    }
    expect(text).not.toContain(PASSPHRASE);
  });

  it('says what it is without being opened, and is opened with its passphrase', async () => {
    const { kid, publicKey } = SIGNER;
    expect(readKeyFile(text)).toEqual({ purpose: 'device', kid, publicKey, sealed: true });
    const signer = await open(text, PASSPHRASE, 'device');
    expect(verifySignature(publicKey, MESSAGE, await signer.sign(MESSAGE))).toBe(true);
  });

  it('is what its description says: sealed again by it, the text is the same', () => {
    const { sealed: _, ...head } = written;
    expect(seal(head, SECRET, PASSPHRASE)).toBe(text);
  });

  it('is not made with an empty passphrase', async () => {
    const made = createKeyFile('issuer', { passphrase: '' });
    await expect(made).rejects.toThrow(
      fails('passphrase-invalid', 'The passphrase is empty. Choose a long one.'),
    );
  });
});

describe('a passphrase', () => {
  it('opens a file that was sealed elsewhere', async () => {
    expect((await open(SEALED, PASSPHRASE)).kid).toBe(SIGNER.kid);
  });

  it('is the same composed and decomposed: NFC is what is hashed', async () => {
    const composed = 'pass\u00e9 \u00c5 \uac00'.normalize('NFC');
    expect(composed.normalize('NFD')).not.toBe(composed);
    const sealed = seal(HEAD, SECRET, composed);
    expect((await open(sealed, composed)).kid).toBe(SIGNER.kid);
    expect((await open(sealed, composed.normalize('NFD'))).kid).toBe(SIGNER.kid);
    const decomposed = seal(HEAD, SECRET, composed.normalize('NFD'));
    await expect(open(decomposed, composed.normalize('NFD'))).rejects.toThrow(fails('passphrase-wrong'));
  });

  it('is asked for where it is missing', async () => {
    const message = 'This key file is sealed. Give the file that holds its passphrase.';
    await expect(open(SEALED)).rejects.toThrow(fails('passphrase-required', message));
  });

  it.each(['wrong', `${PASSPHRASE} `, PASSPHRASE.toUpperCase(), PASSPHRASE.slice(1), `${PASSPHRASE}\n`])(
    'is refused where it is another: %j',
    async (passphrase) => {
      const message = 'The passphrase is wrong, or the key file was changed.';
      await expect(open(SEALED, passphrase)).rejects.toThrow(fails('passphrase-wrong', message));
    },
  );

  it('is refused where it is empty', async () => {
    await expect(open(SEALED, '')).rejects.toThrow(fails('passphrase-invalid'));
  });
});

describe('a key file for another purpose is refused', () => {
  it.each<[KeyPurpose, KeyPurpose]>([
    ['issuer', 'device'],
    ['device', 'issuer'],
  ])('%s instead of %s', async (has, needed) => {
    const text = await createKeyFile(has, { secretKey: SECRET });
    const detail = `It holds a key of the kind "${has}", and a key of the kind "${needed}" is needed.`;
    await expect(open(text, undefined, needed)).rejects.toThrow(invalid(detail));
  });

  it('before the passphrase is asked for', async () => {
    await expect(open(SEALED, undefined, 'device')).rejects.toThrow(fails('key-file-invalid'));
  });
});

describe('a key file that was changed is refused', () => {
  const KEY_AND_KID = 'Its public key and kid do not fit.';
  const PURPOSE = 'Its purpose is neither issuer nor device.';
  const FORMAT = 'It does not say "format":"latchkey-key-1".';

  it.each<[string, object, string]>([
    ['another format', { format: 'latchkey-key-2' }, FORMAT],
    ['no format', { format: undefined }, FORMAT],
    ['no purpose', { purpose: undefined }, PURPOSE],
    ['an unknown purpose', { purpose: 'ledger' }, PURPOSE],
    ['no kid', { kid: undefined }, KEY_AND_KID],
    ['the kid of another key', { kid: OTHER.kid }, KEY_AND_KID],
    ['no x', { x: undefined }, KEY_AND_KID],
    ['x of another key', { x: base64url(OTHER.publicKey) }, KEY_AND_KID],
    ['x of 31 bytes', { x: base64url(SECRET.subarray(1)) }, KEY_AND_KID],
  ])('%s', async (_, change, detail) => {
    for (const text of [changed(PLAIN, change), changed(SEALED, change)]) {
      expect(() => readKeyFile(text)).toThrow(invalid(detail));
      await expect(open(text, PASSPHRASE)).rejects.toThrow(invalid(detail));
    }
  });

  it.each<[string, object, string]>([
    ['no secret', { secret: undefined }, 'Its member secret is not 32 bytes in base64url.'],
    [
      'a secret of 31 bytes',
      { secret: base64url(SECRET.subarray(1)) },
      'Its member secret is not 32 bytes in base64url.',
    ],
    ['a secret that is no string', { secret: 7 }, 'Its member secret is not 32 bytes in base64url.'],
    [
      'the secret of another key',
      { secret: base64url(new Uint8Array(32).fill(9)) },
      'Its public and its secret key do not belong together.',
    ],
    [
      'another public key',
      { kid: OTHER.kid, x: base64url(OTHER.publicKey) },
      'Its public and its secret key do not belong together.',
    ],
  ])('open: %s', async (_, change, detail) => {
    await expect(open(changed(PLAIN, change))).rejects.toThrow(invalid(detail));
  });

  const bent = (text: string) =>
    base64url(Buffer.from(text, 'base64url').map((byte, i) => (i === 3 ? byte ^ 1 : byte)));
  const { sealed } = JSON.parse(SEALED) as { sealed: string };
  it.each<[string, object]>([
    ['the sealed secret, by one bit', { sealed: bent(sealed) }],
    [
      'the tag, by one bit',
      { sealed: base64url(Buffer.from(sealed, 'base64url').map((b, i) => (i === 47 ? b ^ 128 : b))) },
    ],
    ['the iv', { iv: bent(HEAD.iv) }],
    ['the salt', { kdf: { ...HEAD.kdf, salt: bent(HEAD.kdf.salt) } }],
    ['n', { kdf: { ...HEAD.kdf, n: 4 } }],
    ['the order within kdf', { kdf: { salt: HEAD.kdf.salt, n: 2, r: 8, p: 1 } }],
    ['a member more', { note: 'x' }],
    ['a member more in kdf', { kdf: { ...HEAD.kdf, note: 'x' } }],
    ['a public key of another, with its kid', { kid: OTHER.kid, x: base64url(OTHER.publicKey) }],
  ])('sealed: %s', async (_, change) => {
    await expect(open(changed(SEALED, change), PASSPHRASE)).rejects.toThrow(fails('passphrase-wrong'));
  });

  it('sealed: the purpose, which the seal covers', async () => {
    const text = changed(SEALED, { purpose: 'device' });
    await expect(open(text, PASSPHRASE, 'device')).rejects.toThrow(fails('passphrase-wrong'));
  });

  it('sealed: another secret than its public key', async () => {
    const text = seal(HEAD, new Uint8Array(32).fill(9), PASSPHRASE);
    const detail = 'Its public and its secret key do not belong together.';
    await expect(open(text, PASSPHRASE)).rejects.toThrow(invalid(detail));
  });

  it.each<[string, object, string]>([
    ['no iv', { iv: undefined }, 'Its member iv is not 12 bytes in base64url.'],
    [
      'an iv of 16 bytes',
      { iv: base64url(new Uint8Array(16)) },
      'Its member iv is not 12 bytes in base64url.',
    ],
    [
      'a sealed secret without tag',
      { sealed: base64url(SECRET) },
      'Its member sealed is not 48 bytes in base64url.',
    ],
    [
      'a sealed secret with half a tag',
      { sealed: base64url(new Uint8Array(40)) },
      'Its member sealed is not 48 bytes in base64url.',
    ],
    ['sealed as null', { sealed: null }, 'Its member sealed is not 48 bytes in base64url.'],
    [
      'a salt of 8 bytes',
      { kdf: { ...HEAD.kdf, salt: 'AAAAAAAAAAA' } },
      'Its member salt is not 16 bytes in base64url.',
    ],
    ['no salt', { kdf: { n: 2, r: 8, p: 1 } }, 'Its member salt is not 16 bytes in base64url.'],
    ['neither sealed nor secret', { sealed: undefined }, 'Its member secret is not 32 bytes in base64url.'],
  ])('sealed: %s', (_, change, detail) => {
    expect(() => readKeyFile(changed(SEALED, change))).toThrow(invalid(detail));
  });
});

describe('scrypt parameters of a stranger are refused at once and without memory', () => {
  const { salt } = HEAD.kdf;
  it.each<[string, unknown]>([
    ['no kdf', undefined],
    ['null', null],
    ['a number', 7],
    ['a string', 'scrypt'],
    ['a list', [2, 8, 1]],
    ['n = 2^20: 1 GiB', { n: 2 ** 20, r: 8, p: 1, salt }],
    ['n = 2^40', { n: 2 ** 40, r: 8, p: 1, salt }],
    ['n = 0', { n: 0, r: 8, p: 1, salt }],
    ['n = 1', { n: 1, r: 8, p: 1, salt }],
    ['n = 3, no power of two', { n: 3, r: 8, p: 1, salt }],
    ['n = 2^17 + 1', { n: 2 ** 17 + 1, r: 8, p: 1, salt }],
    ['n negative', { n: -2, r: 8, p: 1, salt }],
    ['n as text', { n: '131072', r: 8, p: 1, salt }],
    ['n in a list', { n: [2], r: 8, p: 1, salt }],
    ['n missing', { r: 8, p: 1, salt }],
    ['r = 2^21 with a small n: 1.5 GiB', { n: 2, r: 2 ** 21, p: 1, salt }],
    ['r = 1 with a large n, which scrypt does not allow', { n: 2 ** 17, r: 1, p: 1, salt }],
    ['r = 0', { n: 2, r: 0, p: 1, salt }],
    ['r = 16', { n: 2, r: 16, p: 1, salt }],
    ['r missing', { n: 2, p: 1, salt }],
    ['p = 2^20: a day', { n: 2, r: 8, p: 2 ** 20, salt }],
    ['p = 2', { n: 2, r: 8, p: 2, salt }],
    ['p = 0', { n: 2, r: 8, p: 0, salt }],
    ['p missing', { n: 2, r: 8, salt }],
  ])('%s', async (_, kdf) => {
    const memory = process.memoryUsage.rss();
    const start = performance.now();
    const detail = 'Its scrypt parameters are out of range.';
    await expect(open(changed(SEALED, { kdf }), PASSPHRASE)).rejects.toThrow(invalid(detail));
    expect(performance.now() - start).toBeLessThan(400);
    expect(process.memoryUsage.rss() - memory).toBeLessThan(64 * 2 ** 20);
  });

  it('but n up to 2^19 is taken, four times the cost of today', () => {
    expect(readKeyFile(changed(SEALED, { kdf: { ...HEAD.kdf, n: 2 ** 19 } })).sealed).toBe(true);
  });
});

describe('a key file that is none is refused', () => {
  it.each<[string, string, string]>([
    ['nothing', '', 'It is not JSON.'],
    ['text', 'hello', 'It is not JSON.'],
    ['a PEM file', '-----BEGIN PRIVATE KEY-----\nMC4C\n-----END PRIVATE KEY-----\n', 'It is not JSON.'],
    ['a BOM', `\ufeff${PLAIN}`, 'It is not JSON.'],
    ['a list', '[]', 'It is not a JSON object.'],
    ['an empty object', '{}', 'It does not say "format":"latchkey-key-1".'],
    [
      'a member twice',
      PLAIN.replace('{', '{"kid":"x",'),
      'It has duplicate members, white space or an unusual spelling.',
    ],
    [
      'white space within',
      PLAIN.replace(':', ': '),
      'It has duplicate members, white space or an unusual spelling.',
    ],
    ['white space before', ` ${PLAIN}`, 'It has duplicate members, white space or an unusual spelling.'],
    ['4097 characters', PLAIN.trim() + ' '.repeat(4097 - PLAIN.trim().length), 'It is too large.'],
    ['ten million characters', '{'.repeat(10_000_000), 'It is too large.'],
  ])('%s', (_, text, detail) => {
    expect(() => readKeyFile(text)).toThrow(invalid(detail));
  });

  it('but 4096 characters are read', () => {
    expect(readKeyFile(PLAIN.trim() + ' '.repeat(4096 - PLAIN.trim().length)).kid).toBe(SIGNER.kid);
  });

  it.each([
    ['open', PLAIN],
    ['sealed', SEALED],
  ])('cut off at every length: %s', async (_, text) => {
    const whole = text.trim();
    for (let length = 0; length < whole.length; length++) {
      await expect(open(text.slice(0, length), PASSPHRASE)).rejects.toThrow(fails('key-file-invalid'));
    }
    expect((await open(whole, PASSPHRASE)).kid).toBe(SIGNER.kid);
  });

  it('and no message holds the secret', async () => {
    const text = changed(PLAIN, { kid: OTHER.kid, x: base64url(OTHER.publicKey) });
    const message = expect.not.stringContaining(base64url(SECRET));
    await expect(open(text)).rejects.toThrow(expect.objectContaining({ message }));
  });
});
