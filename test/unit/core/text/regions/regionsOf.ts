import assert from 'node:assert/strict';
import { Regions } from '../../../../../src/core/text/regions/regions';
import type { Region } from '../../../../../src/core/text/regions/regions';
import type { TextLines } from '../../../../../src/core/text/document';

export class Lines implements TextLines {
  lines: string[];

  constructor(text: string) {
    this.lines = text.split(/\r\n|\n|\r/);
  }

  get lineCount(): number {
    return this.lines.length;
  }

  lineAt(line: number): { text: string } {
    return { text: this.lines[line]! };
  }
}

export function prepared(languageId: string, source: TextLines): Regions {
  const regions = new Regions(languageId, source);
  [...regions.prepare()];
  return regions;
}

/** Returns the region at the first occurrence of `word` in a text. Throws if it does not occur. */
export function regionOf(languageId: string, text: string, word: string): Region {
  const source = new Lines(text);
  const offset = text.indexOf(word);
  if (offset < 0) throw new Error(`"${word}" is not in the text.`);
  const before = text.slice(0, offset).split('\n');
  return prepared(languageId, source).at(before.length - 1, before.at(-1)!.length)!;
}

/** Each line as `kind language: text` of its regions. */
export function allRegions(languageId: string, text: string): string[][] {
  const source = new Lines(text);
  const regions = prepared(languageId, source);
  return source.lines.map((line, index) =>
    regions.inLine(index).map(({ kind, language, from, to }) => `${kind} ${language}: ${line.slice(from, to)}`),
  );
}

/** [language, text, a word in it, what stands there: the kind, and the language where that is another one] */
type Case = readonly [languageId: string, text: string, word: string, expected: string];

/** A test for each case. */
export const check = (title: string, cases: readonly Case[]): Mocha.Suite =>
  describe(title, () => {
    for (const [languageId, text, word, expected] of cases) {
      it(`${languageId}: ${word} in ${JSON.stringify(text)} is ${expected}`, () => {
        const { kind, language } = regionOf(languageId, text, word);
        const [expectedKind, expectedLanguage = language] = expected.split(' ');
        assert.deepEqual([kind, language], [expectedKind, expectedLanguage]);
      });
    }
  });
