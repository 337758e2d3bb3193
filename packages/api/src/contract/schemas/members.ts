import { z } from 'zod';
import { email, id, personName, secret, time } from '../fields.js';
import { named } from '../named.js';
import { role } from './organizations.js';

export const member = named(
  'Member',
  'A person in an organization.',
  z.object({ accountId: id, email, name: personName, role, joinedAt: time }),
);
export const members = named(
  'Members',
  'Members of an organization, by name.',
  z.object({ members: z.array(member).readonly() }),
);
export const setRole = z.strictObject({ role });

const invite = named(
  'Invite',
  'An invite into an organization that nobody has accepted yet.',
  z.object({ id, email, role, createdAt: time, expiresAt: time }),
);
export const invites = named(
  'Invites',
  'Open invites of an organization, latest first.',
  z.object({ invites: z.array(invite).readonly() }),
);
export const createdInvite = named(
  'CreatedInvite',
  'A new invite with the token of its link, which is shown this once.',
  invite.extend({ token: secret }),
);
export const createInvite = z.strictObject({ email, role });
