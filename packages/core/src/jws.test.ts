import { sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { licenseHeader, requestHeader, testKey, tokenOf } from '../testing/keys.js';
import { FULL } from '../testing/samples.js';
import { decodeToken, encodeSigningInput, joinToken, MAX_TOKEN_BYTES } from './jws.js';

const KEY = testKey(1);
const HEADER = licenseHeader(KEY);
const TOKEN = tokenOf(KEY, HEADER, FULL);
const [HEAD, BODY, TAIL] = TOKEN.split('.') as [string, string, string];

const PARTS = 'The text is not three base64url parts with dots.';
const SPELLING = 'A part is not in the one spelling of base64url without padding.';
const TOO_LARGE = { ok: false, reason: 'too-large', detail: 'The input is larger than 8192 bytes.' };

const malformed = (detail: string) => ({ ok: false, reason: 'malformed', detail });
const unsupported = (detail: string) => ({ ok: false, reason: 'unsupported', detail });
const ascii = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The token with spaces at its end, so that it has this length. */
const padded = (length: number) => TOKEN + ' '.repeat(length - TOKEN.length);

const DECODED = {
  ok: true,
  kid: KEY.kid,
  signingInput: ascii(`${HEAD}.${BODY}`),
  payload: new Uint8Array(Buffer.from(BODY, 'base64url')),
  signature: new Uint8Array(Buffer.from(TAIL, 'base64url')),
};

describe('decodeToken takes', () => {
  it.each<[string, string | Uint8Array]>([
    ['text', TOKEN],
    ['bytes', ascii(TOKEN)],
    ['a Buffer', Buffer.from(TOKEN)],
    ['a newline at the end', `${TOKEN}\n`],
    ['a BOM, in bytes', Uint8Array.from([0xef, 0xbb, 0xbf, ...ascii(TOKEN)])],
    ['a BOM, in text', `\ufeff${TOKEN}`],
    ['a BOM and white space', `\ufeff \r\n${TOKEN}\r\n`],
    ['lines wrapped at 76, as mail does', TOKEN.replace(/.{76}/g, '$&\r\n')],
    ['white space of each kind between all letters', TOKEN.replace(/./g, '\t$&\n\f\r ')],
    ['8192 bytes', padded(MAX_TOKEN_BYTES)],
    ['8192 bytes, as bytes', ascii(padded(MAX_TOKEN_BYTES))],
  ])('%s', (_, input) => {
    expect(decodeToken(input, 'license+jwt')).toEqual(DECODED);
  });

  it.each([
    ['alg, kid, typ', { alg: 'EdDSA', kid: 'x', typ: 'license+jwt' }],
    ['typ, alg, kid', { typ: 'license+jwt', alg: 'EdDSA', kid: 'x' }],
    ['kid, typ, alg', { kid: '', typ: 'license+jwt', alg: 'EdDSA' }],
  ])('header members in any order: %s', (_, header) => {
    expect(decodeToken(`${base64url(header)}.${BODY}.${TAIL}`, 'license+jwt')).toMatchObject({
      ok: true,
      kid: header.kid,
    });
  });

  it('a payload and a signature of any length: they are judged later', () => {
    const empty = new Uint8Array(0);
    expect(decodeToken(`${HEAD}..`, 'license+jwt')).toMatchObject({
      ok: true,
      payload: empty,
      signature: empty,
    });
  });

  it('each kind of token under its own typ', () => {
    const request = tokenOf(KEY, requestHeader(KEY), {});
    expect(decodeToken(request, 'license-request+jwt')).toMatchObject({ ok: true, kid: KEY.kid });
    expect(decodeToken(request, 'license+jwt')).toEqual(
      unsupported('The header member typ is not license+jwt.'),
    );
    expect(decodeToken(TOKEN, 'license-request+jwt')).toEqual(
      unsupported('The header member typ is not license-request+jwt.'),
    );
  });
});

describe('decodeToken refuses as too large', () => {
  it.each<[string, string | Uint8Array]>([
    ['8193 bytes', ascii(padded(MAX_TOKEN_BYTES + 1))],
    ['8193 letters', padded(MAX_TOKEN_BYTES + 1)],
    ['8192 letters, of which one takes two bytes', `${padded(MAX_TOKEN_BYTES - 1)}é`],
    ['2731 letters of three bytes: 8193 bytes', '株'.repeat(2731)],
    ['8190 bytes after a BOM of three', `\ufeff${padded(MAX_TOKEN_BYTES - 2)}`],
    ['a hundred megabytes', new Uint8Array(100_000_000)],
  ])('%s', (_, input) => {
    expect(decodeToken(input, 'license+jwt')).toEqual(TOO_LARGE);
  });

  it('but 8192 bytes of anything else are malformed', () => {
    expect(decodeToken('株'.repeat(2730) + 'xx', 'license+jwt')).toEqual(malformed(PARTS));
    expect(decodeToken(new Uint8Array(8192), 'license+jwt')).toEqual(malformed(PARTS));
  });
});

describe('decodeToken refuses as malformed', () => {
  const utf16 = Buffer.from(TOKEN, 'utf16le');
  const UTF16 = 'The file was saved as UTF-16; a license file is plain ASCII.';
  it.each<[string, string | Uint8Array, string]>([
    ['nothing', '', PARTS],
    ['one part', HEAD, PARTS],
    ['two parts', `${HEAD}.${BODY}`, PARTS],
    ['four parts', `${TOKEN}.`, PARTS],
    ['a dot before', `.${TOKEN}`, PARTS],
    ['padding', `${TOKEN}=`, PARTS],
    ['the alphabet of plain base64', `${HEAD}.${BODY}.+${TAIL.slice(1)}`, PARTS],
    ['a vertical tab', `${TOKEN}\v`, PARTS],
    ['NUL', `${TOKEN}\0`, PARTS],
    ['a no-break space', `${TOKEN}\u00a0`, PARTS],
    ['a letter beyond ASCII before', `é${TOKEN}`, PARTS],
    ['a letter that UTF-8 begins with a BOM byte', `\uf000${TOKEN}`, PARTS],
    ['a BOM within', `${HEAD}\ufeff.${BODY}.${TAIL}`, PARTS],
    ['two BOMs', `\ufeff\ufeff${TOKEN}`, PARTS],
    ['white space before a BOM', ` \ufeff${TOKEN}`, PARTS],
    ['two bytes of a BOM', Uint8Array.from([0xef, 0xbb, ...ascii(TOKEN)]), PARTS],
    ['a surrogate alone', `${TOKEN}\ud800`, PARTS],
    ['a byte that is not UTF-8', Uint8Array.from([...ascii(TOKEN), 0xff]), PARTS],
    ['JSON serialization', JSON.stringify({ payload: BODY, signatures: [] }), PARTS],
    ['UTF-16 with BOM, little endian', Uint8Array.from([0xff, 0xfe, ...utf16]), UTF16],
    ['UTF-16 with BOM, big endian', Uint8Array.from([0xfe, 0xff, ...utf16.swap16()]), UTF16],
    ['UTF-16 without BOM', Buffer.from(TOKEN, 'utf16le'), PARTS],
    ['half a UTF-16 BOM, little endian', Uint8Array.from([0xff, ...ascii(TOKEN)]), PARTS],
    ['half a UTF-16 BOM, big endian', Uint8Array.from([0xfe, ...ascii(TOKEN)]), PARTS],
    ['the second half of a UTF-16 BOM, little endian', Uint8Array.from([0x41, 0xfe, ...ascii(TOKEN)]), PARTS],
    ['the second half of a UTF-16 BOM, big endian', Uint8Array.from([0x41, 0xff, ...ascii(TOKEN)]), PARTS],
    ['a header of 1 more than a multiple of 4 letters', `AAAAA.${BODY}.${TAIL}`, SPELLING],
    ['a payload with unused bits that are not zero', `${HEAD}.Zh.${TAIL}`, SPELLING],
    ['a signature with unused bits that are not zero', `${HEAD}.${BODY}.${TAIL.slice(0, -1)}B`, SPELLING],
    ['an empty header', `.${BODY}.${TAIL}`, 'The header is not JSON.'],
    ['a header that is no object', `${base64url([])}.${BODY}.${TAIL}`, 'The header is not a JSON object.'],
  ])('%s', (_, input, detail) => {
    expect(decodeToken(input, 'license+jwt')).toEqual(malformed(detail));
  });

  it.each([
    ['a duplicate alg', '{"alg":"none","alg":"EdDSA","kid":"x","typ":"license+jwt"}'],
    ['white space', '{"alg":"EdDSA", "kid":"x","typ":"license+jwt"}'],
    ['an escape', '{"alg":"EdDS\\u0041","kid":"x","typ":"license+jwt"}'],
  ])('a header with %s', (_, json) => {
    const input = `${Buffer.from(json).toString('base64url')}.${BODY}.${TAIL}`;
    const detail = 'The header has duplicate members, white space or an unusual spelling.';
    expect(decodeToken(input, 'license+jwt')).toEqual(malformed(detail));
  });

  it.each<[string, unknown]>([
    ['a number', 1],
    ['nothing', undefined],
    ['null', null],
    ['an array of bytes', [...ascii(TOKEN)]],
    ['an ArrayBuffer', ascii(TOKEN).buffer],
    ['a Uint16Array', Uint16Array.from(ascii(TOKEN))],
    ['an object with a length', { length: 1 }],
    ['a String object', Object(TOKEN)],
  ])('what is neither text nor bytes: %s', (_, input) => {
    const detail = 'The input is neither text nor bytes.';
    expect(decodeToken(input as string, 'license+jwt')).toEqual(malformed(detail));
  });
});

describe('decodeToken refuses as unsupported', () => {
  const ALG = 'The header member alg is not EdDSA.';
  const TYP = 'The header member typ is not license+jwt.';
  const KID = 'The header member kid is not a string.';
  const MORE = 'The header has members besides alg, kid and typ.';
  it.each<[string, Record<string, unknown>, string]>([
    ['alg none', { ...HEADER, alg: 'none' }, ALG],
    ['alg HS256', { ...HEADER, alg: 'HS256' }, ALG],
    ['alg Ed448', { ...HEADER, alg: 'Ed448' }, ALG],
    ['alg Ed25519', { ...HEADER, alg: 'Ed25519' }, ALG],
    ['alg in another case', { ...HEADER, alg: 'EDDSA' }, ALG],
    ['alg in an array', { ...HEADER, alg: ['EdDSA'] }, ALG],
    ['no alg', { kid: KEY.kid, typ: 'license+jwt' }, ALG],
    ['typ JWT', { ...HEADER, typ: 'JWT' }, TYP],
    ['typ as a media type', { ...HEADER, typ: 'application/license+jwt' }, TYP],
    ['typ in another case', { ...HEADER, typ: 'License+JWT' }, TYP],
    ['typ of a sibling', { ...HEADER, typ: 'license-removal+jwt' }, TYP],
    ['no typ', { alg: 'EdDSA', kid: KEY.kid }, TYP],
    ['no kid', { alg: 'EdDSA', typ: 'license+jwt' }, KID],
    ['kid null', { ...HEADER, kid: null }, KID],
    ['kid as a number', { ...HEADER, kid: 7 }, KID],
    ['kid in an array', { ...HEADER, kid: [KEY.kid] }, KID],
    ...['jwk', 'jku', 'x5c', 'x5u', 'crit', 'b64', 'cty', 'zip', 'enc', 'Kid', 'constructor'].map(
      (name): [string, Record<string, unknown>, string] => [name, { ...HEADER, [name]: [] }, MORE],
    ),
    ['several faults: alg comes first', { typ: 'JWT', alg: 'none', jwk: {} }, ALG],
    ['several faults: typ before kid', { ...HEADER, typ: 'JWT', kid: 1, jwk: {} }, TYP],
    ['several faults: kid before members', { ...HEADER, kid: 1, jwk: {} }, KID],
  ])('%s', (_, header, detail) => {
    expect(decodeToken(tokenOf(KEY, header, FULL), 'license+jwt')).toEqual(unsupported(detail));
  });
});

describe('encodeSigningInput and joinToken', () => {
  it('write the token that decodeToken reads', () => {
    const signingInput = encodeSigningInput('license+jwt', KEY.kid, JSON.stringify(FULL));
    const signature = new Uint8Array(sign(null, signingInput, KEY.privateKey));
    expect(joinToken(signingInput, signature)).toBe(TOKEN);
    expect(new TextDecoder().decode(signingInput)).toBe(`${HEAD}.${BODY}`);
  });
});
