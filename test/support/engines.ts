import { readFileSync } from 'node:fs';
import path from 'node:path';
import { VOCABULARY_FOLDER, buildVocabularies } from '../../scripts/vocabularies';
import type { Encoding } from '../../src/core/tokens/engine/encoding';
import type { EncodingName } from '../../src/core/catalog/encodingName';
import { loadEncoding, vocabularyFileName } from '../../src/core/tokens/engine/loadEncoding';

const engines = new Map<EncodingName, Encoding>();
let isBuilt = false;

/** The engine for an encoding, from freshly checked vocabulary files. */
export function engine(name: EncodingName): Encoding {
  if (!isBuilt) buildVocabularies();
  isBuilt = true;
  let found = engines.get(name);
  if (!found) {
    found = loadEncoding(name, readFileSync(path.join(VOCABULARY_FOLDER, vocabularyFileName(name))));
    engines.set(name, found);
  }
  return found;
}
