import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { formatMoment } from '../../../../../src/core/base/day';
import { countTable, formatTokens } from '../../../../../src/core/tokens/counting/describeCount';
import { statusLines } from '../../../../../src/core/tokens/counting/describeStatus';
import { ExactCounts } from '../../../../../src/core/tokens/counting/exactCounts';
import { catalog, model } from '../../../../support/models';

const at = new Date(2026, 10, 27, 14, 3).getTime();
const known = { tokens: 100, estimate: { bandPercent: 20, reason: 'The tokenizer is not public.' } };
const exact = { tokens: 117, model: model.id, by: 'Anthropic', at, withFrame: true };
const rules = { reservedOutput: 0, warningPercent: 100 };
const selection = { start: 3, end: 9 };

describe('counts that a provider gave', () => {
  it('stand in the place of the estimate, for that text and model only', () => {
    const counts = new ExactCounts();
    counts.keep('file:///a', exact);
    const better = counts.better(known, 'file:///a', model.id);
    assert.equal(formatTokens(better), '117');
    assert.equal(counts.better(known, 'file:///b', model.id), known);
    assert.equal(counts.better(known, 'file:///a', 'another'), known);
    assert.equal(counts.better(known, 'file:///a', model.id, selection), known);
  });

  it('are of a selection for that selection only, beside that of the whole', () => {
    const counts = new ExactCounts();
    counts.keep('file:///a', exact);
    counts.keep('file:///a', { ...exact, tokens: 5, selection });
    assert.equal(counts.better(known, 'file:///a', model.id, selection).tokens, 5);
    assert.equal(counts.better(known, 'file:///a', model.id, { start: 3, end: 8 }), known);
    assert.equal(counts.better(known, 'file:///a', model.id).tokens, 117);
    counts.keep('file:///a', { ...exact, tokens: 118 });
    assert.equal(counts.better(known, 'file:///a', model.id).tokens, 118);
  });

  it('are gone when the text has changed', () => {
    const counts = new ExactCounts();
    counts.keep('file:///a', exact);
    assert.equal(counts.drop('file:///a'), true);
    assert.equal(counts.drop('file:///a'), false);
    assert.equal(counts.better(known, 'file:///a', model.id), known);
  });

  it('say who counted, and when', () => {
    const counts = new ExactCounts();
    counts.keep('file:///a', exact);
    const document = counts.better(known, 'file:///a', model.id);
    const lines = statusLines({ document }, 'document', model, catalog, rules, sayInEnglish);
    assert.ok(lines.includes('Counted by Anthropic on 27 November 14:03'), lines.join('\n'));
    const table = countTable({ document, selection: document }, 'document', model, catalog, rules, sayInEnglish);
    assert.match(
      table,
      /^Counted by Anthropic on 27 November 14:03, including the few tokens that frame a message\.$/m,
    );
    assert.match(table, /^Selection: Counted by Anthropic/m);
    assert.doesNotMatch(table, /Estimate|≈/);
  });

  it('name the day and the hour by the clock of this machine', () => {
    assert.equal(formatMoment(at), '27 November 14:03');
  });
});
