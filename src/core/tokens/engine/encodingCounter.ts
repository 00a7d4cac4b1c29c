import type { EncodingName } from '../../catalog/encodingName';
import type { Encoding } from './encoding';

/** Counts on the calling thread, however long it takes. Each encoding is loaded once. */
export class EncodingCounter {
  private readonly encodings = new Map<EncodingName, Promise<Encoding>>();

  constructor(private readonly load: (name: EncodingName) => Promise<Encoding>) {}

  /** @throws VocabularyFileError */
  async count(name: EncodingName, text: string): Promise<{ readonly tokens: number }> {
    const encoding = this.encodings.get(name) ?? this.load(name);
    this.encodings.set(name, encoding);
    return { tokens: (await encoding).count(text) };
  }
}
