import assert from 'node:assert/strict';
import { atOnce } from '../../../../../src/core/base/work';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { createCatalog } from '../../../../../src/core/catalog/catalog';
import { ENCODING_NAMES } from '../../../../../src/core/catalog/encodingName';
import { catalog as table } from '../../../../../generated/catalog';
import { commitReport } from '../../../../../src/core/pages/reports/commitReport';
import { taxReport } from '../../../../../src/core/pages/reports/taxReport';
import { languageTax } from '../../../../../src/core/tokens/counting/languageTax';
import type { ChangedFile } from '../../../../../src/core/tokens/folder/commitDiff';
import { testDay } from '../../../../support/models';

const catalog = createCatalog(table, testDay);

describe('the report of a text in all encodings', () => {
  const textOf = (text: string, tokens: number) => ({ text, tokens: ENCODING_NAMES.map((_, at) => tokens + at) });
  const named = (...texts: readonly { readonly text: string; readonly tokens: readonly number[] }[]) =>
    atOnce(languageTax(texts)).map((text, i) => ({ ...text, name: `Line ${i + 1}` }));

  it('holds one text against the encoding with the fewest tokens', () => {
    const report = taxReport('notes.md', named(textOf('abc😀', 10)), catalog, sayInEnglish);
    assert.match(report, /^# All encodings of notes\.md\n\nLine 1: 4 characters\./);
    assert.match(report, /\| `o200k_base` \| 10 \| ×1\.00 \| 0\.4 \| [Gg][Pp][Tt]/);
    assert.match(report, /\| `o200k_harmony` \| 11 \| ×1\.10 \|/);
    for (const name of ENCODING_NAMES) assert.ok(report.includes(`\`${name}\``), name);
  });

  it('tells models that count so from those that are estimated by it', () => {
    const report = taxReport('notes.md', named(textOf('abc', 10)), catalog, sayInEnglish);
    assert.match(report, /\| Exact for \| Estimates for \|/);
    assert.match(report, /`o200k_base` .*\| [Gg][Pp][Tt][^|]* \d+ more \| GPT[^|]*\|/);
    assert.match(report, /`claude_legacy` .*\| Claude[^|]* \|$/m);
  });

  it('holds several texts against the first', () => {
    const report = taxReport('notes.md', named(textOf('ab', 10), textOf('abc', 15)), catalog, sayInEnglish);
    assert.match(report, /\| Encoding \| Line 1 \| Line 2 \| Exact for \| Estimates for \|/);
    assert.match(report, /\| Characters \| 2 \| 3 \|/);
    assert.match(report, /\| `o200k_base` \| 10 \| 15 \(×1\.50\) \|/);
  });

  it('has no multiple of nothing', () => {
    assert.match(
      taxReport(
        'empty',
        atOnce(languageTax([{ text: '', tokens: ENCODING_NAMES.map(() => 0) }])).map((text) => ({ ...text, name: '' })),
        catalog,
        sayInEnglish,
      ),
      /\| `o200k_base` \| 0 \| {2}\| {2}\|/,
    );
  });
});

describe('the report of a commit', () => {
  const named = { nameOf: (place: string) => place.slice(3), addressOf: (place: string) => `file://${place}` };
  const reportOf = (files: readonly ChangedFile[], exact = true): string =>
    commitReport(
      {
        ...{ folder: 'w', ref: 'main', model: 'Test', exact, unread: [{ place: '/w/closed', reason: 'unreadable' }] },
        diff: { commit: 'a'.repeat(40), files },
      },
      named,
      sayInEnglish,
    );

  it('says tokens before and now by file, what changes most first, and what was added and removed', () => {
    const report = reportOf([
      { place: '/w/a.md', status: 'changed', before: 10, after: 12 },
      { place: '/w/gone.md', status: 'removed', before: 100, after: 0 },
      { place: '/w/new.md', status: 'added', before: 0, after: 50 },
    ]);
    assert.match(report, /^# Tokens changed since main in w\n\n−48 tokens for Test: 52 added, 100 removed\./);
    assert.match(report, /Commit: `aaaaaaaaaaaa`/);
    const rows = report.split('\n').filter((line) => line.startsWith('| ') && line.includes('.md'));
    assert.deepEqual(rows, [
      '| gone.md | removed | 100 | 0 | −100 |',
      '| [new.md](file:///w/new.md) | new | 0 | 50 | +50 |',
      '| [a.md](file:///w/a.md) | changed | 10 | 12 | +2 |',
    ]);
    assert.match(report, /\| \*\*Total\*\* \|  \| 110 \| 62 \| −48 \|/);
    assert.match(report, /closed: Could not be read/);
  });

  it('marks estimates, and says where nothing has changed', () => {
    assert.match(
      reportOf([{ place: '/w/a', status: 'added', before: 0, after: 5 }], false),
      /≈\+5 tokens for Test: ≈5 added, 0 removed\./,
    );
    assert.match(reportOf([]), /No text file is other than in this commit\./);
  });

  it('sums up what has no row of its own', () => {
    const files = Array.from({ length: 301 }, (_, i): ChangedFile => {
      return { place: `/w/f${i}`, status: 'added', before: 0, after: 1_000 - i };
    });
    assert.match(reportOf(files), /\| 1 more \|  \| 0 \| 700 \| \+700 \|/);
  });
});
