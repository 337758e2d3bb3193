import { z } from 'zod';
import { email, id, password, personName, secret, text } from '../fields.js';
import { named } from '../named.js';
import { membership, role } from './organizations.js';

export const account = named(
  'Account',
  'A person who can sign in, with the organizations that this person belongs to.',
  z.object({
    id,
    email,
    name: personName,
    /** Stands outside organizations, and alone writes them, products and purchased licenses. */
    isOperator: z.boolean(),
    organizations: z.array(membership).readonly(),
  }),
);

export const signIn = z.strictObject({ email, password });
export const changePassword = z.strictObject({
  current: password.meta({ description: 'The present password: an open browser is not enough.' }),
  next: password.meta({ description: 'The new one, of at least 12 characters.' }),
});
export const setUp = z.strictObject({ token: secret, email, name: personName, password });
export const inspectInvite = z.strictObject({ token: secret });

/** Who has signed in joins as that account; others say how they are called and choose a password. */
export const acceptInvite = z.strictObject({
  token: secret,
  name: personName.exactOptional(),
  password: password.exactOptional(),
});

export const inviteOffer = named(
  'InviteOffer',
  'What an invite offers, for who holds its link.',
  z.object({ organizationName: text(200), role, email }),
);
