import { Regions } from '../../text/regions/regions';
import type { IdSource } from './findIds';

/** Reads a text as far as it is asked about: in most of them nothing is. */
export function regionReader(languageId: string, text: string): IdSource['regionAt'] {
  let regions: Regions | undefined;
  return (line, column) => {
    if (!regions) {
      const lines = text.split(/\r?\n/);
      regions = new Regions(languageId, { lineCount: lines.length, line: (index) => lines[index] ?? '' });
    }
    // Nobody waits for a turn here: all slices at once.
    Array.from(regions.prepare(line));
    return Promise.resolve(regions.at(line, column));
  };
}
