import { openBrowserActivation, type BrowserActivation } from '@latchkey/device/browser';

/** What a page finds when it starts. */
export interface Found {
  readonly machineId: string;
  readonly inForce: boolean;
  /** Everything that is stored, as it is stored. */
  readonly licenses: readonly (readonly [id: string, text: string])[];
}

let backend: BrowserActivation | undefined;

/** Opens the storage as a product does, and looks at it past the back end, too. */
export async function find(keys: { readonly keys: readonly unknown[] }): Promise<Found> {
  backend = openBrowserActivation({ product: 'KSE', keys });
  const { verdict } = await backend.readState();
  const { machineId } = await backend.readMachine();
  return { machineId, inForce: verdict?.ok === true, licenses: await readStore() };
}

/** Begins to store licenses one after the other, and names each in the console when it is stored. */
export function store(licenses: Found['licenses']): void {
  const storeAll = async () => {
    for (const [id, text] of licenses) if ((await backend?.activate(text))?.stored) console.log(id);
  };
  void storeAll();
}

async function readStore(): Promise<Found['licenses']> {
  const opening = indexedDB.open('latchkey');
  await settled(opening);
  const objects = opening.result.transaction('licenses').objectStore('licenses');
  const [ids, texts] = [objects.getAllKeys(), objects.getAll()];
  await settled(texts);
  opening.result.close();
  return ids.result.map((key, i) => [String(key).slice('KSE/'.length), texts.result[i] as string]);
}

function settled(request: IDBRequest): Promise<void> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve());
    request.addEventListener('error', () => reject(request.error));
  });
}
