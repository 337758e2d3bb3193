import type { RouteName } from '@latchkey/api/contract';
import type { Handlers } from './handler.js';
import { OFFLINE_LICENSE_HANDLERS } from './offline-licenses.js';
import { ORGANIZATION_HANDLERS } from './organization.js';
import { SESSION_HANDLERS } from './session.js';
import { VENDOR_HANDLERS } from './vendor.js';

/** Every route of the contract: one without a handler does not compile. */
export const HANDLERS: Handlers<RouteName> = {
  ...SESSION_HANDLERS,
  ...VENDOR_HANDLERS,
  ...OFFLINE_LICENSE_HANDLERS,
  ...ORGANIZATION_HANDLERS,
};
