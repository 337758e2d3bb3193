import { createHash, createHmac } from 'node:crypto';
import { issuerJwk } from '@latchkey/crypto';
import { concatBytes } from '@noble/hashes/utils.js';
import { claimsOf, DEVICE, ISSUER, STRANGER } from '../facts.js';
import { base64url, headerOf, respell, seal, spellLoosely, type TokenParts } from '../token.js';
import { refused, type Draft } from '../vector.js';

const HEADER = headerOf();
const KID = HEADER.kid;

/** A license with an odd header, and a signature that covers it. */
function headed(header: object | string | Uint8Array, more: Partial<TokenParts> = {}): string {
  return `${seal({ header, payload: claimsOf('odd header'), ...more })}\n`;
}

/** A license whose header has other members. */
const changed = (changes: Readonly<Record<string, unknown>>) => headed(headerOf(changes));

/** Step 2: the header is not a JSON object in its one spelling. */
const json = (): Draft[] => {
  const text = JSON.stringify(HEADER);
  const respelled = (from: string, to: string) => headed(respell(HEADER, from, to));
  return refused('malformed', 2, [
    ['header-not-json', 'The header is not JSON.', headed('alg=EdDSA')],
    ['header-truncated-json', 'The closing brace of the header is missing.', headed(text.slice(0, -1))],
    ['header-array', 'The header is an array.', headed(`[${text}]`)],
    ['header-string', 'The header is a string.', headed(JSON.stringify(text))],
    ['header-null', 'The header is null.', headed('null')],
    ['header-twice', 'The header is two JSON texts.', headed(text + text)],
    [
      'header-alg-twice-last-good',
      'The header names alg twice; the last one is EdDSA.',
      respelled('{', '{"alg":"none",'),
    ],
    [
      'header-alg-twice-first-good',
      'The header names alg twice; the first one is EdDSA.',
      respelled('}', ',"alg":"none"}'),
    ],
    ['header-kid-twice-same', 'The header names the same kid twice.', respelled('}', `,"kid":"${KID}"}`)],
    ['header-blank-inside', 'The header has a blank after a comma.', respelled(',"typ"', ', "typ"')],
    ['header-newline-after', 'The header has a newline at its end.', headed(`${text}\n`)],
    ['header-pretty', 'The header is printed over several lines.', headed(JSON.stringify(HEADER, null, 2))],
    ['header-bom', 'The header starts with a byte order mark.', headed(`\ufeff${text}`)],
    ['header-utf-16', 'The header is UTF-16.', headed(Buffer.from(text, 'utf16le'))],
    [
      'header-invalid-utf-8',
      'The kid in the header holds a byte that is not UTF-8.',
      headed(Buffer.from(text.replace(KID, '\xff'), 'latin1')),
    ],
    [
      'header-overlong-utf-8',
      'The header spells a letter of alg with two bytes where one would do.',
      headed(concatBytes(Buffer.from('{"'), Uint8Array.of(0xc1, 0xa1), Buffer.from(text.slice(3)))),
    ],
    [
      'header-proto',
      'The header has a member __proto__ that would supply alg.',
      headed(`{"__proto__":{"alg":"EdDSA"},"kid":"${KID}","typ":"license+jwt"}`),
    ],
    ['header-integer-name', 'The header has a member named 0.', respelled('{', '{"0":0,')],
    [
      'header-escaped-name',
      'The header spells a letter of the name alg as an escape.',
      respelled('"alg"', '"\\u0061lg"'),
    ],
    ['header-escaped-value', 'The header escapes the plus sign in typ.', respelled('+', '\\u002b')],
    ['header-lone-surrogate', 'The kid is half a surrogate pair, as an escape.', respelled(KID, '\\ud83d')],
    ['header-control-character', 'The kid holds an escaped control character.', respelled(KID, '\\u0001')],
    ['header-trailing-comma', 'The header has a comma before its end.', respelled('}', ',}')],
    ['header-single-quotes', 'The header uses single quotation marks.', headed(text.replaceAll('"', "'"))],
  ]);
};

