import { licenseFileName, successorFileName, type FileContents } from '@latchkey/core';
import type { Entry } from './book.js';
import { zip } from './zip.js';

/** The file of a license, or a ZIP archive of several. Of one machine, the later ones have the day or the number in the name. */
export function handOut(entries: readonly Entry[]): FileContents {
  const taken = new Set<string>();
  const files = entries.map(({ claims, text }) => {
    const { aud, sub, jti, seq } = claims;
    const names = [licenseFileName(claims), successorFileName(claims), `${aud}_${sub}_${seq}.lic`];
    const name = names.find((one) => !taken.has(one)) ?? `${jti}.lic`;
    taken.add(name);
    return { name, bytes: new TextEncoder().encode(text) };
  });
  const [only] = files;
  if (only && files.length === 1) return { ...only, type: 'application/license+jwt' };
  return { name: 'offline-licenses.zip', type: 'application/zip', bytes: zip(files) };
}
