export function widgetTokens(options: {
  readonly baseUrl: string;
  readonly apiToken: string;
  readonly organizationId: string;
  readonly origin: string;
}): () => Promise<{ readonly token: string; readonly expiresAt: number }>;
