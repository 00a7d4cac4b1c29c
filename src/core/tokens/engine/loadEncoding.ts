import { charClasses } from './charClass';
import { ENCODING_DEFINITIONS } from './definitions';
import { Encoding } from './encoding';
import type { EncodingName } from '../../catalog/encodingName';
import { NO_LIMIT } from './slice';
import type { Slice } from './slice';
import { Vocabulary } from './vocabulary';
import { readVocabularyFile } from './vocabularyFile';

/** Name of the file that holds the vocabulary of an encoding, below the folder of vocabularies. */
export function vocabularyFileName(name: EncodingName): string {
  return `${ENCODING_DEFINITIONS[name].vocabulary}.bin`;
}

/** Makes an encoding ready from its vocabulary file, in slices of which the longest takes some milliseconds. */
export class EncodingLoad {
  private readonly vocabulary: Vocabulary;
  private isVocabularyReady = false;
  private encoding: Encoding | undefined;

  /** @throws VocabularyFileError */
  constructor(
    private readonly name: EncodingName,
    file: Uint8Array,
  ) {
    this.vocabulary = new Vocabulary(readVocabularyFile(file));
  }

  /** @returns the encoding once it is ready. */
  step(slice: Slice): Encoding | undefined {
    if (this.encoding) return this.encoding;
    if (!this.isVocabularyReady) {
      this.isVocabularyReady = this.vocabulary.load(slice);
      if (slice.over) return undefined;
    }
    charClasses();
    const definition = ENCODING_DEFINITIONS[this.name];
    this.encoding = new Encoding(this.name, definition, this.vocabulary, definition.createScheme(this.vocabulary));
    return this.encoding;
  }
}

/** Makes an encoding ready at once: some 20 ms. @throws VocabularyFileError */
export function loadEncoding(name: EncodingName, file: Uint8Array): Encoding {
  return new EncodingLoad(name, file).step(NO_LIMIT)!;
}
