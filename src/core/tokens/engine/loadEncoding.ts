import { atOnce } from '../../base/work';
import type { Work } from '../../base/work';
import { charClasses } from './charClass';
import { ENCODING_DEFINITIONS } from './definitions';
import { Encoding } from './encoding';
import type { EncodingName } from '../../catalog/encodingName';
import { Vocabulary } from './vocabulary';
import { readVocabularyFile } from './vocabularyFile';

/** Returns the name of the file with the vocabulary of an encoding, in the folder of vocabularies. */
export function vocabularyFileName(name: EncodingName): string {
  return `${ENCODING_DEFINITIONS[name].vocabulary}.bin`;
}

/**
 * Makes an encoding ready from its vocabulary file, in steps of some milliseconds at most.
 * @throws VocabularyFileError
 */
export function* encodingWork(name: EncodingName, file: Uint8Array): Work<Encoding> {
  const vocabulary = new Vocabulary(readVocabularyFile(file));
  yield* vocabulary.load();
  charClasses();
  const definition = ENCODING_DEFINITIONS[name];
  return new Encoding(name, definition, vocabulary, definition.createScheme(vocabulary));
}

/** Makes an encoding ready at once: some 20 ms. @throws VocabularyFileError */
export const loadEncoding = (name: EncodingName, file: Uint8Array): Encoding => atOnce(encodingWork(name, file));
