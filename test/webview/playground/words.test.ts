import assert from 'node:assert/strict';
import { finishReasons } from '../../../src/core/chat/messages/chatTypes';
import {
  costTooltip,
  formatCost,
  comparedFacts,
  formatSeconds,
  spreadWords,
  statsOf,
  statusWords,
  tokensPerSecond,
} from '../../../src/webview/playground/answerStats';
import { destinationOf, parseMaxOutput, parseTemperature } from '../../../src/webview/playground/numberFields';
import { ollama, openAi } from '../../fakes/providerViews';
import { headOf } from '../../fakes/turnHead';

const answerOf = (part: Parameters<typeof headOf>[0]) => headOf({ status: 'done', ...part });
const usage = { inputTokens: 1_234, outputTokens: 101 };

describe('the line under an answer', () => {
  it('says all that is known', () => {
    const answer = answerOf({
      finishReason: 'length',
      usage: { ...usage, cachedInputTokens: 1_000, reasoningTokens: 40 },
      reasoning: 5,
      firstTokenMs: 420,
      durationMs: 2_420,
      cost: { known: true, usd: 0.001234, lines: [], checked: '2026-10-01', note: 'without tools' },
    });
    assert.deepEqual(statsOf(answer), [
      'Stopped at the output limit',
      '1,234 tokens in (1,000 cached), 101 out (40 reasoning)',
      'first token after 420 ms',
      '50 tokens/s',
      '2.4 s total',
      '$0.0012 (price as of 2026-10-01)',
    ]);
  });

  it('says whose price it is where the provider says it itself', () => {
    const said = { known: true, usd: 0.5, lines: [], checked: '2026-11-29', by: 'Router' } as const;
    assert.equal(formatCost(said), '$0.50 (price as of 2026-11-29, says Router)');
  });

  it('says nothing of what is not known', () => assert.deepEqual(statsOf(answerOf({})), ['Finished']));

  it('says no more than the facts of an answer that ended as usual, and one token as one', () => {
    const one = answerOf({ finishReason: 'stop', usage: { inputTokens: 1, outputTokens: 1 } });
    assert.deepEqual(statsOf(one), ['1 token in, 1 out']);
    assert.deepEqual(statsOf(answerOf({}), 1), ['≈1 token out (counted locally)']);
  });

  it('says of an answer that was broken off what went in as reported, and what came out as counted here', () => {
    const answer = answerOf({
      status: 'stopped',
      usage: { inputTokens: 1_234, outputTokens: 0, isPartial: true },
      firstTokenMs: 100,
      durationMs: 900,
    });
    assert.deepEqual(statsOf(answer, 43).slice(0, 3), [
      'Stopped',
      '1,234 tokens in',
      '≈43 tokens out (counted locally)',
    ]);
    assert.ok(!statsOf(answer, 43).some((part) => part.includes('tokens/s')));
  });

  it('says of usage that nobody reported that it was counted', () => {
    const answer = answerOf({ usage: { ...usage, isCounted: true } });
    assert.deepEqual(statsOf(answer), ['≈1,234 tokens in, 101 out (counted by the extension, not reported)']);
    assert.ok(comparedFacts(answer).some(([, fact]) => fact.startsWith('≈101')));
  });

  it('says why a cost is unknown', () => {
    assert.equal(formatCost({ known: false, reason: 'no price for x' }), 'cost unknown: no price for x');
  });

  it('says free where nobody charges, and $0 where that is the price', () => {
    const nothing = { known: true, usd: 0, lines: [] } as const;
    assert.equal(formatCost({ ...nothing, checked: '' }), 'free');
    assert.equal(formatCost({ ...nothing, checked: '2026-11-29' }), '$0 (price as of 2026-11-29)');
  });

  it('says from the least on how much answers differ, also where that is nothing', () => {
    const characters = { least: 0, most: 10 };
    assert.equal(
      spreadWords({ of: 3, characters, usd: { least: 0, most: 0.004 } }),
      '3 answers: 0 to 10 characters · free to $0.004',
    );
  });

  it('says that a cost is the least it can be, and why', () => {
    const cost = {
      known: true,
      usd: 0.5,
      lines: [],
      checked: 'D',
      unknown: ['a is not published', 'b is not told'],
    } as const;
    assert.equal(formatCost(cost), 'at least $0.50, because a is not published; b is not told (price as of D)');
  });

  it('has a tooltip with the bill, a line each', () => {
    const lines = [
      { label: 'input', tokens: 1_234, rate: 2.5, usd: 0.003085 },
      { label: 'cache read', tokens: 10_000 },
    ];
    const cost = { known: true, usd: 0.003085, checked: 'D', lines } as const;
    const bill = 'input: 1,234 tokens at $2.50 per million: $0.0031\ncache read: 10,000 tokens, price unknown';
    assert.equal(costTooltip(cost), bill);
    assert.equal(
      costTooltip({ ...cost, because: ['batch', 'above 9 tokens'] }),
      `Rates: batch, above 9 tokens\n${bill}`,
    );
    assert.equal(costTooltip({ ...cost, note: 'Fast costs more.' }), `${bill}\nFast costs more.`);
  });

  it('has no tooltip where there is no bill', () => {
    for (const cost of [undefined, { known: false, reason: 'R' }] as const) assert.equal(costTooltip(cost), undefined);
  });

  for (const [usd, words] of [
    [0, '$0'],
    [0.0000012, 'less than $0.0001'],
    [0.056, '$0.056'],
    [12.345, '$12.35'],
  ] as const) {
    it(`writes ${usd} dollars as ${words}`, () => {
      assert.equal(formatCost({ known: true, usd, lines: [], checked: 'D' }), `${words} (price as of D)`);
    });
  }

  it('has a word for every way to end', () => {
    const words = finishReasons.map((finishReason) => statusWords(answerOf({ finishReason })));
    assert.equal(new Set(words).size, finishReasons.length);
    assert.equal(statusWords(answerOf({ finishReason: 'window-full' })), 'Stopped because the context window was full');
    assert.equal(statusWords(answerOf({ status: 'stopped', durationMs: 5 })), 'Stopped');
    assert.equal(statusWords(answerOf({ status: 'stopped' })), 'No answer');
    assert.equal(statusWords(answerOf({ status: 'failed' })), 'Failed');
  });

  it('measures the speed after the first token', () => {
    assert.equal(tokensPerSecond(answerOf({ usage, firstTokenMs: 5_000, durationMs: 7_000 })), 50);
  });

  it('leaves reasoning that was not shown out of the speed', () => {
    const hidden = { ...usage, reasoningTokens: 80 };
    assert.equal(tokensPerSecond(answerOf({ usage: hidden, firstTokenMs: 0, durationMs: 1_000 })), 20);
  });

  it('writes a speed below 10 tokens/s with one decimal place, and others without', () => {
    const speedOf = (outputTokens: number) =>
      statsOf(answerOf({ usage: { inputTokens: 1, outputTokens }, firstTokenMs: 0, durationMs: 10_000 })).find((part) =>
        part.endsWith('tokens/s'),
      );
    assert.deepEqual([speedOf(96), speedOf(101), speedOf(126)], ['9.5 tokens/s', '10 tokens/s', '13 tokens/s']);
  });

  it('gives no speed for an answer that came within 20 ms', () => {
    const within = (ms: number) => tokensPerSecond(answerOf({ usage, firstTokenMs: 1_000, durationMs: 1_000 + ms }));
    assert.equal(within(19), undefined);
    assert.equal(within(20), 5_000);
  });

  it('gives no speed where it would say nothing', () => {
    for (const part of [
      { firstTokenMs: 0, durationMs: 1_000 },
      { usage, durationMs: 1_000 },
      { usage, firstTokenMs: 1_000, durationMs: 1_005 },
      { usage: { inputTokens: 1, outputTokens: 1 }, firstTokenMs: 0, durationMs: 1_000 },
    ]) {
      assert.equal(tokensPerSecond(answerOf(part)), undefined);
    }
  });

  it('writes times as people say them', () => {
    assert.deepEqual([999, 1_500, 61_000].map(formatSeconds), ['999 ms', '1.5 s', '1 min 1 s']);
    // No minute has sixty seconds.
    assert.deepEqual([59_970, 119_700].map(formatSeconds), ['1 min 0 s', '2 min 0 s']);
  });
});

