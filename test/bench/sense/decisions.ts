// Whether a change of the code changes a decision: `npx tsx test/bench/sense/decisions.ts FILE [FOLDER]` writes down all of them
// before it, and says afterwards what is decided otherwise. FOLDER holds the texts that are read besides the cases; it must not
// change in between.
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { glossary } from '../../../generated/glossary';
import { senses } from '../../support/senses';
import { readCases } from '../../../scripts/senses/cases';
import { atOnce } from '../../../src/core/base/work';
import { createGlossary } from '../../../src/core/glossary/sense/createGlossary';
import { decideAll } from '../../../src/core/glossary/sense/decide';
import { indexGlossary } from '../../../src/core/glossary/find/indexGlossary';
import { readTermText } from '../../../src/core/glossary/find/termText';
import { languageOfFile } from '../../../src/core/text/languageOfFile';

interface Text {
  readonly name: string;
  readonly language: string;
  readonly text: string;
}

interface Decided {
  /** The text, the place and the term. */
  readonly what: string;
  readonly isMeant: boolean;
  readonly probability: number;
  readonly clues: readonly { readonly kind: string; readonly words: string; readonly weight: number }[];
}

const root = path.resolve(import.meta.dirname, '../../..');
/** Sums in another order differ by less. */
const tolerance = 1e-9;

const casesOf = (prefix: 'fit-' | 'held-'): Text[] =>
  readCases(path.join(root, 'data'), prefix, glossary).map(({ file, language, text }, i) => ({
    ...{ name: `${file} ${i}`, language, text },
  }));

const textsOf = (folder: string): Text[] =>
  globSync(['*.md', 'src/**/*.ts', 'scripts/**/*.{ts,py}', 'data/**/*.{yml,md}', 'samples/**/*.*'], { cwd: folder })
    .filter((name) => !name.startsWith('data/senses'))
    .sort()
    .map((name) => ({
      ...{ name, language: languageOfFile(name) ?? 'plaintext' },
      text: readFileSync(path.join(folder, name), 'utf8'),
    }));

function decideOn(texts: readonly Text[]): Decided[] {
  const all = createGlossary(indexGlossary(glossary), senses);
  return texts.flatMap(({ name, language, text }) =>
    atOnce(decideAll(atOnce(readTermText(text, language)), all)).map(({ term, start, end, sense }) => ({
      ...{ what: `${name} ${start}-${end} ${term.id}`, isMeant: sense.isMeant, probability: sense.probability },
      clues: sense.clues.map(({ kind, words, weight }) => ({ kind, words, weight })),
    })),
  );
}

const isSameClues = ({ clues }: Decided, other: Decided): boolean =>
  clues.length === other.clues.length &&
  clues.every(({ kind, words, weight }, i) => {
    const { kind: otherKind, words: otherWords, weight: otherWeight } = other.clues[i]!;
    return kind === otherKind && words === otherWords && Math.abs(weight - otherWeight) < tolerance;
  });

function compare(before: readonly Decided[], now: readonly Decided[]): void {
  const known = new Map(before.map((each) => [each.what, each]));
  const changed = now.filter(({ what, isMeant }) => known.get(what)?.isMeant !== isMeant);
  const isOff = (each: Decided): boolean =>
    !(Math.abs(each.probability - known.get(each.what)!.probability) < tolerance);
  const both = now.filter(({ what }) => known.has(what));
  const off = both.filter(isOff);
  const explained = both.filter((each) => !isSameClues(each, known.get(each.what)!));
  console.log(
    `${before.length} decisions before, ${now.length} now: ${changed.length} others, ${off.length} of another probability, ` +
      `${explained.length} of other clues`,
  );
  for (const { what } of [...changed, ...off, ...explained].slice(0, 20)) console.log(`  ${what}`);
  if (before.length !== now.length || changed.length + off.length > 0) process.exitCode = 1;
}

const [file = '', folder = root] = process.argv.slice(2);
const texts = [...casesOf('fit-'), ...casesOf('held-'), ...textsOf(folder)];
const lines = texts.reduce((sum, { text }) => sum + text.split('\n').length, 0);
const now = decideOn(texts);
console.log(`${texts.length} texts, ${lines} lines`);
if (existsSync(file))
  compare(
    readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Decided),
    now,
  );
else writeFileSync(file, now.map((each) => JSON.stringify(each)).join('\n'));
