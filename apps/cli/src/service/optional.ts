import { UsageError } from '../output.js';

/** The ledger; an optional part, since who only verifies needs no database. */
export function loadIssuer(): Promise<typeof import('@latchkey/issuer')> {
  return load('@latchkey/issuer', () => import('@latchkey/issuer'));
}

/** The HTTP service, optional like the ledger. */
export function loadServer(): Promise<typeof import('@latchkey/server')> {
  return load('@latchkey/server', () => import('@latchkey/server'));
}

async function load<T>(name: string, importIt: () => Promise<T>): Promise<T> {
  try {
    return await importIt();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'ERR_MODULE_NOT_FOUND' || !message.includes(`'${name}'`)) throw error;
    throw new UsageError(`This command needs ${name}, which is not installed. Run: npm install ${name}`);
  }
}
