/** A table for 100,000 machines has half of that. In bytes. */
const LARGEST = 20_000_000;

/** Why a file is no table. */
export type TextFault = 'tooLarge' | 'notText';

/**
 * The text of a table that somebody saved: UTF-8, UTF-16 with a mark in front, or what Excel writes in Western Europe.
 */
export async function readText(
  file: Blob,
): Promise<{ readonly text: string } | { readonly fault: TextFault }> {
  if (file.size > LARGEST) return { fault: 'tooLarge' };
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    // A folder that was dropped, or a file that is gone.
    return { fault: 'notText' };
  }
  const text = decode(bytes);
  return text.includes('\0') ? { fault: 'notText' } : { text };
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
