import { MAX_TOKEN_BYTES } from '@latchkey/core';
import { concatBytes } from '@noble/hashes/utils.js';
import { claimsOf } from '../facts.js';
import {
  base64url,
  insert,
  partsOf,
  PLAIN,
  replaceOnce,
  seal,
  sealToLength,
  spellLoosely,
} from '../token.js';
import { refused, type Draft } from '../vector.js';

const [head, body, tail] = partsOf(PLAIN);
const BOM = '\ufeff';
/** An offset within the payload part. */
const MIDDLE = head.length + 100;

/** Step 1: raw bytes count, white space included. */
const tooLarge = (): Draft[] =>
  refused('too-large', 1, [
    [
      '8193-bytes-padded',
      'White space at the end makes the file a byte too large.',
      PLAIN.padEnd(MAX_TOKEN_BYTES + 1),
    ],
    [
      '8193-bytes-newline',
      'The token has 8192 bytes, and the newline after it is one too many.',
      `${sealToLength('8193-bytes-newline', MAX_TOKEN_BYTES)}\n`,
    ],
    [
      '8193-bytes-bom',
      'The byte order mark makes the file larger than it may be.',
      BOM + PLAIN.padStart(MAX_TOKEN_BYTES - 2),
    ],
    [
      '8194-bytes-filled',
      'The token itself is too large.',
      sealToLength('8194-bytes-filled', MAX_TOKEN_BYTES + 2),
    ],
    ['wrapped-too-often', 'Only the line ends of a mail program make the file too large.', mailed()],
    ['64-kib', 'The file is 64 KiB of white space with a license at its end.', PLAIN.padStart(65_536)],
  ]);

function mailed(): string {
  return sealToLength('wrapped-too-often', 7992).replace(/.{16}/g, '$&\r\n');
}

/** Step 2: not three parts. */
const parts = (): Draft[] =>
  refused('malformed', 2, [
    ['empty', 'The file is empty.', ''],
    ['only-white-space', 'The file holds nothing but white space.', ' \r\n\t\f\n'],
    ['only-bom', 'The file holds nothing but a byte order mark.', BOM],
    ['only-dots', 'The three parts are empty.', '..'],
    ['one-part', 'The file holds the header alone.', head],
    ['two-parts', 'The signature and its dot are missing.', `${head}.${body}`],
    ['two-parts-first-missing', 'The header and its dot are missing.', `${body}.${tail}`],
    ['four-parts', 'A dot stands at the end.', `${PLAIN}.`],
    ['four-parts-dot-in-front', 'A dot stands in front.', `.${PLAIN}`],
    ['five-parts', 'The parts are as many as those of a JWE.', `${head}.${tail}.${head}.${body}.${tail}`],
    ['dots-doubled', 'Each dot is doubled.', PLAIN.replaceAll('.', '..')],
    ['license-twice', 'The license stands there twice.', `${PLAIN}\n${PLAIN}\n`],
    ['header-empty', 'The header part is empty.', `.${body}.${tail}`],
    ['truncated-in-header', 'The file ends within the header.', head.slice(0, 60)],
    ['truncated-in-payload', 'The file ends within the payload.', PLAIN.slice(0, MIDDLE)],
    ['beginning-missing', 'The first 40 symbols are missing.', PLAIN.slice(40)],
  ]);