/** Step 3: alg is anything but the string EdDSA. */
const algorithms = (): Draft[] => {
  const hmac = (input: Uint8Array) => createHmac('sha256', ISSUER.publicKey).update(input).digest();
  const nothing = () => new Uint8Array();
  return refused('unsupported', 3, [
    [
      'alg-none',
      'alg is none and the signature is empty.',
      headed(headerOf({ alg: 'none' }), { signature: nothing }),
    ],
    ['alg-none-signed', 'alg is none though the signature is right.', changed({ alg: 'none' })],
    [
      'alg-none-in-capitals',
      'alg is NONE and the signature is empty.',
      headed(headerOf({ alg: 'NONE' }), { signature: nothing }),
    ],
    [
      'alg-hs256',
      'alg is HS256, and the MAC is made with the public key.',
      headed(headerOf({ alg: 'HS256' }), { signature: hmac }),
    ],
    ['alg-rs256', 'alg is RS256.', changed({ alg: 'RS256' })],
    ['alg-es256', 'alg is ES256.', changed({ alg: 'ES256' })],
    ['alg-ed25519', 'alg is Ed25519, the later name of the same algorithm.', changed({ alg: 'Ed25519' })],
    ['alg-ed448', 'alg is Ed448.', changed({ alg: 'Ed448' })],
    ['alg-lower-case', 'alg is eddsa.', changed({ alg: 'eddsa' })],
    ['alg-blank-after', 'alg has a blank at its end.', changed({ alg: 'EdDSA ' })],
    ['alg-array', 'alg is a list that holds EdDSA.', changed({ alg: ['EdDSA'] })],
    ['alg-null', 'alg is null.', changed({ alg: null })],
    ['alg-missing', 'alg is missing.', changed({ alg: undefined })],
  ]);
};

/** Step 3: typ is anything but the string license+jwt. */
const types = (): Draft[] =>
  refused('unsupported', 3, [
    ['typ-missing', 'typ is missing.', changed({ typ: undefined })],
    ['typ-null', 'typ is null.', changed({ typ: null })],
    ['typ-array', 'typ is a list.', changed({ typ: ['license+jwt'] })],
    ['typ-jwt', 'typ is JWT.', changed({ typ: 'JWT' })],
    ['typ-request', 'typ is that of an activation request.', changed({ typ: 'license-request+jwt' })],
    ['typ-removal', 'typ is that of a removal receipt.', changed({ typ: 'license-removal+jwt' })],
    ['typ-trust-bundle', 'typ is that of a trust bundle.', changed({ typ: 'trust-bundle+jwt' })],
    [
      'typ-with-application',
      'typ is the full media type, which RFC 7515 takes for the same.',
      changed({ typ: 'application/license+jwt' }),
    ],
    ['typ-in-capitals', 'typ is in capitals.', changed({ typ: 'LICENSE+JWT' })],
    ['typ-longer', 'typ goes on after license+jwt.', changed({ typ: 'license+jwt;v=2' })],
  ]);

