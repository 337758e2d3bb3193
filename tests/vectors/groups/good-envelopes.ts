import { MAX_TOKEN_BYTES } from '@latchkey/core';
import { accepted } from '../accepted.js';
import { claimsOf } from '../facts.js';
import { headerOf, insert, partsOf, PLAIN, seal, sealToLength } from '../token.js';
import type { Draft } from '../vector.js';

const BOM = '\ufeff';

/** Mail programs, editors and file systems: the same license in other dress. */
function envelopes(): Draft[] {
  const [head, body, tail] = partsOf(PLAIN);
  const wrap = (width: number, end: string) => PLAIN.replace(new RegExp(`.{${width}}`, 'g'), `$&${end}`);
  const half = Math.floor(MAX_TOKEN_BYTES / 2);
  return [
    accepted('plain', 'Nothing: the license as it is issued, with a newline at the end.', `${PLAIN}\n`),
    accepted('no-newline', 'The newline at the end is missing.', PLAIN),
    accepted('crlf-end', 'The line ends with CR LF.', `${PLAIN}\r\n`),
    accepted('bom', 'A UTF-8 byte order mark stands in front.', `${BOM}${PLAIN}\n`),
    accepted(
      'bom-then-space',
      'A byte order mark and white space stand in front.',
      `${BOM}\r\n \t${PLAIN}\n`,
    ),
    accepted(
      'wrapped-76-crlf',
      'A mail program wrapped the text at 76 symbols with CR LF.',
      `${wrap(76, '\r\n')}\r\n`,
    ),
    accepted('wrapped-64-lf', 'The text is wrapped at 64 symbols.', `${wrap(64, '\n')}\n`),
    accepted('one-symbol-a-line', 'Each symbol stands on a line of its own.', wrap(1, '\n')),
    accepted(
      'indented',
      'The text is wrapped and each line is indented with blanks and a tab.',
      `  \t${wrap(60, '\n  \t')}`,
    ),
    accepted('space-round-dots', 'Blanks stand round the dots.', `${head} . ${body} . ${tail}`),
    accepted(
      'form-feed',
      'A form feed stands in the middle and at the end.',
      `${insert(PLAIN, 200, '\f')}\f`,
    ),
    accepted('blank-lines', 'Blank lines stand before and after.', `\n\r\n\n${PLAIN}\n\n\r\n`),
    accepted(
      'exactly-8192-bytes-filled',
      'An unknown claim makes the file as large as a file may be.',
      sealToLength('exactly-8192-bytes-filled', MAX_TOKEN_BYTES),
      claimsOf('exactly-8192-bytes-filled'),
    ),
    accepted(
      'exactly-8192-bytes-padded',
      'White space makes the file as large as a file may be.',
      ' '.repeat(half - PLAIN.length) + PLAIN + '\n'.repeat(MAX_TOKEN_BYTES - half),
    ),
  ];
}

/** Orders of members are free: what is signed is the text received. */
function orders(): Draft[] {
  const { alg, kid, typ } = headerOf();
  const headers = [
    { alg, typ, kid },
    { kid, alg, typ },
    { kid, typ, alg },
    { typ, alg, kid },
    { typ, kid, alg },
  ];
  const payload = claimsOf('plain');
  const turned = Object.fromEntries(Object.entries(claimsOf('claims-turned-round')).toReversed());
  return [
    ...headers.map((header) => {
      const order = Object.keys(header).join('-');
      const fault = `The header has its members in the order ${order.replaceAll('-', ', ')}.`;
      return accepted(`header-order-${order}`, fault, `${seal({ header, payload })}\n`);
    }),
    accepted(
      'claims-turned-round',
      'The claims stand in the opposite order.',
      `${seal({ payload: turned })}\n`,
      claimsOf('claims-turned-round'),
    ),
  ];
}

export const goodEnvelopes = (): Draft[] => [...envelopes(), ...orders()];
