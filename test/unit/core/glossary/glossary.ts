import { createGlossary } from '../../../../src/core/glossary/sense/createGlossary';
import { decideAt } from '../../../../src/core/glossary/sense/decide';
import { findTerm } from '../../../../src/core/glossary/find/findTerm';
import { indexGlossary } from '../../../../src/core/glossary/find/indexGlossary';
import type { TermMatch } from '../../../../src/core/glossary/find/termFinder';
import type { RegionKind } from '../../../../src/core/text/regions/grammars/syntax';
import { glossary } from '../../../../generated/glossary';
import { senses } from '../../../support/senses';

export const index = indexGlossary(glossary);

/** A text with `|` where the pointer stands. */
export function pointed(marked: string): { text: string; offset: number } {
  const offset = marked.indexOf('|');
  return { text: marked.slice(0, offset) + marked.slice(offset + 1), offset };
}

/** The term under `|`. */
export function termAt(marked: string, kind: RegionKind = 'prose'): TermMatch | undefined {
  const { text, offset } = pointed(marked);
  return findTerm(index, text, offset, kind);
}

/** `id: matched text`, or `nothing`. */
export function found(marked: string, kind: RegionKind = 'prose'): string {
  const match = termAt(marked, kind);
  return match ? `${match.term.id}: ${pointed(marked).text.slice(match.start, match.end)}` : 'nothing';
}

const meant = createGlossary(index, senses);

/** As `found`, but only where it is meant, as far as that text tells. */
export function shown(marked: string, kind: RegionKind = 'prose'): string {
  const { text, offset } = pointed(marked);
  const language = kind === 'code' ? 'unknown' : 'plaintext';
  const regions = [{ kind, language, start: 0, end: text.length }];
  const decision = decideAt({ text, languageId: language, head: '', regions }, meant, offset);
  return decision?.sense.isMeant ? `${decision.term.id}: ${text.slice(decision.start, decision.end)}` : 'nothing';
}
