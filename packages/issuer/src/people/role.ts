import type { Role } from '../db/schema.js';
import { refuseField } from '../input.js';

const ROLES: readonly Role[] = ['owner', 'admin', 'user'];

/** @throws LatchkeyError `request-invalid` */
export function assertRole(role: Role): void {
  if (!ROLES.includes(role)) refuseField('role', `must be one of ${ROLES.join(', ')}.`);
}
