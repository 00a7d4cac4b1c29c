import type { CancellationToken, TextDocument } from 'vscode';
import { isShown } from '../../../core/glossary/cards/choices';
import type { TermDecision } from '../../../core/glossary/sense/decide';
import { firstInSections, headingStarts, sectionsBy } from '../../../core/glossary/cards/termsInText';
import type { Regions } from '../../../core/text/regions/regions';
import { pace } from '../../shared/pace';
import type { DocumentRegions } from '../../shared/documentRegions';
import type { DocumentTerms } from '../terms/documentTerms';

export interface UnderlinedDeps {
  readonly terms: Pick<DocumentTerms, 'all' | 'rules'>;
  readonly regions: Pick<DocumentRegions, 'readTo'>;
}

/** Lines looked at between two turns for others. */
const linesAtOnce = 500;

/**
 * What is underlined in a document: of each shown term in prose or a comment the first mention in its section, which is what
 * stands below a heading of Markdown, a block of comments, or the file. Undefined: it was changed meanwhile, or cancelled.
 */
export async function underlinedIn(
  document: TextDocument,
  { terms, regions }: UnderlinedDeps,
  cancel: CancellationToken,
): Promise<TermDecision[] | undefined> {
  const all = await terms.all(document, cancel);
  if (!all) return undefined;
  const choices = terms.rules.choices();
  const shown = all.filter((each) => isShown(each, choices) && (each.kind === 'prose' || each.kind === 'comment'));
  if (document.languageId === 'markdown') {
    const sectionOf = sectionsBy(headingStarts(document.getText()));
    return firstInSections(shown, ({ start }) => sectionOf(start));
  }
  const blocks = await commentBlocks(document, shown, regions, cancel);
  return blocks && firstInSections(shown, (each) => blocks.get(each) ?? 0);
}

/** The number of the block that each comment belongs to: a line with code ends one. What is no comment is in none. */
async function commentBlocks(
  document: TextDocument,
  shown: readonly TermDecision[],
  regions: UnderlinedDeps['regions'],
  cancel: CancellationToken,
): Promise<ReadonlyMap<TermDecision, number> | undefined> {
  const { version } = document;
  const blocks = new Map<TermDecision, number>();
  const breathe = pace();
  let [block, line] = [1, 0];
  for (const decision of shown) {
    if (decision.kind !== 'comment') continue;
    const last = document.positionAt(decision.start).line;
    while (line < last) {
      // Regions are good until the next turn.
      const read = await regions.readTo(document, last, cancel);
      if (!read || document.version !== version) return undefined;
      const end = Math.min(last, line + linesAtOnce);
      for (let at = line + 1; at <= end; at++) {
        if (!hasCode(document, read, at)) continue;
        block++;
        line = last;
        break;
      }
      line = Math.max(line, end);
      await breathe();
    }
    blocks.set(decision, block);
  }
  return blocks;
}

function hasCode(document: TextDocument, regions: Regions, line: number): boolean {
  const { text } = document.lineAt(line);
  return regions
    .between(line, 0, text.length)
    .some(({ kind, from, to }) => (kind === 'code' || kind === 'string') && /[\p{L}\p{N}]/u.test(text.slice(from, to)));
}
