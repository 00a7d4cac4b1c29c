import assert from 'node:assert/strict';
import { catalog as table } from '../../../../generated/catalog';
import { createCatalog } from '../../../../src/core/catalog/catalog';
import type { ModelEntry } from '../../../../src/core/catalog/catalogTable';
import { changesSince, readSnapshot, snapshotOf } from '../../../../src/core/catalog/snapshot';
import { changesPage } from '../../../../src/core/pages/changesPage';
import { pageText } from '../../../../src/core/pages/page';
import { bare, model, source, table as small, testDay } from '../../../support/models';
import { sayInEnglish } from '../../../../src/core/base/say';

const onDay = (day: string, models: readonly ModelEntry[] = table.models) =>
  createCatalog({ ...table, models }, () => day);
const smallOn = (day: string, models: readonly ModelEntry[]) => createCatalog({ ...small, models }, () => day);

/** Returns the text of the page of the changes between two catalogs. */
const said = (before: ReturnType<typeof smallOn>, after: ReturnType<typeof smallOn>): string => {
  const kept = readSnapshot(JSON.parse(JSON.stringify(snapshotOf(before))));
  assert.ok(kept);
  return pageText(changesPage(changesSince(kept, after), kept.day, after, sayInEnglish));
};

describe('the snapshot of the catalog', () => {
  it('is small, and comes back from where it was kept', () => {
    const snapshot = snapshotOf(onDay('2026-11-25'));
    const text = JSON.stringify(snapshot);
    assert.ok(text.length < 150 * table.models.length, `${text.length} characters`);
    assert.deepEqual(readSnapshot(JSON.parse(text)), snapshot);
  });

  it('is none where what was kept is something else', () => {
    for (const kept of [
      undefined,
      null,
      'x',
      {},
      { day: 'today', models: {} },
      { day: '2026-11-25', models: { a: 1 } },
    ])
      assert.equal(readSnapshot(kept), undefined);
  });

  it('differs from the same catalog of the same day in nothing', () => {
    const catalog = onDay('2026-11-25');
    assert.deepEqual(changesSince(snapshotOf(catalog), catalog), []);
  });

  it('is told of what only the date changes, with the days', () => {
    const text = said(onDay('2026-11-25'), onDay('2026-12-12'));
    assert.match(
      text,
      /^# What changed since you last looked\n\n\d+ changes in the catalog between 25 November 2026 and 12 December 2026\./,
    );
    assert.match(
      text,
      /## Retired\n[^]*?\n- \[GPT-5\]\(\.\.\/families\/gpt\.md#gpt-5\): was deprecated, now retired on 11 December 2026$/m,
    );
    assert.match(
      text,
      /## Prices\n[^]*?Gemini 4 Argon\].*\$2 in, \\?\$10 out before, now \\?\$4 in, \\?\$20 out per million tokens, since 1 December 2026$/m,
    );
  });

  const cases: [what: string, before: ModelEntry[], after: ModelEntry[], says: RegExp][] = [
    [
      'a new model',
      [bare],
      [bare, { ...model, released: '2026-11-20' }],
      /## New\n\n- \[Maker 1 Large\].*by Maker Inc\., released 20 November 2026; current\n$/,
    ],
    ['another status', [model], [{ ...model, status: 'legacy' }], /## Status\n\n- .*was current, now legacy\n$/],
    [
      'a larger window',
      [model],
      [{ ...model, contextWindow: 1_000_000 }],
      /window of 200,000 tokens before, now 1,000,000 tokens\n$/,
    ],
    [
      'a price that was unknown',
      [{ ...bare, id: model.id }],
      [{ ...bare, id: model.id, price: model.price! }],
      /unknown before, now \\\$2 in, \\\$10 out/,
    ],
    [
      'an end that is announced',
      [model],
      [{ ...model, life: { announced: '2026-11-20', retires: '2027-03-01', source } }],
      /## Deprecated, or with another end\n\n(?:- .*\n)*- .*its end is 1 March 2027, announced 20 November 2026/,
    ],
    [
      'an end that has moved',
      [{ ...model, life: { announced: '2026-11-20', retires: '2027-03-01', source } }],
      [{ ...model, life: { announced: '2026-11-20', retires: '2027-04-01', source } }],
      /its end is 1 April 2027, and was 1 March 2027, announced 20 November 2026/,
    ],
    [
      'an end that is no longer announced',
      [{ ...model, life: { announced: '2026-11-20', retires: '2027-03-01', source } }],
      [{ ...model, life: { announced: '2026-11-20', source } }],
      /: its end is no longer announced$/m,
    ],
  ];
  for (const [what, before, after, says] of cases) {
    it(`is told of ${what}`, () =>
      assert.match(said(smallOn('2026-11-21', before), smallOn('2026-11-25', after)), says));
  }

  it('says each change once', () => {
    const before = smallOn('2026-11-21', [model]);
    const after = smallOn('2026-11-25', [
      { ...model, life: { announced: '2026-11-20', retires: '2026-11-24', source } },
    ]);
    assert.equal(said(before, after).match(/^- /gm)?.length, 1);
  });
});

describe('the page of changes', () => {
  const catalog = createCatalog(table, testDay);
  it('says the first time that this is the first look, and later that nothing has changed', () => {
    assert.match(pageText(changesPage([], undefined, catalog, sayInEnglish)), /This is your first visit\./);
    assert.match(
      pageText(changesPage([], '2026-11-20', catalog, sayInEnglish)),
      /Nothing has changed in the catalog between 20 November 2026 and 25 November 2026\./,
    );
  });
});
