import { isRecord, parseJson } from '../../base/json';
import { hideEcho, hideKey } from './hideSecrets';

/** Characters of a provider's error that are shown. */
const maxDetailLength = 300;
const deepest = 6;

/** The words of a provider in an error body, whatever its shape. */
export interface ProviderError {
  readonly words: string | undefined;
  /** Request fields that it names in structured form (`param`, or `loc` of a FastAPI server). */
  readonly fields: readonly string[];
  /** Values of `code`, `type`, `status` and `reason`. */
  readonly codes: readonly string[];
  /** Google's RetryInfo: milliseconds. */
  readonly retryAfterMs: number | undefined;
}

/** Reads an error body. `body`: the value parsed from JSON, or the text itself where it is not JSON. */
export function readProviderError(body: unknown): ProviderError {
  const fields: string[] = [];
  const codes: string[] = [];
  let retryAfterMs: number | undefined;
  const visit = (value: unknown, depth: number): void => {
    if (depth > deepest) return;
    if (Array.isArray(value)) return value.slice(0, 20).forEach((item) => visit(item, depth + 1));
    if (!isRecord(value)) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'param' && typeof inner === 'string' && inner !== '' && inner !== 'None') fields.push(inner);
      else if (key === 'loc' && Array.isArray(inner))
        fields.push(...inner.slice(0, 20).filter((part) => typeof part === 'string'));
      else if (/^(code|type|status|reason)$/.test(key) && typeof inner === 'string') codes.push(inner);
      else if (key === 'retryDelay') retryAfterMs = seconds(inner) ?? retryAfterMs;
      else visit(inner, depth + 1);
    }
  };
  visit(body, 0);
  return { fields, codes, words: wordsOf(body, 0), retryAfterMs };
}

function seconds(value: unknown): number | undefined {
  const match = typeof value === 'string' ? /^(\d+(?:\.\d+)?)s$/.exec(value) : null;
  return match === null ? undefined : Number(match[1]) * 1000;
}

/**
 * Finds the words in the forms that are known: OpenAI `{error: {message}}`, Anthropic `{type, error: {message}}`,
 * Ollama and xAI `{error: "..."}`, FastAPI `{detail}` or `{detail: [{loc, msg}]}`, Google `[{error: {message}}]`,
 * Mistral `{message: {detail: [...]}}`, Cloudflare `{errors: [{message}]}`, plain text, HTML.
 */
function wordsOf(value: unknown, depth: number): string | undefined {
  if (depth > deepest) return undefined;
  if (typeof value === 'string') return plain(value);
  if (Array.isArray(value)) {
    const all = value.slice(0, 3).flatMap((item) => wordsOf(item, depth + 1) ?? []);
    return all.length === 0 ? undefined : all.join('; ');
  }
  if (!isRecord(value)) return undefined;
  for (const key of ['error', 'errors', 'message', 'detail', 'msg', 'error_description', 'title']) {
    const words = wordsOf(value[key], depth + 1);
    if (words !== undefined) return words + (key === 'message' ? upstream(value['metadata'], depth) : '');
  }
  return undefined;
}

/** OpenRouter says "Provider returned error" and keeps the provider's own words in `metadata.raw`. */
function upstream(metadata: unknown, depth: number): string {
  const raw = isRecord(metadata) ? metadata['raw'] : undefined;
  const words = wordsOf(typeof raw === 'string' ? parseJson(raw, raw) : raw, depth + 1);
  return words === undefined ? '' : ` (${words})`;
}

/** Turns a text into one line, and an HTML page into its title. */
function plain(text: string): string | undefined {
  const title = /<title[^>]{0,200}>([^<]{1,200})/i.exec(text)?.[1];
  const shown = title === undefined ? undefined : plain(title);
  if (shown !== undefined) return `A web page: ${shown}`;
  if (title !== undefined || /^\s*<(!doctype|html|\?xml)/i.test(text)) return 'A web page.';
  // Control characters and line ends have no place in a sentence, and bidirectional marks could turn it around.
  const line = text
    .slice(0, 4_000)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\s]+/gu, ' ')
    // A colon or comma at the end leads to nothing: "Incorrect API key: " before a key that was not sent.
    .replace(/(?<![\s:;,])[\s:;,]+\.?$/, '')
    .trim();
  return line === '' ? undefined : line;
}

/**
 * Makes `words` fit to be shown: without the key or a longer part of it, without the prompt, not longer than 300
 * characters.
 */
export function toDetail(words: string, key: string | undefined, prompt: readonly string[] = []): string {
  const hidden = hideEcho(hideKey(words, key), prompt);
  return hidden.length <= maxDetailLength ? hidden : `${hidden.slice(0, maxDetailLength - 1).trimEnd()}…`;
}