/** Step 2: not in the alphabet, or not in the one spelling. */
const spelling = (): Draft[] => {
  const unused = seal({ payload: claimsOf('payload-with-unused-bits', { assignee: 'A' }) });
  const [, looseBody] = partsOf(unused);
  const dashed = withSymbol('-');
  const lined = withSymbol('_');
  return refused('malformed', 2, [
    ['padding-payload', 'The payload part ends with padding.', `${head}.${body}=.${tail}`],
    ['padding-signature', 'The signature part ends with padding.', `${PLAIN}==`],
    ['padding-header', 'The header part ends with padding.', `${head}==.${body}.${tail}`],
    [
      'standard-alphabet-plus',
      'The signature is in the standard alphabet, with a plus sign.',
      dashed.replaceAll('-', '+'),
    ],
    [
      'standard-alphabet-slash',
      'The signature is in the standard alphabet, with a slash.',
      lined.replaceAll('_', '/'),
    ],
    [
      'unused-bits-payload',
      'The unused bits of the last payload symbol are set.',
      replaceOnce(unused, `${looseBody}.`, `${spellLoosely(looseBody)}.`),
    ],
    [
      'unused-bits-signature',
      'The unused bits of the last signature symbol are set.',
      `${head}.${body}.${spellLoosely(tail)}`,
    ],
    [
      'symbol-more-header',
      'The header part has a symbol too many, a number that no bytes give.',
      `${head}A.${body}.${tail}`,
    ],
    [
      'symbol-more-payload',
      'The payload part has a length that no bytes give.',
      `${head}.${body.slice(0, Math.floor(body.length / 4) * 4 - 3)}.${tail}`,
    ],
    [
      'symbol-less-signature',
      'The last symbol is missing, which leaves a length that no bytes give.',
      PLAIN.slice(0, -1),
    ],
    [
      'signature-hexadecimal',
      'The signature is in hexadecimal, with a colon between bytes.',
      `${head}.${body}.${Buffer.from(tail, 'base64url')
        .toString('hex')
        .replace(/..(?=.)/g, '$&:')}`,
    ],
    [
      'payload-not-encoded',
      'The payload stands there as JSON.',
      `${head}.${JSON.stringify(claimsOf('plain'))}.${tail}`,
    ],
    ['percent-encoded', 'The dots are percent-encoded.', PLAIN.replaceAll('.', '%2E')],
    [
      'soft-line-breaks',
      'A mail program left the equals signs of its line breaks.',
      PLAIN.replace(/.{75}/g, '$&=\r\n'),
    ],
    [
      'quoted-reply',
      'A mail program put a sign for quotation in front of each line.',
      `> ${PLAIN.replace(/.{70}/g, '$&\r\n> ')}\r\n`,
    ],
    ['typographic-dash', 'A word processor made a dash of a hyphen.', dashed.replace('-', '\u2013')],
    [
      'cyrillic-letter',
      'The first letter is the Cyrillic one that looks the same.',
      `\u0435${PLAIN.slice(1)}`,
    ],
    ['full-width-dot', 'A dot is a full-width one.', PLAIN.replace('.', '\uff0e')],
  ]);
};

/** A license whose signature has the symbol in it, found by trying names. */
function withSymbol(symbol: '-' | '_'): string {
  for (let i = 0; ; i++) {
    const token = seal({ payload: claimsOf(`signature with ${symbol}`, { lic: `lic-${i}` }) });
    const [h, b, t] = partsOf(token);
    if (t.includes(symbol) && !`${h}${b}`.includes(symbol)) return token;
  }
}

