import { atOnce } from '../../../../src/core/base/work';
import { decideAll } from '../../../../src/core/glossary/sense/decide';
import type { TermDecision } from '../../../../src/core/glossary/sense/decide';
import { trustingModel } from '../../../support/trustingModel';
import { readTermText } from '../../../../src/core/glossary/find/termText';
import { index } from './glossary';

/** All words of a text that are written as a term, meant or not. */
export const decisionsIn = (text: string, languageId: string): TermDecision[] =>
  atOnce(decideAll(atOnce(readTermText(text, languageId)), { index, sense: trustingModel }));

/** As what they are written. */
export const writtenIn = (text: string, languageId: string): string[] =>
  decisionsIn(text, languageId).map(({ start, end }) => text.slice(start, end));
