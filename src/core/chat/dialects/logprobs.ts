import { isRecord } from '../../base/json';
import type { ChatEvent, ChosenToken, TokenChance } from '../messages/chatTypes';

// Log probabilities of the tokens of an answer: `logprobs` of a choice of Chat Completions, and of a piece of text of
// Responses. https://platform.openai.com/docs/api-reference/chat-streaming/streaming,
// /responses-streaming/response/output_text/delta
// Ollama, vLLM and llama.cpp write the first form. Together writes parallel lists
// (https://docs.together.ai/docs/logprobs).

const maxTop = 20;
/** The most UTF-16 code units of a token. */
const maxLength = 2_000;
const maxBytes = 200;

/** Returns the event of the tokens in `logprobs`; none where there are no tokens. */
export function tokensEvent(logprobs: unknown): ChatEvent[] {
  const tokens = chosenTokens(logprobs);
  return tokens.length === 0 ? [] : [{ type: 'tokens', tokens }];
}

function chosenTokens(logprobs: unknown): ChosenToken[] {
  if (Array.isArray(logprobs)) return logprobs.flatMap(chosenToken);
  if (!isRecord(logprobs)) return [];
  const { content, refusal, tokens } = logprobs;
  if (Array.isArray(tokens)) return sideBySide(tokens, logprobs);
  return [content, refusal].flatMap((list) => (Array.isArray(list) ? list.flatMap(chosenToken) : []));
}

function chosenToken(value: unknown): ChosenToken[] {
  const top: unknown = isRecord(value) ? value['top_logprobs'] : undefined;
  return chanceIn(value).map((chance) => ({
    ...chance,
    top: Array.isArray(top) ? top.slice(0, maxTop).flatMap(chanceIn) : [],
  }));
}

function chanceIn(value: unknown): TokenChance[] {
  if (!isRecord(value)) return [];
  const { token, logprob, bytes } = value;
  return typeof token === 'string' && isLogprob(logprob)
    ? [{ ...spelt(token, bytes), logprob: Math.min(0, logprob) }]
    : [];
}

const isLogprob = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

/** Reads lists side by side: `{ tokens: [], token_logprobs: [], top_logprobs: [{ token: logprob }] }`. */
function sideBySide(
  tokens: readonly unknown[],
  { token_logprobs: logprobs, top_logprobs: top }: Record<string, unknown>,
): ChosenToken[] {
  const at = (list: unknown, place: number): unknown => (Array.isArray(list) ? (list[place] as unknown) : undefined);
  return tokens.flatMap((token, place) => {
    const others = at(top, place);
    const pairs = isRecord(others) ? Object.entries(others).map(([name, logprob]) => ({ token: name, logprob })) : [];
    return chosenToken({ token, logprob: at(logprobs, place), top_logprobs: pairs });
  });
}

/** Bytes that are no character by themselves, as OpenAI spells them in a token: `\xe2\x80`. */
const escaped = /\\x[89a-f][0-9a-f]/i;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

function spelt(token: string, given: unknown): Pick<TokenChance, 'text' | 'bytes'> {
  const text = token.slice(0, maxLength);
  if (!text.includes('\uFFFD') && !escaped.test(text)) return { text };
  const bytes = isBytes(given) ? given : bytesSpelt(text);
  if (bytes === undefined) return { text };
  const decoded = decoder.decode(Uint8Array.from(bytes));
  return decoded.includes('\uFFFD') ? { text: decoded, bytes } : { text: decoded };
}

const isBytes = (value: unknown): value is number[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.length <= maxBytes &&
  value.every((byte: unknown) => Number.isInteger(byte) && Number(byte) >= 0 && Number(byte) < 256);

function bytesSpelt(text: string): number[] | undefined {
  if (!escaped.test(text)) return undefined;
  const pieces = text.replace(/^bytes:/, '').split(/\\x([0-9a-f]{2})/i);
  const bytes = pieces.flatMap((piece, i) => (i % 2 === 1 ? [parseInt(piece, 16)] : [...encoder.encode(piece)]));
  return bytes.length <= maxBytes ? bytes : undefined;
}