/** Step 2: bytes that look like nothing, or come from another encoding. */
const strangers = (): Draft[] => {
  const rows: [name: string, fault: string, piece: string][] = [
    ['no-break-space', 'A no-break space stands within the payload.', '\u00a0'],
    ['zero-width-space', 'A zero-width space stands within the payload.', '\u200b'],
    ['line-separator', 'A line separator of Unicode stands within the payload.', '\u2028'],
    ['ideographic-space', 'An ideographic space stands within the payload.', '\u3000'],
    ['soft-hyphen', 'A soft hyphen stands within the payload.', '\u00ad'],
    ['bom-inside', 'A byte order mark stands within the payload.', BOM],
    [
      'vertical-tab',
      'A vertical tab stands within the payload: it is not among the white space dropped.',
      '\v',
    ],
    ['backspace', 'A backspace stands within the payload.', '\b'],
    ['file-separator', 'A file separator, 1C, stands within the payload.', '\x1c'],
    ['delete', 'A DEL, 7F, stands within the payload.', '\x7f'],
    ['nul-inside', 'A NUL stands within the payload.', '\0'],
  ];
  return refused('malformed', 2, [
    ...rows.map(([name, fault, piece]) => [name, fault, insert(PLAIN, MIDDLE, piece)] as const),
    ['nul-after', 'NUL bytes fill the file up to 1024 bytes.', PLAIN.padEnd(1024, '\0')],
    ['nul-in-front', 'A NUL stands in front.', `\0${PLAIN}`],
    ['bom-twice', 'Two byte order marks stand in front.', BOM + BOM + PLAIN],
    ['bom-after-space', 'A blank stands before the byte order mark.', ` ${BOM}${PLAIN}`],
    ['bom-at-end', 'A byte order mark stands at the end.', PLAIN + BOM],
    [
      'next-line-byte',
      'A single byte 85, the next-line of Latin-1, stands within the payload.',
      withByte(0x85),
    ],
    [
      'latin-1-space-byte',
      'A single byte A0, the no-break space of Latin-1, stands within the payload.',
      withByte(0xa0),
    ],
    [
      'ff-in-front',
      'A single byte FF stands in front.',
      concatBytes(Uint8Array.of(0xff), Buffer.from(PLAIN)),
    ],
    [
      'utf-16-le',
      'The file was saved as UTF-16, little-endian, with a byte order mark.',
      Buffer.from(BOM + PLAIN, 'utf16le'),
    ],
    [
      'utf-16-be',
      'The file was saved as UTF-16, big-endian, with a byte order mark.',
      Buffer.from(BOM + PLAIN, 'utf16le').swap16(),
    ],
    [
      'utf-16-le-no-bom',
      'The file was saved as UTF-16 without a byte order mark.',
      Buffer.from(PLAIN, 'utf16le'),
    ],
    [
      'utf-16-bom-alone',
      'A byte order mark of UTF-16 stands before plain ASCII.',
      concatBytes(Uint8Array.of(0xfe, 0xff), Buffer.from(PLAIN)),
    ],
    [
      'gzip',
      'The file starts like a compressed one.',
      Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0),
    ],
  ]);
};

function withByte(byte: number): Uint8Array {
  const bytes = Buffer.from(PLAIN);
  return concatBytes(bytes.subarray(0, MIDDLE), Uint8Array.of(byte), bytes.subarray(MIDDLE));
}

/** Step 2: a license in the clothes of another format. */
const formats = (): Draft[] =>
  refused('malformed', 2, [
    [
      'json-flattened',
      'The license is in the flattened JSON serialization of JWS.',
      JSON.stringify({ payload: body, protected: head, signature: tail }),
    ],
    [
      'json-general',
      'The license is in the general JSON serialization of JWS.',
      JSON.stringify({ payload: body, signatures: [{ protected: head, signature: tail }] }),
    ],
    ['json-string', 'Quotation marks surround the license.', JSON.stringify(PLAIN)],
    [
      'pem-armor',
      'The license wears the armor of a PEM file.',
      `-----BEGIN LICENSE-----\n${PLAIN.replace(/.{64}/g, '$&\n')}\n-----END LICENSE-----\n`,
    ],
    ['bearer', 'The word of an HTTP header and a colon stand in front.', `Authorization: Bearer ${PLAIN}`],
    ['comment', 'A comment stands in the line above.', `# license for build-07\n${PLAIN}\n`],
    [
      'html',
      'The file is a web page, as a portal sends it where a session has ended.',
      '<!doctype html>\n<title>Sign in</title>\n',
    ],
    [
      'data-url',
      'The license is a data URL.',
      `data:application/jwt;base64,${base64url(Buffer.from(PLAIN))}`,
    ],
  ]);

const prefixed = (prefix: string, drafts: readonly Draft[]): Draft[] =>
  drafts.map((draft) => ({ ...draft, name: `${prefix}-${draft.name}` }));

export const envelopeVectors = (): Draft[] => [
  ...prefixed('size', tooLarge()),
  ...prefixed('file', [...parts(), ...spelling(), ...strangers(), ...formats()]),
];
