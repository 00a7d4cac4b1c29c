// Where Anthropic's API is, and how it is called: also where tokens are counted, which needs nothing else of its dialect.

/** Some give their base URL with /v1 (as OpenAI does), some without (as Anthropic's own clients want it). */
export const versioned = (baseUrl: string, path: string): string => (/\/v\d+$/.test(baseUrl) ? path : `/v1${path}`);

export const messagesPath = (baseUrl: string): string => versioned(baseUrl, '/messages');

export const anthropicHeaders = (key: string | undefined): Readonly<Record<string, string>> => ({
  'anthropic-version': '2023-06-01',
  ...(key === undefined ? {} : { 'x-api-key': key }),
});
