import { addTo } from '../../base/maps';
import { withinFileMs } from '../../base/work';
import type { Breathe } from '../../base/work';
import type { ModelNames } from '../../catalog/names/modelNames';
import { LineOfOffset } from '../../text/offsets';
import { ignoresId } from './config/idConfig';
import { findModelIds } from './findIds';
import type { FoundId, IdSource } from './findIds';

/** Mark in a comment that silences the ids and words of its line, or of the next one where the comment stands alone. */
export const ignoreMark = 'ai-field-guide-ignore';
const fileSuffix = '-file';
/** Lines at the top of a file in which `ai-field-guide-ignore-file` counts: readers do not look for it below a licence. */
const topLines = 10;

type Ignores = (found: Pick<FoundId, 'line' | 'written' | 'named'>) => boolean;

interface IgnoreComment {
  readonly line: number;
  /** The ids that it silences, and deprecated words of glossaries. None: all of them. */
  readonly ids: readonly string[];
  /** Nothing but the comment stands in its line. */
  readonly isAlone: boolean;
}

/**
 * Finds the ids that a text names, except for those that its comments silence. Undefined as in `findModelIds`.
 * @param isEnd is asked about an error of the search: where it says yes, the ids that were found until then are
 * returned.
 */
export async function findUnignoredIds(
  source: IdSource,
  names: ModelNames,
  breathe: Breathe,
  isEnd: (error: unknown) => boolean = () => false,
): Promise<FoundId[] | undefined> {
  const found: FoundId[] = [];
  let [text, pace] = [source.text, breathe];
  try {
    if (!(await findModelIds(source, names, breathe, found))) return undefined;
  } catch (error) {
    const last = found.at(-1);
    if (!last || !isEnd(error)) throw error;
    const end = text.indexOf('\n', last.end);
    text = end < 0 ? text : text.slice(0, end);
    pace = withinFileMs(() => undefined);
  }
  // The comments are read only where there is something to be silent about.
  if (found.length === 0) return found;
  const ignores = await readIgnoreComments({ text, regionAt: (...place) => source.regionAt(...place) }, pace);
  return ignores && found.filter((each) => !ignores(each));
}

/**
 * Reads which ids the comments of a text silence. Undefined: the text has changed meanwhile.
 * @param breathe is called between steps of the work.
 */
export async function readIgnoreComments(
  source: Pick<IdSource, 'text' | 'regionAt'>,
  breathe: Breathe,
): Promise<Ignores | undefined> {
  const comments: IgnoreComment[] = [];
  // Kept, so that the region is asked for once for many marks in one line.
  let begins: { readonly line: number; readonly isComment: boolean } | undefined;
  for (const { line, column, before, after } of marksIn(source.text)) {
    await breathe();
    const region = await source.regionAt(line, column);
    if (!region) return undefined;
    if (region.kind !== 'comment') continue;
    if (isWhole(after, fileSuffix) && line < topLines) return () => true;
    if (!isWhole(after, '')) continue;
    const first = before.search(/\S/);
    let isAlone = !/[\p{L}\p{N}]/u.test(before);
    if (!isAlone) {
      if (begins?.line !== line) {
        const start = await source.regionAt(line, first < 0 ? column : first);
        begins = { line, isComment: start?.kind === 'comment' };
      }
      isAlone = begins.isComment;
    }
    comments.push({ line, ids: idsAfter(after), isAlone });
  }
  const byLine = commentsByLine(comments);
  return (found) => (byLine.get(found.line) ?? []).some(({ ids }) => ids.length === 0 || ignoresId(ids, found));
}

/** Whether the mark is a whole word, and not the beginning of a longer one. */
const isWhole = (after: string, suffix: string): boolean =>
  after.startsWith(suffix) && !/^[\w-]/.test(after.slice(suffix.length).replace(/^-+>/, ''));

/** Collects the comments that silence each line. One that stands alone reaches past others below it that stand alone, too. */
function commentsByLine(comments: readonly IgnoreComment[]): Map<number, IgnoreComment[]> {
  const byLine = new Map<number, IgnoreComment[]>();
  const alone = new Set(comments.filter(({ isAlone }) => isAlone).map(({ line }) => line));
  // From the end, so that each line below is known.
  const target = new Map<number, number>();
  for (const comment of comments.toReversed()) {
    const { line, isAlone } = comment;
    addTo(byLine, line, comment);
    if (!isAlone) continue;
    const next = alone.has(line + 1) ? (target.get(line + 1) ?? line + 1) : line + 1;
    target.set(line, next);
    addTo(byLine, next, comment);
  }
  return byLine;
}

const idCharacters = /^[\w.:@/-]+$/;
const commentEnds = /(?:\*+\/|-+>|\*\)|#\}|\]\]|[:;.])+$/;

/** Reads the ids that follow the mark. Words behind them are a reason, for people. */
function idsAfter(after: string): string[] {
  const words = after.replace(/^\s*:?\s*/, '').split(/[\s,]+/);
  const ids: string[] = [];
  for (const word of words.map((each) => each.replace(commentEnds, ''))) {
    if (!idCharacters.test(word) || !/[a-z]/i.test(word) || !/[\d-]/.test(word)) break;
    ids.push(word);
  }
  if (ids.length > 0) return ids;
  // `davinci` alone is an id as well, and `guard_rail` a word of a glossary; `a test` is neither.
  const plain = words.map((each) => each.replace(commentEnds, '')).filter((each) => each !== '');
  return plain.length === 1 && /^[a-z_]+$/i.test(plain[0] ?? '') ? plain : [];
}

interface PlacedMark {
  readonly line: number;
  readonly column: number;
  readonly before: string;
  readonly after: string;
}

/** UTF-16 code units that are read before and behind a mark: no comment of people names more. */
const maxRestLength = 2_000;

function* marksIn(text: string): Generator<PlacedMark> {
  const around = new LineOfOffset(text);
  for (let at = text.indexOf(ignoreMark); at >= 0; at = text.indexOf(ignoreMark, at + ignoreMark.length)) {
    around.moveTo(at);
    const { line, start } = around;
    const before = text.slice(Math.max(start, at - maxRestLength), at);
    if (/[\w-]$/.test(before)) continue;
    const from = at + ignoreMark.length;
    const [after = ''] = text.slice(from, from + maxRestLength).split(/\r?\n/, 1);
    yield { line, column: at - start, before, after };
  }
}
