import type { Breathe } from '../base/pacer';
import { addressesOf } from './services';
import type { CalledAt } from './spelling';

/** What in code says where its calls go. The names are those of SDKs, of their options and of addresses. */
const marks: readonly (readonly [CalledAt, RegExp])[] = [
  ['azure', /AzureOpenAI|azure_endpoint|azureOpenAI|createAzure\b|AZURE_OPENAI|OpenAIClient\(new Uri/],
  ['bedrock', /bedrock-runtime|BedrockRuntime|AnthropicBedrock|createAmazonBedrock|ChatBedrock|BedrockChat/],
  ['vertex', /AnthropicVertex|createVertex\b|ChatVertexAI|vertexai\s*[=:]\s*[Tt]rue|from vertexai/],
  [
    'local',
    /\b(?:base_?url|api_?base|baseURL|OPENAI_BASE_URL|OLLAMA_HOST)\b.{0,40}(?:localhost|127\.0\.0\.1|0\.0\.0\.0|host\.docker\.internal)|\bollama\b/i,
  ],
  // This machine and Amazon have addresses of other things, too: their own marks stand above.
  ...(['azure', 'vertex', 'maker', 'other'] as const).map(
    (calledAt) => [calledAt, anyOf(addressesOf(calledAt))] as const,
  ),
  [
    'other',
    /\b(?:base_?url|api_?base|OPENAI_BASE_URL)\b["']?\s*[=:]\s*["'`]?https?:|\b(?:base_?url|api_?base)\s*[=:]/i,
  ],
];

function anyOf(names: readonly string[]): RegExp {
  return new RegExp(names.map((name) => name.replaceAll('.', '\\.')).join('|'));
}

/** Code units that are looked at in one step: about a millisecond of work. */
const stepLength = 50_000;
/** No mark is longer; one that begins in a step may end behind it. */
const longestMark = 200;

/**
 * Where calls go at a place of a text: what the nearest mark above it says, or else the first one below.
 * @param breathe is called between steps of the work.
 */
export async function readHosts(text: string, breathe: Breathe): Promise<(offset: number) => CalledAt | undefined> {
  const found: [at: number, calledAt: CalledAt][] = [];
  for (let from = 0; from < text.length; from += stepLength) {
    found.push(...marksIn(text, from));
    await breathe();
  }
  return (offset) => found[Math.max(0, countUpTo(found, offset) - 1)]?.[1];
}

/** The marks that begin in one step, in order. */
function marksIn(text: string, from: number): [at: number, calledAt: CalledAt][] {
  // With the character before it, which tells whether a word begins here.
  const start = Math.max(0, from - 1);
  const piece = text.slice(start, from + stepLength + longestMark);
  const byPlace = new Map<number, CalledAt>();
  for (const [calledAt, pattern] of marks) {
    for (const { index } of piece.matchAll(new RegExp(pattern, `${pattern.flags}g`))) {
      const at = start + index;
      // Of two at one place the more exact one holds, which stands first in the table.
      if (at >= from && at < from + stepLength && !byPlace.has(at)) byPlace.set(at, calledAt);
    }
  }
  return [...byPlace].sort(([a], [b]) => a - b);
}

/** How many marks begin up to `offset`. */
function countUpTo(found: readonly (readonly [at: number, calledAt: CalledAt])[], offset: number): number {
  let low = 0;
  let high = found.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((found[middle]?.[0] ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
