import assert from 'node:assert/strict';
import { atOnce } from '../../src/core/base/work';
import { createGlossary } from '../../src/core/glossary/sense/createGlossary';
import { decideAll, decideAt } from '../../src/core/glossary/sense/decide';
import type { TermDecision } from '../../src/core/glossary/sense/decide';
import { readRange, rangeAround, wholeRange } from '../../src/core/glossary/sense/documentText';
import { indexGlossary } from '../../src/core/glossary/find/indexGlossary';
import { senseRadius } from '../../src/core/glossary/sense/sense';
import { readTermText } from '../../src/core/glossary/find/termText';
import { Regions } from '../../src/core/text/regions/regions';
import { glossary as terms } from '../../generated/glossary';
import { senses } from '../support/senses';
import { textDocument } from '../support/textDocument';
import { languageOf, randomOf, textOf, units } from '../support/termFuzz/strings';
import type { Random } from '../support/termFuzz/strings';

const glossary = createGlossary(indexGlossary(terms), senses);
const strings = 1_000_000;
/** So many texts until the engine has compiled what reads them. */
const warmUp = 1_000;

const decideWhole = (text: string, languageId: string): TermDecision[] =>
  atOnce(decideAll(atOnce(readTermText(text, languageId)), glossary));

const saidOf = ({ term, start, end, kind, sense }: TermDecision): object => ({
  ...{ id: term.id, start, end, kind, isMeant: sense.isMeant, probability: sense.probability },
});

/** Spans lie in the text, one behind the other, and cut no character in two. */
function checkSpans(text: string, found: readonly TermDecision[]): void {
  let last = 0;
  for (const { start, end, sense } of found) {
    assert.ok(last <= start && start < end && end <= text.length, `${start} to ${end} behind ${last}`);
    for (const at of [start, end]) assert.ok(!isWithinPair(text, at), `${at} is within a character`);
    assert.ok(sense.probability >= 0 && sense.probability <= 1);
    last = end;
  }
}

const isWithinPair = (text: string, at: number): boolean =>
  at > 0 && /[\ud800-\udbff]/.test(text.charAt(at - 1)) && /[\udc00-\udfff]/.test(text.charAt(at));

/** As an editor has a text: in lines, of which a hover reads a few. */
function documentOf(text: string, languageId: string) {
  const lines = text.split('\n');
  const document = textDocument(text, languageId, '');
  const regions = new Regions(languageId, document);
  atOnce(regions.prepare());
  return { document, lines, regions };
}

/** Checks that a hover at a place says what the whole document says there. */
function checkPlaces(text: string, languageId: string, found: readonly TermDecision[], random: Random): void {
  const { document, lines, regions } = documentOf(text, languageId);
  const whole = atOnce(readRange(document, wholeRange(document), regions));
  assert.deepEqual(atOnce(decideAll(whole, glossary)).map(saidOf), found.map(saidOf));
  const line = Math.floor(random() * lines.length);
  const character = Math.floor(random() * (lines[line]!.length + 1));
  const lineStart = lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0);
  const at = lineStart + character;
  const range = rangeAround(document, { line, character }, senseRadius);
  const part = atOnce(readRange(document, range, regions));
  const from = lines.slice(0, range.start.line).reduce((sum, each) => sum + each.length + 1, range.start.character);
  const there = decideAt(part, glossary, at - from);
  const expected = found.find(({ start, end }) => start <= at && at < end);
  assert.deepEqual(
    there && saidOf({ ...there, start: there.start + from, end: there.end + from }),
    expected && saidOf(expected),
  );
}

describe('the finder and the decision', () => {
  it(`never throw, and place terms well, in ${strings.toLocaleString('en')} random and hostile texts`, () => {
    const random = randomOf(20_261_127);
    const begun = performance.now();
    const report = { strings: 0, codeUnits: 0, terms: 0, shown: 0, longestMs: 0, minutes: 0 };
    for (let n = 0; n < strings; n++) {
      const text = textOf(n % 1_000 === 0 ? 1_500 : 1 + Math.floor(random() * 24), random);
      const languageId = languageOf(random);
      const start = performance.now();
      try {
        const found = decideWhole(text, languageId);
        if (n >= warmUp) report.longestMs = Math.max(report.longestMs, performance.now() - start);
        checkSpans(text, found);
        // A carriage return by itself ends a line in an editor, which has no such lines.
        if (!text.includes('\r')) checkPlaces(text, languageId, found, random);
        report.terms += found.length;
        report.shown += found.filter(({ sense }) => sense.isMeant).length;
      } catch (error) {
        throw new Error(`text ${n} in ${languageId}: ${JSON.stringify(text)}`, { cause: error });
      }
      report.strings++;
      report.codeUnits += text.length;
    }
    report.minutes = (performance.now() - begun) / 60_000;
    console.log(`      ${JSON.stringify(report)}`);
    assert.ok(report.terms > strings, `only ${report.terms} terms`);
  }).timeout(120 * 60_000);
});

/** Milliseconds of work, which other programs take no part of; the best of some tries, as memory is tidied up in between. */
function timeOf(text: string, languageId: string, tries: number): number {
  let best = Infinity;
  for (; tries > 0; tries--) {
    const start = process.cpuUsage();
    decideWhole(text, languageId);
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, (user + system) / 1_000);
  }
  return best;
}

/** A text of 240,000 code units takes less unless the time grows with its square: that would be minutes. */
const quickMs = 300;
/** The limit in ms for work that grows with the length alone, as that may be slow all the same. */
const maxMs = 2_500;

describe('the time', () => {
  const length = 60_000;
  const random = randomOf(7);
  const all = [...units, ...Array.from({ length: 60 }, () => textOf(1 + Math.floor(random() * 6), random))];

  for (const languageId of ['markdown', 'typescript', 'python', 'html', 'latex', 'yaml']) {
    it(`grows with the length of a text in ${languageId}, whatever is repeated in it`, () => {
      let slowest = { unit: '', longMs: 0 };
      let worst = { unit: '', ratio: 0, longMs: 0 };
      for (const unit of all.filter((each) => each !== '')) {
        const short = unit.repeat(Math.ceil(length / unit.length));
        const long = short.repeat(4);
        let longMs = timeOf(long, languageId, 1);
        if (longMs > slowest.longMs) slowest = { unit, longMs };
        if (longMs < quickMs) continue;
        longMs = timeOf(long, languageId, 3);
        const ratio = longMs / timeOf(short, languageId, 3);
        assert.ok(longMs < maxMs, `${JSON.stringify(unit)}: ${longMs} ms`);
        if (ratio > worst.ratio) worst = { unit, ratio, longMs };
        // 4 where it is linear, 16 where it is quadratic.
        assert.ok(ratio < 9 || longMs < quickMs, `${JSON.stringify(unit)}: ${ratio} times in ${longMs} ms`);
      }
      console.log(`      ${all.length} texts, ${JSON.stringify({ slowest, worst })}`);
    }).timeout(30 * 60_000);
  }
});
