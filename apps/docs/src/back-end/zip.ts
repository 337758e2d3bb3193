/** A file for an archive. Names are ASCII here, as those of license files are. */
export interface ZipMember {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Puts files into a ZIP archive (APPNOTE 6.3.10), stored as they are: license files are too small and too random to
 * get smaller. Dated 1 January 1980, so that equal files make equal archives.
 */
export function zip(members: readonly ZipMember[]): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, bytes } of members) {
    const title = new TextEncoder().encode(name);
    // Version 2.0, no flags, stored, time and date, checksum, size twice, length of the name, nothing extra.
    const facts = fields([2, 20], [2, 0], [2, 0], [2, 0], [2, 0x21], [4, crc32(bytes)]);
    const sizes = fields([4, bytes.length], [4, bytes.length], [2, title.length], [2, 0]);
    const local = join([fields([4, 0x04034b50]), facts, sizes, title, bytes]);
    const rest = fields([2, 0], [2, 0], [2, 0], [4, 0], [4, offset]);
    directory.push(fields([4, 0x02014b50], [2, 20]), facts, sizes, rest, title);
    parts.push(local);
    offset += local.length;
  }
  const index = join(directory);
  const { length } = members;
  const counts = fields([4, 0x06054b50], [2, 0], [2, 0], [2, length], [2, length]);
  return join([...parts, index, counts, fields([4, index.length], [4, offset], [2, 0])]);
}

/** Numbers, each with the bytes that it takes, least first. */
function fields(...numbers: readonly (readonly [size: 2 | 4, value: number])[]): Uint8Array {
  return Uint8Array.from(
    numbers.flatMap(([size, value]) => Array.from({ length: size }, (_, i) => (value >>> (8 * i)) & 0xff)),
  );
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** The checksum of ZIP files. */
function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
