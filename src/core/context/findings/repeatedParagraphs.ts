import { oneLine } from '../../base/oneLine';
import { remembered } from '../../base/maps';
import type { Saying } from '../../base/say';
import type { Span } from '../../text/span';
import { agents } from '../agents/agents';
import { isFile } from '../tree/treePlace';
import type { AssembledContext, AssembledPart, FileProblem, PartKind } from '../contextReport';
import type { ContextTree } from '../tree/contextTree';
import { shownText } from './placedFields';
import type { CountInEncoding } from './skillRules';

/**
 * Fewest characters of a paragraph, with one blank for each run of white space. Shorter ones are headings, commands and
 * turns of speech.
 */
const least = 200;

/** Most UTF-16 code units of a text in which paragraphs are looked for. */
const longest = 100_000;

/** Kinds of parts whose paragraphs are compared. Lists send only names and descriptions. */
const kinds: ReadonlySet<PartKind> = new Set(['instructions', 'import', 'rule']);

interface Paragraph {
  /** Its text, with one blank for each run of white space. */
  readonly key: string;
  readonly span: Span;
}

/** Returns the paragraphs of a text, which empty lines separate. */
const paragraphsOf = remembered((text: string): readonly Paragraph[] => {
  const found: Paragraph[] = [];
  let from: number | undefined;
  const close = (end: number): void => {
    if (from === undefined) return;
    const written = text.slice(from, end);
    const start = from + written.length - written.trimStart().length;
    found.push({ key: oneLine(written), span: { start, end: from + written.trimEnd().length } });
    from = undefined;
  };
  for (let at = 0; at <= text.length;) {
    const next = text.indexOf('\n', at);
    const end = next < 0 ? text.length : next;
    if (text.slice(at, end).trim() === '') close(at);
    else from ??= at;
    at = end + 1;
  }
  close(text.length);
  return found;
}, 100);

/** A file that is sent, with those of its paragraphs that are sent as they stand in it. */
interface SentText {
  readonly file: string;
  readonly text: string;
  readonly paragraphs: readonly Paragraph[];
}

/** Finds paragraphs that one agent gets twice with every turn, from two files. Adjacent ones make one finding. */
export async function repeatedParagraphs(
  tree: ContextTree,
  context: AssembledContext,
  count: CountInEncoding,
  only?: string,
): Promise<FileProblem[]> {
  const firsts = new Map<string, { readonly sent: SentText; readonly at: number }>();
  const found: FileProblem[] = [];
  for (const sent of await sentTexts(tree, context.parts)) {
    const { file, paragraphs } = sent;
    for (let at = 0; at < paragraphs.length; at++) {
      const { key } = paragraphs[at]!;
      const first = key.length < least ? undefined : firsts.get(key);
      if (!first) continue;
      const from = at - sameBefore(first.sent.paragraphs, first.at, paragraphs, at);
      const to = at + sameBehind(first.sent.paragraphs, first.at, paragraphs, at);
      if (only === undefined || only === file) {
        const span = { start: paragraphs[from]!.span.start, end: paragraphs[to]!.span.end };
        const tokens = await count(sent.text.slice(span.start, span.end), 'o200k_base');
        const other = { ...first, at: first.at - (at - from) };
        found.push({
          file,
          problem: { span, severity: 'warning', rule: 'duplicate-paragraph', message: saying(context, other, tokens) },
        });
      }
      at = to;
    }
    for (const [at, { key }] of paragraphs.entries()) if (!firsts.has(key)) firsts.set(key, { sent, at });
  }
  return found;
}

function saying(
  { agent }: AssembledContext,
  { sent, at }: { readonly sent: SentText; readonly at: number },
  tokens: number,
): Saying {
  const line = sent.text.slice(0, sent.paragraphs[at]!.span.start).split('\n').length;
  return (say) =>
    say(
      '{0} reads this twice with every turn: it is also in {1}, line {2}. It has {3} tokens.',
      agents[agent].name,
      sent.file,
      line,
      tokens,
    );
}

/**
 * Returns the texts of the folder that are sent, each file and each text once, with those paragraphs that are sent as
 * they stand in the file.
 */
async function sentTexts(tree: ContextTree, parts: readonly AssembledPart[]): Promise<SentText[]> {
  const known = new Set<string>();
  const texts: SentText[] = [];
  for (const { kind, file, text: sent, isSent } of parts) {
    if (!isSent || file === null || file.startsWith('~') || !kinds.has(kind) || sent.length > longest) continue;
    const read = await tree.read(file);
    const real = isFile(read) ? ((await tree.realPath(file)) ?? file) : file;
    // A whole text that is sent twice is another finding.
    if (!isFile(read) || known.has(real) || known.has(sent.trim())) continue;
    known.add(real).add(sent.trim());
    const text = shownText(read);
    if (text.length > longest) continue;
    const keys = new Set(paragraphsOf(sent).map(({ key }) => key));
    texts.push({ file, text, paragraphs: paragraphsOf(text).filter(({ key }) => keys.has(key)) });
  }
  return texts;
}

/** Counts the equal paragraphs right before two equal ones. */
function sameBefore(one: readonly Paragraph[], at: number, other: readonly Paragraph[], from: number): number {
  let same = 0;
  while (at > same && from > same && one[at - same - 1]!.key === other[from - same - 1]!.key) same++;
  return same;
}

function sameBehind(one: readonly Paragraph[], at: number, other: readonly Paragraph[], from: number): number {
  let same = 0;
  while (one[at + same + 1] && one[at + same + 1]?.key === other[from + same + 1]?.key) same++;
  return same;
}
