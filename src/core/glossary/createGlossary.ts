import type { Glossary } from './decide';
import type { GlossaryIndex } from './findTerm';
import { trustingModel } from './sense/sense';

/** The glossary with what decides whether a word is meant: the one of the editor, the command line and the measurements. */
export const createGlossary = (index: GlossaryIndex): Glossary => ({ index, sense: trustingModel });
