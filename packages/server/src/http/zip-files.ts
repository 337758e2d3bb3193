import type { LicenseFile } from '@latchkey/issuer';
import { Zip, ZipDeflate } from 'fflate';

const UTF8 = new TextEncoder();

/**
 * An archive of license files, made as fast as it is read: there is never more of it in memory than one file.
 *
 * @param now the time that the archive gives its files, seconds since 1970, UTC
 */
export function zipFiles(files: readonly LicenseFile[], now: number): ReadableStream<Uint8Array> {
  const rest = files.values();
  let zip: Zip;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      zip = new Zip((error, chunk, final) => {
        if (error) return controller.error(error);
        if (chunk.length > 0) controller.enqueue(chunk);
        if (final) controller.close();
      });
    },
    pull() {
      const next = rest.next();
      if (next.done) return zip.end();
      const entry = new ZipDeflate(next.value.name);
      entry.mtime = now * 1000;
      zip.add(entry);
      entry.push(UTF8.encode(next.value.text), true);
    },
    cancel: () => zip.terminate(),
  });
}
