import { concatBytes } from '@noble/hashes/utils.js';
import { claimsOf, END, ISSUED } from '../facts.js';
import { respell, seal } from '../token.js';
import { refused, type Draft } from '../vector.js';

const CLAIMS = claimsOf('odd json', { assignee: 'Ada' });
const TEXT = JSON.stringify(CLAIMS);

/** A license whose payload is this text or these bytes, signed as it is. */
const payload = (text: string | Uint8Array) => `${seal({ payload: text })}\n`;
/** The same with one piece of the usual payload spelled otherwise. */
const spelled = (from: string, to: string) => payload(respell(CLAIMS, from, to));
/** The same with a further member at the end. */
const added = (member: string) => payload(`${TEXT.slice(0, -1)},${member}}`);
/** The same with `Ada` spelled otherwise, in bytes. */
const named = (...bytes: number[]) => {
  const [before, after] = TEXT.split('Ada') as [string, string];
  return payload(concatBytes(Buffer.from(before), Uint8Array.from(bytes), Buffer.from(after)));
};

/** Step 6: not one JSON object. */
const shapes = (): Draft[] =>
  refused('malformed', 6, [
    ['empty', 'The payload is empty.', payload('')],
    ['blank', 'The payload is a blank.', payload(' ')],
    ['not-json', 'The payload is plain words.', payload('a license')],
    ['binary', 'The payload is bytes that are no text.', payload(Uint8Array.of(0xa1, 0x01, 0x26, 0xff))],
    ['array', 'The payload is an array around the claims.', payload(`[${TEXT}]`)],
    ['string', 'The payload is a string that holds the claims.', payload(JSON.stringify(TEXT))],
    ['number', 'The payload is a number.', payload('1')],
    ['null', 'The payload is null.', payload('null')],
    ['true', 'The payload is true.', payload('true')],
    ['no-claims', 'The payload is an object without claims.', payload('{}')],
    ['twice', 'The payload is two JSON objects.', payload(TEXT + TEXT)],
    ['truncated', 'The closing brace is missing.', payload(TEXT.slice(0, -1))],
    ['nested-token', 'The payload is a token itself.', payload(seal({ payload: CLAIMS }))],
    ['depth-5', 'A claim that no version knows is nested too deep.', added('"note":{"a":[[[]]]}')],
    [
      'depth-1000',
      'A claim that no version knows is nested a thousand times.',
      added(`"note":${'['.repeat(1000)}${']'.repeat(1000)}`),
    ],
  ]);

