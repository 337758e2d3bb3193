import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));

/** tests/vectors, seen from the source as well as from its build in tests/dist/vectors. */
export const VECTORS_DIRECTORY = here.includes(join(sep, 'dist', 'vectors', sep))
  ? join(here, '..', '..', 'vectors')
  : here;
