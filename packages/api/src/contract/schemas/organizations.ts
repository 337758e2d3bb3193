import { z } from 'zod';
import { id, text } from '../fields.js';
import { named } from '../named.js';

export const role = named('Role', 'What a member may do.', z.enum(['owner', 'admin', 'user']));

export const organization = named(
  'Organization',
  'An organization. `role` is the role of who asks; missing for the operator and for tokens.',
  z.object({ id, name: text(200), role: role.exactOptional() }),
);
export const membership = named(
  'Membership',
  'An organization that a person belongs to, and as what.',
  z.object({ id, name: text(200), role }),
);
export const organizations = named(
  'Organizations',
  'Organizations, by name.',
  z.object({ organizations: z.array(organization).readonly() }),
);

export const createOrganization = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{1,63}$/)
    .meta({ description: 'Small letters, digits and hyphens; made up where it is missing.' })
    .exactOptional(),
  name: text(200),
});
export const renameOrganization = z.strictObject({ name: text(200) });
