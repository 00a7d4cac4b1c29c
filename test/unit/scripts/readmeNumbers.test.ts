import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { catalog } from '../../../generated/catalog';
import { glossary } from '../../../generated/glossary';
import { guide } from '../../../generated/guide';
import { lifecycle } from '../../../generated/lifecycle';
import { capitalise } from '../../../src/core/glossary/cards/card';
import { ENCODING_NAMES } from '../../../src/core/catalog/encodingName';
import { presets } from '../../../src/core/chat/providers/presets';
import { stationIds } from '../../../src/core/lab/stationIds';
import { languageRoot } from '../../../src/core/text/regions/grammars';
import { languageNames } from '../../support/languageNames';

/** Actual numbers of the things whose number the README, the pages of docs and the store page may give. */
const counted: Readonly<Record<string, number>> = {
  terms: glossary.length,
  forms: glossary.reduce((sum, { forms }) => sum + forms.length, 0),
  models: catalog.models.length,
  families: catalog.families.length,
  ends: Object.values(lifecycle.models)
    .flat()
    .filter(({ announced, deprecated, retires }) => announced ?? deprecated ?? retires).length,
  encodings: ENCODING_NAMES.length,
  presets: presets.length,
  pages: guide.length,
  stations: stationIds.length,
  languages: new Set(languageNames.map((name) => languageRoot(name)?.language)).size,
};

const numerals =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );
/** `157 terms`, `eleven public encodings`; a small word such as "two encodings" is no count of all there are. */
const claim = new RegExp(
  `\\b(\\d[\\d,]*|${numerals.slice(6).join('|')})((?:\\s+[a-z-]+)?\\s+)(${Object.keys(counted).join('|')})\\b`,
  'gi',
);

interface Claim {
  readonly kind: string;
  /** Where and what to write, when the number is not the one that is counted. */
  readonly problem?: string;
}

function claimsOf(file: string, text: string, numbers = counted): Claim[] {
  return [...text.matchAll(claim)].map((match) => {
    const [whole, written = '', between = '', kind = ''] = match;
    const asWord = numerals.includes(written.toLowerCase());
    const is = numbers[kind] ?? Number.NaN;
    if (is === (asWord ? numerals.indexOf(written.toLowerCase()) : Number(written.replaceAll(',', ''))))
      return { kind };
    const line = text.slice(0, match.index).split('\n').length;
    const word = numerals[is] ?? String(is);
    const right = asWord ? (/^[A-Z]/.test(written) ? capitalise(word) : word) : is;
    return { kind, problem: `${file}:${line}: write "${right}${between}${kind}" for "${whole}"` };
  });
}

describe('the numbers of the README, the pages of docs and the store page', () => {
  const files = ['README.md', ...globSync('docs/*.md').sort(), 'package.nls.json'];
  const claims = files.flatMap((file) => claimsOf(file, readFileSync(file, 'utf8')));

  it('are those of the tables', () => {
    assert.deepEqual(
      claims.flatMap(({ problem }) => problem ?? []),
      [],
    );
  });

  it('are there for each thing that is counted', () => {
    const kinds = new Set(claims.map(({ kind }) => kind));
    assert.deepEqual([...kinds].sort(), Object.keys(counted).sort());
  });
});

describe('a number that is not the one of the tables', () => {
  const problems = (text: string): string[] =>
    claimsOf('README.md', text, { terms: 178, presets: 16, encodings: 21 }).flatMap(({ problem }) => problem ?? []);

  it('is told with its line and what to write', () => {
    assert.deepEqual(problems('# Guide\n\nIt has 157 terms.'), ['README.md:3: write "178 terms" for "157 terms"']);
  });

  it('is told as a word where it was one, if there is one', () => {
    assert.deepEqual(problems('fifteen presets'), ['README.md:1: write "sixteen presets" for "fifteen presets"']);
    assert.deepEqual(problems('Fifteen presets'), ['README.md:1: write "Sixteen presets" for "Fifteen presets"']);
    assert.deepEqual(problems('eleven public encodings'), [
      'README.md:1: write "21 public encodings" for "eleven public encodings"',
    ]);
  });

  it('is no count of all where it is small, and no problem where it is right', () => {
    assert.deepEqual(problems('two encodings, 178 terms, sixteen presets'), []);
  });
});
