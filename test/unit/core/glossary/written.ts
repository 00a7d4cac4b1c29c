import { decideAll } from '../../../../src/core/glossary/decide';
import type { TermDecision } from '../../../../src/core/glossary/decide';
import { trustingModel } from '../../../../src/core/glossary/sense/sense';
import { readTermText } from '../../../../src/core/glossary/termText';
import { index } from './glossary';

export function finish<T>(work: Generator<undefined, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** All words of a text that are written as a term, meant or not. */
export const decisionsIn = (text: string, languageId: string): TermDecision[] =>
  finish(decideAll(finish(readTermText(text, languageId)), { index, sense: trustingModel }));

/** As what they are written. */
export const writtenIn = (text: string, languageId: string): string[] =>
  decisionsIn(text, languageId).map(({ start, end }) => text.slice(start, end));