/** Step 6: JSON that a lenient reader takes, and that has a second spelling. */
const spellings = (): Draft[] =>
  refused('malformed', 6, [
    ['blank-in-front', 'A blank stands before the JSON.', payload(` ${TEXT}`)],
    ['newline-after', 'A newline stands after the JSON.', payload(`${TEXT}\n`)],
    ['blank-after-colon', 'A blank stands after a colon.', spelled('"aud":', '"aud": ')],
    ['pretty', 'The JSON is printed over several lines.', payload(JSON.stringify(CLAIMS, null, 2))],
    [
      'twice-exp-first-later',
      'exp is there twice; the first one is later.',
      spelled(`"exp":${END}`, `"exp":${END * 2},"exp":${END}`),
    ],
    [
      'twice-exp-last-later',
      'exp is there twice; the last one is later.',
      spelled(`"exp":${END}`, `"exp":${END},"exp":${END * 2}`),
    ],
    ['twice-same-value', 'sub is there twice with the same value.', added(`"sub":"${CLAIMS.sub}"`)],
    [
      'twice-by-escape',
      'exp is there a second time, with a letter escaped.',
      added(`"ex\\u0070":${END * 2}`),
    ],
    ['twice-in-org', 'org has the member name twice.', spelled('"name":', '"name":"Other","name":')],
    [
      'twice-in-unknown-claim',
      'A claim that no version knows has a member twice.',
      added('"note":{"a":1,"a":2}'),
    ],
    ['twice-unknown-claim', 'A claim that no version knows is there twice.', added('"note":1,"note":2')],
    ['escape-of-letter', 'A letter is written as an escape.', spelled('Ada', '\\u0041da')],
    ['escape-of-solidus', 'A solidus is escaped, which need not be.', spelled('Ada', 'A\\/a')],
    ['escape-in-upper-case', 'An umlaut is written as an escape in capitals.', spelled('Ada', '\\u00C4da')],
    ['escape-of-quote-by-number', 'A quotation mark is escaped by its number.', spelled('Ada', 'A\\u0022a')],
    ['escape-of-pair', 'An emoji is written as two escapes.', spelled('Ada', '\\ud83d\\udd11')],
    ['escape-of-delete', 'DEL is escaped, which need not be.', spelled('Ada', 'A\\u007fa')],
    [
      'escape-of-line-separator',
      'A line separator is escaped, which need not be.',
      spelled('Ada', 'A\\u2028a'),
    ],
    [
      'escape-in-name',
      'A letter in the name of a claim is escaped.',
      spelled('"assignee"', '"\\u0061ssignee"'),
    ],
    ['trailing-comma', 'A comma stands before the last brace.', payload(`${TEXT.slice(0, -1)},}`)],
    ['single-quotes', 'Strings are in single quotation marks.', payload(TEXT.replaceAll('"', "'"))],
    ['name-not-quoted', 'The name of a claim is not quoted.', spelled('"exp"', 'exp')],
    ['comment', 'The JSON holds a comment.', spelled(',"aud"', ',/**/"aud"')],
  ]);

/** Step 6: numbers that are no safe integers in their one spelling. */
const numbers = (): Draft[] => {
  const exp = (text: string) => spelled(`"exp":${END}`, `"exp":${text}`);
  const iat = (text: string) => spelled(`"iat":${ISSUED}`, `"iat":${text}`);
  return refused('malformed', 6, [
    ['number-exponent', 'exp is written with an exponent.', exp('18006624e2')],
    ['number-exponent-capital', 'exp is written with a decimal point and a capital E.', exp('1.8006624E9')],
    ['number-1e3', 'A claim that no version knows is 1e3.', added('"note":1e3')],
    ['number-point-zero', 'exp has a decimal point and a zero.', exp(`${END}.0`)],
    ['number-fraction', 'exp has a fraction.', exp(`${END}.5`)],
    ['number-fraction-in-unknown-claim', 'A claim that no version knows is 1.5.', added('"note":1.5')],
    ['number-minus-zero', 'iat is minus zero.', iat('-0')],
    ['number-leading-zero', 'exp has a zero in front.', exp(`0${END}`)],
    ['number-plus', 'exp has a plus sign.', exp(`+${END}`)],
    ['number-hexadecimal', 'exp is hexadecimal.', exp(`0x${END.toString(16)}`)],
    ['number-infinite', 'exp is larger than any number a double holds.', exp('1e400')],
    ['number-nan', 'exp is NaN.', exp('NaN')],
    [
      'number-2-to-53',
      'seq is 2^53, which doubles cannot tell from 2^53 + 1.',
      added('"seq":9007199254740992'),
    ],
    ['number-2-to-53-plus-1', 'seq is 2^53 + 1, which no double is.', added('"seq":9007199254740993')],
    ['number-minus-2-to-53', 'A claim that no version knows is −2^53.', added('"note":-9007199254740992')],
    [
      'number-20-digits',
      'A claim that no version knows has 20 digits.',
      added('"note":10000000000000000000'),
    ],
  ]);
};

