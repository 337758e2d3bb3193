// License tokens (RFC 7515 §7.1, compact): header.payload.signature as text, verified where they lie.
import { decodeBase64url } from './base64url';
import { descriptors, records, results, signatures } from './memory';
import { verifyBlock } from './verify';

/** What a result of `verifyTokenBlock` says. */
export const INVALID: u8 = 0;
export const VALID: u8 = 1;
/** Not in the one spelling of base64url, or no signature of 64 bytes: for the host to judge, character by character. */
export const UNREADABLE: u8 = 2;

/** A dot and 64 bytes in base64url. */
const SIGNATURE_TEXT: i32 = 1 + 86;
const DOT: u8 = 0x2e;

/**
 * Verifies the tokens of a block, whose headers have `headerLength` characters and are known to the host. The text of
 * token i is the message of record i. The payload is decoded to the beginning of its record, and its length takes the
 * place of the text's length in the descriptor; the text is gone then.
 */
export function verifyTokenBlock(slot: i32, count: i32, headerLength: i32): void {
  for (let i = 0; i < count; i++) readSignature(i, headerLength);
  verifyBlock(slot, count);
  for (let i = 0; i < count; i++) readPayload(i, headerLength);
}

/** The signature moves to its place, and the signed text is what remains. Length 0 stands for an unreadable one. */
function readSignature(i: i32, headerLength: i32): void {
  const descriptor = descriptors + 8 * <usize>i;
  const signed = <i32>load<u32>(descriptor, 4) - SIGNATURE_TEXT;
  const text = records + load<u32>(descriptor) + 64;
  const end = text + <usize>max(signed, 0);
  const readable =
    signed > headerLength && load<u8>(text + <usize>headerLength) == DOT && load<u8>(end) == DOT;
  const bytes = readable ? decodeBase64url(end + 1, SIGNATURE_TEXT - 1, signatures + 64 * <usize>i) : -1;
  store<u32>(descriptor, bytes == 64 ? signed : 0, 4);
}

function readPayload(i: i32, headerLength: i32): void {
  const descriptor = descriptors + 8 * <usize>i;
  const signed = <i32>load<u32>(descriptor, 4);
  const record = records + load<u32>(descriptor);
  const from = record + 64 + <usize>headerLength + 1;
  const bytes = signed > 0 ? decodeBase64url(from, signed - headerLength - 1, record) : -1;
  if (bytes < 0) store<u8>(results + <usize>i, UNREADABLE);
  store<u32>(descriptor, max(bytes, 0), 4);
}
