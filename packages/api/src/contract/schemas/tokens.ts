import { z } from 'zod';
import { id, secret, text, time } from '../fields.js';
import { named } from '../named.js';
import { scopes, widgetScopes } from '../scopes.js';

const token = named(
  'Token',
  'A token of an organization, without its secret.',
  z.object({
    id,
    name: text(100),
    scopes,
    createdAt: time,
    expiresAt: time,
  }),
);
export const tokens = named(
  'Tokens',
  'Tokens of an organization that have not ended, by name. Widget tokens are not among them.',
  z.object({ tokens: z.array(token).readonly() }),
);
export const createdToken = named(
  'CreatedToken',
  'A new token; its secret is shown this once.',
  z.object({ id, token: secret }),
);
export const createToken = z.strictObject({
  name: text(100),
  scopes,
  expiresAt: time.meta({ description: 'At most 366 days ahead: whole seconds since 1970, UTC.' }),
});

export const widgetToken = named(
  'WidgetToken',
  'A token for one page of another site: works from that origin alone.',
  z.object({ token: secret, expiresAt: time }),
);
export const createWidgetToken = z.strictObject({
  origin: z.string().min(1).max(300).meta({ description: 'For example https://portal.example.' }),
  scopes: widgetScopes,
  minutes: z.int().min(5).max(10),
});
