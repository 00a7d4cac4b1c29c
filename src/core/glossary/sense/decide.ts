import type { Work } from '../../base/work';
import type { RegionKind } from '../../text/regions/grammars/syntax';
import { TermFinder } from '../find/termFinder';
import type { TermMatch, WrittenTerm } from '../find/termFinder';
import { findTermAt } from '../find/findTerm';
import type { GlossaryIndex } from '../find/findTerm';
import type { Sense, SenseModel, SenseReader } from './sense';
import { kindOf } from '../find/termText';
import type { TermText } from '../find/termText';

/** The terms, and the model that decides whether they are meant. */
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
export function decideAt(text: TermText, glossary: Glossary, offset: number): TermDecision | undefined {
  const found = findTermAt(glossary.index, text, offset);
  return found && decide(glossary.sense.read(text), found);
}

const trusted: Sense = { isMeant: true, probability: 1, clues: [] };

/** Decisions that are made before other work gets a turn. */
const sliceDecisions = 10;

/**
 * Decides on all words of a text that are written as a term, in order; none of them overlap. Yields between slices of
 * the work.
 */
export function* decideAll(text: TermText, glossary: Glossary): Work<TermDecision[]> {
  const decisions: TermDecision[] = [];
  const reader = glossary.sense.read(text);
  for (const found of new TermFinder(glossary.index.tree, text).find(0, text.text.length)) {
    if (found) decisions.push(decide(reader, found));
    if (!found || decisions.length % sliceDecisions === 0) yield undefined;
  }
  return decisions;
}

function decide(reader: SenseReader, { term, form, start, end, region }: WrittenTerm): TermDecision {
  const kind = kindOf(region);
  // A team means the terms of its own glossary wherever they stand.
  const sense = term.origin ? trusted : reader.judge({ form, start, end, kind });
  return { term, form, start, end, kind, sense };
}
