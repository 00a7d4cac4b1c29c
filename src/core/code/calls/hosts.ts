import { literalPattern } from '../../base/searchPattern';
import type { Breathe } from '../../base/work';
import { addressesOf } from '../../catalog/names/services';
import type { CalledAt } from '../../catalog/names/services';
import { countUpTo } from '../../text/offsets';

/** `client`: a client of the maker's own library, which goes to the maker where no address says otherwise. */
type MarkOf = CalledAt | 'client';
/** `library`: the name of something that goes there by itself. `address`: a setting that may be given to any client. */
type Mark = readonly [of: MarkOf, by: 'library' | 'address', pattern: RegExp];

/** Marks in code that say where its calls go. The names are those of SDKs, of their options and of addresses. */
const marks: readonly Mark[] = [
  ['azure', 'library', /AzureOpenAI|azureOpenAI|createAzure\b|OpenAIClient\(new Uri/],
  ['azure', 'address', /azure_endpoint|AZURE_OPENAI/],
  ['bedrock', 'library', /bedrock-runtime|BedrockRuntime|AnthropicBedrock|createAmazonBedrock|ChatBedrock|BedrockChat/],
  ['vertex', 'library', /AnthropicVertex|createVertex\b|ChatVertexAI|from vertexai/],
  ['vertex', 'address', /vertexai\s*[=:]\s*[Tt]rue/],
  [
    'local',
    'address',
    /\b(?:base_?url|api_?base|baseURL|OPENAI_BASE_URL|OLLAMA_HOST)\b.{0,40}(?:localhost|127\.0\.0\.1|0\.0\.0\.0|host\.docker\.internal)/i,
  ],
  // Addresses of this machine and of Amazon may belong to other things: both have marks of their own above.
  ...(['azure', 'vertex', 'maker', 'other'] as const).map((calledAt): Mark => [
    calledAt,
    'address',
    new RegExp(addressesOf(calledAt).map(literalPattern).join('|')),
  ]),
  ['local', 'library', /\bollama\b/i],
  [
    'other',
    'address',
    /\b(?:base_?url|api_?base|OPENAI_BASE_URL)\b["']?\s*[=:]\s*["'`]?https?:|\b(?:base_?url|api_?base)\s*[=:]/i,
  ],
  [
    'client',
    'library',
    /\b(?:Async)?(?:OpenAI|Anthropic)\(|\b(?:openai|anthropic)\.NewClient\(|\b(?:OpenAI|Anthropic)OkHttpClient\.|\bcreate(?:OpenAI|Anthropic)\(/,
  ],
];

/** Code units that are looked at in one step: about a millisecond of work. */
const stepLength = 25_000;
/** UTF-16 code units of a mark, at most: one that begins in a step may end behind it. */
const maxMarkLength = 200;

/**
 * Finds where calls go at a place of a text, by the nearest mark above it, or else by the first one below.
 * @param breathe is called between steps of the work.
 */
export async function readHosts(text: string, breathe: Breathe): Promise<(offset: number) => CalledAt | undefined> {
  const found: [at: number, calledAt: CalledAt | undefined][] = [];
  let reigning: Mark | undefined;
  for (let from = 0; from < text.length; from += stepLength) {
    for (const [at, mark] of marksIn(text, from)) {
      const [of] = mark;
      if (of !== 'client') found.push([at, of]);
      // Another library above says nothing about this client; an address above may be meant for it.
      else if (reigning && reigning[1] === 'library' && reigning[0] !== 'client') found.push([at, undefined]);
      else continue;
      reigning = mark;
    }
    await breathe();
  }
  return (offset) => found[Math.max(0, countUpTo(found, ([at]) => at, offset) - 1)]?.[1];
}

/** Finds the marks that begin in one step, in order. */
function marksIn(text: string, from: number): [at: number, mark: Mark][] {
  // The piece begins one character earlier, which tells whether a word begins here.
  const start = Math.max(0, from - 1);
  const piece = text.slice(start, from + stepLength + maxMarkLength);
  const byPlace = new Map<number, Mark>();
  for (const mark of marks) {
    const pattern = mark[2];
    for (const { index } of piece.matchAll(new RegExp(pattern, `${pattern.flags}g`))) {
      const at = start + index;
      if (at < from || at >= from + stepLength || isInComment(text, at)) continue;
      // Of two marks at one place the more exact one counts, which stands first in the table.
      if (!byPlace.has(at)) byPlace.set(at, mark);
    }
  }
  return [...byPlace].sort(([a], [b]) => a - b);
}

/** UTF-16 code units of a line before a place; a comment begins near its words. */
const maxCommentLength = 200;
const comment = /^\s*(?:\/\/|\/\*|\*\s|#|;|--\s|<!--)|(?:^|\s)(?:\/\/|#)\s/;

/** Whether a place is in a comment, as far as its line alone tells: what `# not for ollama` mentions is not called. */
function isInComment(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - maxCommentLength), at);
  return comment.test(before.slice(before.lastIndexOf('\n') + 1));
}
