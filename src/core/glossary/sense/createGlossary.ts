import type { Glossary } from './decide';
import type { GlossaryIndex } from '../find/findTerm';
import { createSense } from './createSense';
import { unpackSenses } from './packedSenses';
import type { PackedSenses } from './packedSenses';

/** The glossary with what decides whether a word is meant: the one of the editor, the command line and the measurements. */
export const createGlossary = (index: GlossaryIndex, senses: PackedSenses): Glossary => ({
  index,
  sense: createSense(unpackSenses(senses)),
});
