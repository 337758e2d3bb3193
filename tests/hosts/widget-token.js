import { createClient } from '@latchkey/api/client';

/**
 * Makes the function that mints widget tokens, on the portal's server. The API token stays there. Call it only for a
 * person who is signed in at the portal and may issue licenses for this organization.
 */
export function widgetTokens({ baseUrl, apiToken, organizationId, origin }) {
  const client = createClient({ baseUrl, getToken: () => apiToken });
  const scopes = ['licenses:read', 'offline-licenses:read', 'offline-licenses:write'];
  return () => client.createWidgetToken({ organizationId, origin, scopes, minutes: 10 });
}
