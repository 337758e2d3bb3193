import { ACTIVATION_DIALOG } from './activation-dialog.js';
import { ACTIVATION } from './activation.js';
import type { ElementPage } from './element-page.js';
import { LICENSE_ISSUER } from './license-issuer.js';
import { MACHINE_ID } from './machine-id.js';
import { OFFLINE_LICENSES } from './offline-licenses.js';

/** Every element, in the order of the navigation. */
export const PAGES: readonly ElementPage[] = [
  MACHINE_ID,
  ACTIVATION,
  ACTIVATION_DIALOG,
  LICENSE_ISSUER,
  OFFLINE_LICENSES,
];

/** The page of an element. */
export function pageOf(tag: string | null | undefined): ElementPage {
  const page = PAGES.find((one) => one.tag === tag);
  if (!page) throw new Error(`There is no element ${tag}.`);
  return page;
}
