/** Whether a text begins as a curl command. */
export const looksLikeCurl = (text: string): boolean =>
  /^\s*(?:[$%]\s+)?(?:\w+=\S*\s+)*curl(?:\.exe)?\s/.test(text.slice(0, 2_000));

/** Whether a text may be a request: a curl command, or the JSON of a body. Costs little, also for a long text. */
export const looksLikeRequest = (text: string): boolean =>
  looksLikeCurl(text) || (/^\s*\{/.test(text) && /"(?:messages|input)"\s*:/.test(text));
