import { sayInEnglish } from '../../../../../src/core/base/say';
import { faultSeverity, faultText } from '../../../../../src/core/glossary/workspace/glossaryFaults';
import type { FileTerm } from '../../../../../src/core/glossary/workspace/glossaryFile';
import { parseGlossary } from '../../../../../src/core/glossary/workspace/parseGlossary';

/** `line:column severity what is wrong` of each problem, from 1 as an editor shows them. */
export const complaints = (text: string): string[] =>
  parseGlossary(text).problems.map(
    ({ line, column, fault }) => `${line + 1}:${column + 1} ${faultSeverity(fault)} ${faultText(fault, sayInEnglish)}`,
  );

/** The terms of all contexts of a glossary. */
export const termsOf = (text: string): FileTerm[] => parseGlossary(text).contexts.flatMap(({ terms }) => terms);