describe('the number fields', () => {
  it('read temperatures', () => {
    for (const [text, value] of Object.entries({
      '': null,
      ' ': null,
      '0': 0,
      '1.5': 1.5,
      '0,7': 0.7,
      '.5': 0.5,
      '2': 2,
    })) {
      assert.deepEqual(parseTemperature(text), { value }, text);
    }
    for (const text of ['2.01', '-1', 'warm', '1e0', '1..5', ',', 'NaN'])
      assert.ok('problem' in parseTemperature(text), text);
    assert.deepEqual(parseTemperature('1', 1), { value: 1 });
    assert.deepEqual(parseTemperature('1.5', 1), { problem: 'Temperature must be a number from 0 to 1.' });
  });

  it('read token limits', () => {
    for (const [text, value] of Object.entries({
      '': null,
      '1': 1,
      '4096': 4_096,
      '16,000': 16_000,
      '16 000': 16_000,
    })) {
      assert.deepEqual(parseMaxOutput(text), { value }, text);
    }
    for (const text of ['0', '1.5', '1,5', '-3', '99999999', 'many'])
      assert.ok('problem' in parseMaxOutput(text), text);
  });

  it('stand above the place where the prompt goes', () => {
    assert.equal(destinationOf(openAi), 'Goes to api.openai.com');
    assert.equal(destinationOf(ollama), 'Stays on this machine (127.0.0.1:11434)');
    assert.equal(
      destinationOf({ ...ollama, place: 'remote-machine' }),
      'Stays on the remote machine (127.0.0.1:11434)',
    );
  });
});
