import { z } from 'zod';

/** What a token may do; the ledger has the same list. */
export const SCOPES = [
  'licenses:read',
  'offline-licenses:read',
  'offline-licenses:write',
  'audit:read',
  'widget-tokens:write',
] as const;

export type Scope = (typeof SCOPES)[number];

/** What a token in a browser may do: never make further tokens. */
export const WIDGET_SCOPES = ['licenses:read', 'offline-licenses:read', 'offline-licenses:write'] as const;

export const scopes = z.array(z.enum(SCOPES)).min(1).max(SCOPES.length).readonly();
export const widgetScopes = z.array(z.enum(WIDGET_SCOPES)).min(1).max(WIDGET_SCOPES.length).readonly();