/** Step 3: kid is not a string, or there is a member besides the three. */
const members = (): Draft[] => {
  const rows: [name: string, fault: string, changes: Record<string, unknown>][] = [
    ['kid-missing', 'kid is missing.', { kid: undefined }],
    ['kid-number', 'kid is a number.', { kid: 1 }],
    ['kid-null', 'kid is null.', { kid: null }],
    ['kid-array', 'kid is a list that holds the right kid.', { kid: [KID] }],
    ['header-jwk', 'The header brings the issuer key along as jwk.', { jwk: issuerJwk(ISSUER.publicKey) }],
    ['header-jku', 'The header says where to fetch keys.', { jku: 'https://example.com/jwks.json' }],
    ['header-x5c', 'The header brings a certificate chain along.', { x5c: ['MAo='] }],
    ['header-x5u', 'The header says where to fetch a certificate.', { x5u: 'https://example.com/c.pem' }],
    ['header-x5t', 'The header names a certificate.', { 'x5t#S256': KID }],
    ['header-crit-empty', 'crit is an empty list.', { crit: [] }],
    ['header-crit-exp', 'crit names a member that the header has too.', { crit: ['exp'], exp: 1 }],
    [
      'header-crit-b64',
      'crit and b64 ask for an unencoded payload (RFC 7797).',
      { crit: ['b64'], b64: false },
    ],
    ['header-b64-true', 'b64 is true, which changes nothing.', { b64: true }],
    ['header-cty', 'cty says what the payload is.', { cty: 'json' }],
    ['header-zip', 'zip says that the payload is compressed.', { zip: 'DEF' }],
    ['header-enc', 'enc is there, as if this were a JWE.', { enc: 'A256GCM' }],
    ['header-iss', 'A claim is repeated in the header.', { iss: 'Example Vendor' }],
    ['header-null-member', 'A member without name or value is there.', { '': null }],
    ['header-alg-in-capitals-too', 'A member ALG is there besides alg.', { ALG: 'none' }],
  ];
  return [
    ...refused(
      'unsupported',
      3,
      rows.map(([name, fault, changes]) => [name, fault, changed(changes)]),
    ),
    ...refused('unsupported', 3, [
      [
        'header-jwk-stranger',
        'The header brings along the key that signed, and names it.',
        headed(headerOf({ jwk: issuerJwk(STRANGER.publicKey) }, STRANGER), { key: STRANGER }),
      ],
    ]),
  ];
};

/** Step 4: a kid that the key set does not have. */
const keys = (): Draft[] => {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: base64url(ISSUER.publicKey) };
  const rows: [name: string, fault: string, kid: string][] = [
    ['kid-empty', 'kid is empty.', ''],
    ['kid-lower-case', 'kid is right but for its capitals.', KID.toLowerCase()],
    ['kid-padded', 'kid is right but for padding at its end.', `${KID}=`],
    ['kid-blank-after', 'kid is right but for a blank at its end.', `${KID} `],
    ['kid-truncated', 'The last symbol of kid is missing.', KID.slice(0, -1)],
    [
      'kid-loose-spelling',
      'kid decodes to the right thumbprint, and is spelled otherwise.',
      spellLoosely(KID),
    ],
    [
      'kid-hexadecimal',
      'kid is the right thumbprint in hexadecimal.',
      Buffer.from(KID, 'base64url').toString('hex'),
    ],
    [
      'kid-other-member-order',
      'kid is the hash of the key with its members in another order.',
      createHash('sha256').update(JSON.stringify(jwk)).digest('base64url'),
    ],
    ['kid-public-key', 'kid is the public key itself.', jwk.x],
    ['kid-first-key', 'kid is the place of the key in the set.', '0'],
    ['kid-proto', 'kid is __proto__, which a careless look-up finds.', '__proto__'],
    ['kid-constructor', 'kid is constructor, which a careless look-up finds.', 'constructor'],
    ['kid-of-device', 'kid names the key of a device.', headerOf({}, DEVICE).kid],
    ['kid-path', 'kid is a path.', '../../keys.json'],
    ['kid-long', 'kid has 1000 letters.', 'k'.repeat(1000)],
  ];
  return [
    ...refused('unknown-key', 4, [
      [
        'key-stranger',
        'A key that is not in the set signed, and kid names it.',
        headed(headerOf({}, STRANGER), { key: STRANGER }),
      ],
    ]),
    ...refused(
      'unknown-key',
      4,
      rows.map(([name, fault, kid]) => [name, fault, changed({ kid })]),
    ),
  ];
};

export const headerVectors = (): Draft[] => [...json(), ...algorithms(), ...types(), ...members(), ...keys()];
