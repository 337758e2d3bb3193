import { MAX_TOKEN_BYTES } from '@latchkey/core';

/** Something that may be a license: a file, or text. */
export interface LicenseSource {
  readonly from: 'file' | 'pasted' | 'scanned';
  /** Of a file. */
  readonly name?: string;
  /** @throws where a file cannot be read, as a folder that was dropped */
  read(): Promise<string | Uint8Array>;
}

export function fromFiles(files: Iterable<File>): LicenseSource[] {
  return Array.from(files, (file) => ({
    from: 'file',
    name: file.name,
    // Whatever is longer is refused for its size: no need to read all of a film that was dropped by mistake.
    read: async () => new Uint8Array(await file.slice(0, MAX_TOKEN_BYTES + 1).arrayBuffer()),
  }));
}

export function fromText(from: 'pasted' | 'scanned', text: string): LicenseSource {
  return { from, read: () => Promise.resolve(text.slice(0, MAX_TOKEN_BYTES + 1)) };
}

/** What was dropped or pasted: its files, else its text, else nothing. */
export function fromTransfer(transfer: DataTransfer | null): LicenseSource[] {
  const files = fromFiles(transfer?.files ?? []);
  const text = transfer?.getData('text') ?? '';
  return files.length > 0 || text.trim() === '' ? files : [fromText('pasted', text)];
}
