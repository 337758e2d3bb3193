import { describe, expect, it } from 'vitest';
import { jsonBytes } from '../testing/keys.js';
import { parseStrictJson } from './strict-json.js';

const SPELLING = 'has duplicate members, white space or an unusual spelling';
const NUMBER = 'holds a number that is not a safe integer';
const CONTROL = 'has a control character in a string';
const SURROGATE = 'has half a surrogate pair in a string';
const INTEGER = 'has a member named like an integer';
const DEPTH = 'is nested deeper than 4';

describe('parseStrictJson takes', () => {
  it.each([
    '{}',
    '{"a":1,"b":"x","c":[true,false,null],"d":{}}',
    '{"b":1,"a":2}',
    '{"n":9007199254740991,"m":-9007199254740991,"z":0}',
    '{"a":{"b":{"c":{}}}}',
    '{"a":{"b":{"c":{"d":1}}}}',
    '{"a":[[[1,2]]]}',
    '{"a":[{"b":[]}]}',
    '{"constructor":1,"toString":2,"hasOwnProperty":3,"prototype":4}',
    '{"":1,"01":2,"-1":3,"1.5":4,"1e3":5}',
    '{"name":"Nørdic 株式会社 😀"}',
    '{"quote":"\\"\\\\","slash":"/","del":"\u007f","sep":"\u2028\u2029"}',
  ])('%s', (text) => {
    expect(parseStrictJson(jsonBytes(text))).toEqual({ ok: true, value: JSON.parse(text) });
  });
});

describe('parseStrictJson refuses', () => {
  it.each([
    ['a duplicate member', '{"a":1,"a":1}', SPELLING],
    ['a duplicate member, spelled with an escape', '{"a":1,"\\u0061":2}', SPELLING],
    ['a duplicate member within', '{"o":{"a":1,"b":2,"a":3}}', SPELLING],
    ['white space before', ' {}', SPELLING],
    ['white space after', '{}\n', SPELLING],
    ['white space within', '{"a": 1}', SPELLING],
    ['minus zero', '{"a":-0}', SPELLING],
    ['an exponent', '{"a":1e3}', SPELLING],
    ['a decimal point in an integer', '{"a":1.0}', SPELLING],
    ['an escape that is not needed', '{"a":"\\u0041"}', SPELLING],
    ['an escaped slash', '{"a":"\\/"}', SPELLING],
    ['an escaped letter beyond the BMP', '{"a":"\\ud83d\\ude00"}', SPELLING],
    ['an escape in a name', '{"\\u0061":1}', SPELLING],
    ['a fraction', '{"a":1.5}', NUMBER],
    ['2^53', '{"a":9007199254740992}', NUMBER],
    ['−2^53', '{"a":-9007199254740992}', NUMBER],
    ['a number that only looks safe once it was rounded', '{"a":9007199254740993}', NUMBER],
    ['a number of thirty digits', '{"a":123456789012345678901234567890}', NUMBER],
    ['a number that overflows', '{"a":1e999}', NUMBER],
    ['an unsafe number in an array', '{"a":[1,0.1]}', NUMBER],
    ['a high surrogate alone', '{"a":"\\ud800"}', SURROGATE],
    ['a low surrogate alone', '{"a":"x\\udfff"}', SURROGATE],
    ['surrogates in the wrong order', '{"a":"\\udc00\\ud800"}', SURROGATE],
    ['half a surrogate pair in a name', '{"\\ud800":1}', SURROGATE],
    ['an escaped NUL', '{"a":"\\u0000"}', CONTROL],
    ['an escaped newline', '{"a":"x\\ny"}', CONTROL],
    ['the last control character', '{"a":"\\u001f"}', CONTROL],
    ['a control character in a name', '{"a\\tb":1}', CONTROL],
    ['a control character in an array', '{"a":["\\b"]}', CONTROL],
    ['a raw control character', '{"a":"\n"}', 'is not JSON'],
    ['__proto__', '{"__proto__":1}', 'has a member named __proto__'],
    ['__proto__ with an object', '{"__proto__":{"admin":true}}', 'has a member named __proto__'],
    ['__proto__ within', '{"a":{"__proto__":null}}', 'has a member named __proto__'],
    ['__proto__ in an array', '{"a":[{"__proto__":1}]}', 'has a member named __proto__'],
    ['__proto__ spelled with an escape', '{"\\u005f_proto__":1}', 'has a member named __proto__'],
    ['a member named 0', '{"0":1}', INTEGER],
    ['a member named 10, which JavaScript would move', '{"b":1,"10":2}', INTEGER],
    ['a member named like a large integer', '{"4294967296":1}', INTEGER],
    ['an object at depth 5', '{"a":{"b":{"c":{"d":{}}}}}', DEPTH],
    ['an array at depth 5', '{"a":[[[[]]]]}', DEPTH],
    ['objects and arrays mixed at depth 5', '{"a":[{"b":[{}]}]}', DEPTH],
    ['an array', '[]', 'is not a JSON object'],
    ['a string', '"a"', 'is not a JSON object'],
    ['a number', '1', 'is not a JSON object'],
    ['null', 'null', 'is not a JSON object'],
    ['true', 'true', 'is not a JSON object'],
    ['nothing', '', 'is not JSON'],
    ['two values', '{}{}', 'is not JSON'],
    ['a trailing comma', '{"a":1,}', 'is not JSON'],
    ['a comment', '{}/**/', 'is not JSON'],
    ['single quotes', "{'a':1}", 'is not JSON'],
    ['a name without quotes', '{a:1}', 'is not JSON'],
    ['NaN', '{"a":NaN}', 'is not JSON'],
    ['a leading zero', '{"a":01}', 'is not JSON'],
    ['a plus sign', '{"a":+1}', 'is not JSON'],
    ['a BOM', '\ufeff{}', 'is not JSON'],
    ['a no-break space', '\u00a0{}', 'is not JSON'],
  ])('%s', (_, text, why) => {
    expect(parseStrictJson(jsonBytes(text))).toEqual({ ok: false, why });
  });

  it.each([
    ['a byte that begins nothing', [0x7b, 0xff, 0x7d]],
    ['an overlong slash', [0x22, 0xc0, 0xaf, 0x22]],
    ['a sequence cut short', [0x22, 0xe2, 0x82]],
    ['an encoded surrogate', [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ['a code point beyond U+10FFFF', [0x22, 0xf4, 0x90, 0x80, 0x80, 0x22]],
    ['UTF-16', [0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]],
  ])('%s', (_, bytes) => {
    expect(parseStrictJson(Uint8Array.from(bytes))).toEqual({ ok: false, why: 'is not UTF-8' });
  });

  it.each([
    ['arrays', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['objects', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`],
  ])('%s nested by the thousand, without recursing as deep', (_, text) => {
    expect(parseStrictJson(jsonBytes(text))).toEqual({ ok: false, why: DEPTH });
  });

  it('does not let a member reach the prototype of anything', () => {
    parseStrictJson(
      jsonBytes('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
    );
    expect(Reflect.has({}, 'polluted')).toBe(false);
  });
});
