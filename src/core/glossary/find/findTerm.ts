import type { RegionKind } from '../../text/regions/grammars/syntax';
import type { Term } from './glossaryTable';
import { LETTER_OR_NUMBER, characterAt } from './characters';
import { TermFinder } from './termFinder';
import type { TermMatch, WrittenTerm } from './termFinder';
import type { FormOf, PhraseTree } from './phraseTree';
import type { TermText } from './termText';

/** Terms by the key of each of their forms. */
export interface GlossaryIndex {
  readonly terms: readonly Term[];
  readonly byKey: ReadonlyMap<string, readonly FormOf[]>;
  readonly byId: ReadonlyMap<string, Term>;
  readonly tree: PhraseTree;
  /** Terms that a workspace term with the same forms takes precedence over, by the id of the workspace term. */
  readonly hides?: ReadonlyMap<string, readonly Term[]>;
}

/**
 * The distance before a place at which reading starts, as earlier terms decide where the next one begins. UTF-16 code
 * units.
 */
const reach = 300;

/** The term that covers `offset` of a text of one kind: in one of its words or between two of them. */
export function findTerm(index: GlossaryIndex, text: string, offset: number, kind: RegionKind): TermMatch | undefined {
  const region = { kind, language: kind === 'code' ? 'unknown' : 'plaintext', start: 0, end: text.length };
  const found = findTermAt(index, { text, languageId: region.language, head: '', regions: [region] }, offset);
  return found && { term: found.term, form: found.form, start: found.start, end: found.end };
}

/** Returns the term that covers `offset`, as `TermFinder` finds it in the whole text, but reads only what is near. */
export function findTermAt(index: GlossaryIndex, text: TermText, offset: number): WrittenTerm | undefined {
  for (const found of new TermFinder(index.tree, text).find(wordStart(text.text, offset - reach), offset + 1)) {
    if (found && found.end > offset) return found.start <= offset ? found : undefined;
  }
  return undefined;
}

/**
 * Returns where the word at an offset begins. In a run of letters that is longer than `reach`, it goes no further back.
 */
function wordStart(text: string, offset: number): number {
  if (offset <= 0) return 0;
  let at = offset;
  while (at > 0 && offset - at < reach && (characterAt(text, at - 1) & LETTER_OR_NUMBER) !== 0) at--;
  return at;
}
