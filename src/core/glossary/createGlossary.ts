import type { Glossary } from './decide';
import type { GlossaryIndex } from './findTerm';
import { createSense } from './sense/createSense';
import type { SenseTable } from './sense/senseTable';

/** The glossary with what decides whether a word is meant: the one of the editor, the command line and the measurements. */
export const createGlossary = (index: GlossaryIndex, senses: SenseTable): Glossary => ({
  index,
  sense: createSense(senses),
});
