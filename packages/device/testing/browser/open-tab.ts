import type { BrowserActivation, openBrowserActivation } from '../../src/browser/index.js';
import { after } from './after.js';
import type { Installation } from './opened.js';

type Page = Window & { openBrowserActivation?: typeof openBrowserActivation };

/** Another page of the same site, with a back end of its own over the same storage. */
export interface Tab {
  readonly backend: BrowserActivation;
  /** Takes the page away as it is, whatever it is about to do. */
  kill(): void;
}

export async function openTab({ options }: Pick<Installation, 'options'>): Promise<Tab> {
  const frame = document.createElement('iframe');
  frame.src = new URL('tab.html', import.meta.url).href;
  document.body.append(frame);
  const kill = () => frame.remove();
  after(kill);
  await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  const page = frame.contentWindow as Page;
  const { keys, ...rest } = options;
  // Key sets of two pages are of two classes.
  const jwks = 'toJwks' in keys ? keys.toJwks() : keys;
  const backend = page.openBrowserActivation?.({ ...rest, keys: jwks });
  if (!backend) throw new Error('The page has not loaded.');
  return { backend, kill };
}
