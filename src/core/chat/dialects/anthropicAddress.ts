// The address and headers of Anthropic's API. Counting tokens needs them, too, and nothing else of the dialect.

/**
 * Returns a path with the version. Some providers give their base URL with /v1 (as OpenAI does), some without (as
 * Anthropic's own clients want it).
 */
export const versioned = (baseUrl: string, path: string): string => (/\/v\d+$/.test(baseUrl) ? path : `/v1${path}`);

export const messagesPath = (baseUrl: string): string => versioned(baseUrl, '/messages');

export const anthropicHeaders = (key: string | undefined): Readonly<Record<string, string>> => ({
  'anthropic-version': '2023-06-01',
  ...(key === undefined ? {} : { 'x-api-key': key }),
});
