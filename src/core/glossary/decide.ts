import type { RegionKind } from '../regions/syntax';
import { findTerm, reach } from './findTerm';
import type { GlossaryIndex, TermMatch } from './findTerm';
import { trustingModel } from './sense/sense';
import type { Sense, SenseModel } from './sense/sense';
import { kindOf, regionAt } from './termText';
import type { TermText } from './termText';
import { splitWords } from './words';

/** All that is known of terms. */
export interface Glossary {
  readonly index: GlossaryIndex;
  readonly sense: SenseModel;
}

/** A word that is written as a term, and whether it is meant as one. */
export interface TermDecision extends TermMatch {
  readonly kind: RegionKind;
  readonly sense: Sense;
}

/** The decision on the word at an offset. UTF-16 code units. */
export function decideAt(text: TermText, { index, sense }: Glossary, offset: number): TermDecision | undefined {
  const region = regionAt(text.regions, offset);
  if (!region) return undefined;
  const from = Math.max(0, offset - reach);
  const kind = kindOf(region);
  const match = findTerm(index, text.text.slice(from, offset + reach), offset - from, kind);
  if (!match) return undefined;
  const [start, end] = [match.start + from, match.end + from];
  // What a team writes into its own glossary it means wherever it stands.
  const judged = match.term.origin ? trustingModel.judge() : sense.judge(match.term.term, text, start, end);
  return { term: match.term, start, end, kind, sense: judged };
}

/** The decisions on all words of a text that are written as a term, in order; none of them overlap. Yields between slices of the work. */
export function* decideAll(text: TermText, glossary: Glossary): Generator<undefined, TermDecision[]> {
  const decisions: TermDecision[] = [];
  let steps = 0;
  let end = 0;
  for (const word of splitWords(text.text)) {
    if (word.start < end) continue;
    if (++steps % 200 === 0) yield;
    const decision = decideAt(text, glossary, word.start);
    if (!decision || decision.start < end) continue;
    decisions.push(decision);
    end = decision.end;
  }
  return decisions;
}
