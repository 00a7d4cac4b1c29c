import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../src/core/base/say';
import { Spending, entryOf, readEntry } from '../../../../src/core/chat/ledgerEntry';
import type { LedgerEntry } from '../../../../src/core/chat/ledgerEntry';
import { spendingReport } from '../../../../src/core/pages/reports/spendingReport';
import { backendAt, endpointAt, pocketAt } from '../../../support/backends';

const maker = backendAt(endpointAt('https://api.example.com/v1'));
const here = backendAt(endpointAt('http://localhost:11434/v1'));
const usage = { inputTokens: 1_000, outputTokens: 200 };
const known = { known: true, usd: 0.5, lines: [], checked: '2026-11-20' } as const;
const at = Date.UTC(2026, 10, 30, 12);

describe('an entry of the ledger', () => {
  it('has what an answer used and cost, and no word of it', () => {
    const entry = entryOf(maker, 'm', { usage, cost: known }, at);
    assert.deepEqual(entry, { at, provider: 'Maker', model: 'm', in: 1_000, out: 200, usd: 0.5 });
    assert.deepEqual(readEntry(JSON.parse(JSON.stringify(entry))), entry);
  });

  it('has any cost that an answer can have, also a dear one', () => {
    const dear = entryOf(maker, 'm', { usage, cost: { ...known, usd: 12_345.67 } }, at);
    assert.equal(readEntry(JSON.parse(JSON.stringify(dear)))?.usd, 12_345.67);
  });

  it('has no cost where that is not known, and says where it is the least', () => {
    assert.equal(entryOf(maker, 'm', { usage, cost: { known: false, reason: 'x' } }, at)?.usd, undefined);
    assert.equal(entryOf(maker, 'm', { usage, cost: { ...known, unknown: ['cache write'] } }, at)?.least, true);
    // It was stopped after its first words: they are paid for, and nobody said how much.
    const unknown = { known: false, reason: 'the provider reported no token usage' } as const;
    assert.deepEqual(entryOf(maker, 'm', { firstTokenMs: 5, cost: unknown }, at), {
      at,
      provider: 'Maker',
      model: 'm',
    });
  });

  it('is free where nobody charges, and there is none where there was no answer', () => {
    assert.equal(entryOf(here, 'm', { usage }, at)?.usd, 0);
    assert.equal(entryOf(pocketAt(), 'pocket', { usage, cost: { ...known, usd: 0 } }, at)?.usd, 0);
    assert.equal(entryOf(maker, 'm', {}, at), undefined);
  });

  it('is none where a line says something else', () => {
    for (const value of [
      null,
      7,
      {},
      { at: -1, provider: 'p', model: 'm' },
      { at, provider: 'p', model: 'm', usd: 1e300 },
    ]) {
      assert.equal(readEntry(value), undefined);
    }
  });
});

describe('the page of spending', () => {
  const spendingOf = (...entries: LedgerEntry[]): Spending => {
    const spending = new Spending((time) => new Date(time).toISOString().slice(0, 10));
    for (const entry of entries) spending.add(entry);
    return spending;
  };
  const entry: LedgerEntry = { at, provider: 'OpenAI', model: 'gpt', in: 1_000, out: 200, usd: 0.5 };
  const day = 86_400_000;

  it('has today, the month and all, and sums by day, model and provider', () => {
    const spending = spendingOf(
      entry,
      { ...entry, at: at - day, usd: 0.25 },
      { ...entry, at: at - 40 * day, usd: 2, model: 'o', provider: 'Router' },
    );
    const { markdown } = spendingReport(spending, '2026-11-30', sayInEnglish);
    assert.match(markdown, /\| Today \| 1 \| 1,000 \| 200 \| \$0\.50 \|/);
    assert.match(markdown, /\| This month \| 2 \| 2,000 \| 400 \| \$0\.75 \|/);
    assert.match(markdown, /\| Recorded in all \| 3 \| 3,000 \| 600 \| \$2\.75 \|/);
    assert.match(markdown, /## By day\n\n.*\n.*\n\| 30 November 2026 .*\n\| 29 November 2026 .*\n\| 21 October 2026 /);
    assert.match(markdown, /## By model\n\n.*\n.*\n\| o \| 1 .*\n\| gpt \| 2 /);
    assert.match(markdown, /## By provider\n\n.*\n.*\n\| Router \| 1 /);
  });

  it('says what it does not know, and never takes it for nothing', () => {
    const unknown: LedgerEntry = { at, provider: 'Router', model: 'x' };
    assert.match(
      spendingReport(spendingOf(unknown), '2026-11-30', sayInEnglish).markdown,
      /\| Today \| 1 \| 0 \| 0 \| unknown \|/,
    );
    assert.match(
      spendingReport(spendingOf(entry, unknown), '2026-11-30', sayInEnglish).markdown,
      /\| Today \| 2 \| 1,000 \| 200 \| at least \$0\.50 \(1 of unknown cost\) \|/,
    );
    assert.match(spendingReport(spendingOf(), '2026-11-30', sayInEnglish).markdown, /No answer was recorded yet/);
  });

  it('does not call free what is free only in the part that is known', () => {
    const unknown: LedgerEntry = { at, provider: 'Router', model: 'x' };
    const { markdown } = spendingReport(spendingOf({ ...entry, usd: 0 }, unknown), '2026-11-30', sayInEnglish);
    assert.match(markdown, /\| Today \| 2 \| 1,000 \| 200 \| unknown \|/);
  });

  it('calls a sum the least where one of its costs is', () => {
    const { markdown } = spendingReport(spendingOf({ ...entry, least: true }), '2026-11-30', sayInEnglish);
    assert.match(markdown, /\| Today \| 1 \| 1,000 \| 200 \| at least \$0\.50 \(1 of unknown cost\) \|/);
  });

  it('shows names of others as text, and has an end', () => {
    const many = Array.from({ length: 2_000 }, (_, i) => ({ ...entry, model: `m${i}` }));
    const spending = spendingOf({ ...entry, model: '[x](command:y) | z', provider: 'Two\r\nlines' }, ...many);
    assert.ok(spending.byModel.size <= 1_001);
    // A model that has a sum of its own keeps it, however many others there are.
    spending.add({ ...entry, model: 'm7' });
    assert.deepEqual([spending.byModel.get('m7')?.answers, spending.byModel.get('m1500')], [2, undefined]);
    assert.equal(spending.byModel.get('…')?.answers, 1_001);
    const { markdown } = spendingReport(spending, '2026-11-30', sayInEnglish);
    assert.doesNotMatch(markdown, /(?<!\\)\]\(command|[^\\]\| z/);
    assert.match(markdown, /\| Two lines \| 1 \|/);
    assert.match(markdown, /And 9\d\d more\./);
    assert.equal(
      markdown
        .split('## By model')[1]
        ?.split('## By provider')[0]
        ?.match(/^\| (?!Model )/gm)?.length,
      60,
    );
  });
});