/** Step 6: text that is not well-formed, or hides something. */
const strings = (): Draft[] =>
  refused('malformed', 6, [
    ['bom', 'The payload starts with a byte order mark.', payload(`\ufeff${TEXT}`)],
    ['utf-16', 'The payload is UTF-16.', payload(Buffer.from(TEXT, 'utf16le'))],
    [
      'utf-8-stray-continuation',
      'A name holds a continuation byte of UTF-8 without a beginning.',
      named(0x41, 0x80, 0x61),
    ],
    ['utf-8-cut', 'A name holds the beginning of a UTF-8 sequence without its end.', named(0x41, 0xc3, 0x61)],
    ['utf-8-overlong', 'A name holds an overlong UTF-8 sequence.', named(0xc1, 0x81, 0x64, 0x61)],
    [
      'utf-8-surrogates',
      'A name holds surrogates in UTF-8, as CESU-8 has them.',
      named(0xed, 0xa0, 0xbd, 0xed, 0xb4, 0x91),
    ],
    ['utf-8-too-high', 'A name holds a code point beyond 10FFFF.', named(0xf4, 0x90, 0x80, 0x80)],
    ['utf-8-latin-1', 'A name is in Latin-1.', named(0xc4, 0x64, 0x61)],
    [
      'surrogate-high',
      'A name ends with the first half of a surrogate pair, as an escape.',
      spelled('Ada', 'Ada\\ud83d'),
    ],
    [
      'surrogate-low',
      'A name starts with the second half of a surrogate pair, as an escape.',
      spelled('Ada', '\\udd11da'),
    ],
    [
      'surrogates-swapped',
      'A name holds the halves of a surrogate pair in the wrong order.',
      spelled('Ada', '\\udd11\\ud83d'),
    ],
    [
      'surrogate-in-unknown-claim',
      'A claim that no version knows holds half a surrogate pair.',
      added('"note":["\\ud83d"]'),
    ],
    [
      'surrogate-in-claim-name',
      'The name of an unknown claim is half a surrogate pair.',
      added('"\\udd11":1'),
    ],
    ['control-escaped', 'A name holds U+0001 as an escape.', spelled('Ada', 'A\\u0001a')],
    ['control-nul', 'A name holds U+0000 as an escape.', spelled('Ada', 'Ada\\u0000')],
    ['control-newline', 'A name holds a newline as an escape.', spelled('Ada', 'A\\na')],
    [
      'control-tab-in-unknown-claim',
      'A claim that no version knows holds a tab as an escape.',
      added('"note":"\\t"'),
    ],
    ['control-raw', 'A name holds a newline that is not escaped.', spelled('Ada', 'A\na')],
    [
      'control-in-claim-name',
      'The name of an unknown claim holds a control character.',
      added('"\\u001f":1'),
    ],
    [
      'proto',
      'A member is named __proto__ and would supply a claim.',
      payload(`{"__proto__":{"exp":${END * 2}},${TEXT.slice(1)}`),
    ],
    ['proto-in-org', 'org has a member named __proto__.', spelled('"id":', '"__proto__":{},"id":')],
    [
      'proto-in-unknown-claim',
      'A claim that no version knows has a member named __proto__.',
      added('"note":{"a":{"__proto__":1}}'),
    ],
    ['proto-by-escape', 'A member is named __proto__ by an escape.', added('"\\u005f_proto__":null')],
    [
      'integer-name',
      'A member is named like an integer, in front of the others.',
      payload(`{"7":1,${TEXT.slice(1)}`),
    ],
    ['integer-name-zero', 'A member is named 0, in front of the others.', payload(`{"0":1,${TEXT.slice(1)}`)],
    [
      'integer-name-large',
      'A member is named like an integer beyond those that JavaScript sorts.',
      added('"99999999999":1'),
    ],
    [
      'integer-name-in-unknown-claim',
      'A claim that no version knows has a member named like an integer.',
      added('"note":{"1":1}'),
    ],
  ]);

export const payloadJsonVectors = (): Draft[] =>
  [...shapes(), ...spellings(), ...numbers(), ...strings()].map((draft) => ({
    ...draft,
    name: `payload-${draft.name}`,
  }));
