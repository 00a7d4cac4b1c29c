import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isRecord } from '../../../../../src/core/base/json';
import { listedModel } from '../../../../../src/core/chat/discovery/readListedModel';
import type { ListedModel } from '../../../../../src/core/chat/discovery/readListedModel';
import { recordedLists } from '../../../../fakes/recordedLists';
import { tries } from '../../../../support/tries';

const readOf = (list: keyof typeof recordedLists): (ListedModel | undefined)[] => {
  const recorded: unknown = recordedLists[list];
  const items = isRecord(recorded) ? (recorded['data'] ?? recorded['models']) : recorded;
  return (items as unknown[]).map((item) => listedModel(item));
};

describe('a model of a list', () => {
  it('of OpenAI has the day of its end, where one is announced', () => {
    assert.deepEqual(readOf('openai'), [
      { id: 'gpt-4o', figures: { ends: '2027-03-31' }, can: {} },
      { id: 'gpt-6-sol', figures: {}, can: {} },
    ]);
  });

  it('of Anthropic has its end, its stage, its limits and what it can', () => {
    assert.deepEqual(readOf('anthropic'), [
      {
        id: 'claude-opus-5-5',
        figures: { contextWindow: 1_000_000, maxOutput: 128_000, ends: '2027-05-01', stage: 'deprecated' },
        can: { images: true, structured: false, reasoning: true },
      },
      { id: 'claude-next', figures: {}, can: {} },
    ]);
  });

  it('of OpenRouter has its price per million tokens, its end and what it can', () => {
    assert.deepEqual(readOf('openrouter'), [
      {
        id: 'openai/gpt-6-sol',
        figures: {
          ...{ contextWindow: 400_000, maxOutput: 128_000, ends: '2027-01-15' },
          ...{ input: 2.1, output: 10.5, cachedInput: 0.21 },
        },
        can: { tools: true, structured: true, reasoning: true, logprobs: false, images: true },
      },
      // The price depends on whom it routes to.
      { id: 'openrouter/auto', figures: { contextWindow: 2_000_000 }, can: {} },
      { id: 'x/small:free', figures: { contextWindow: 32_768, input: 0, output: 0 }, can: {} },
    ]);
  });

  it('of Mistral, Groq, Together, vLLM and Google has what those tell', () => {
    const of = (list: keyof typeof recordedLists) => readOf(list).map((model) => [model?.figures, model?.can]);
    assert.deepEqual(of('mistral'), [
      [
        { contextWindow: 262_144, stage: 'deprecated' },
        { tools: true, images: true },
      ],
    ]);
    assert.deepEqual(of('groq'), [[{ contextWindow: 131_072, maxOutput: 65_536 }, {}]]);
    // A price of 0 means there that it is not charged by the token.
    assert.deepEqual(of('together'), [
      [{ contextWindow: 131_072, input: 0.88, output: 0.9 }, {}],
      [{}, {}],
    ]);
    assert.deepEqual(of('vllm'), [[{ contextWindow: 32_768 }, {}]]);
    assert.deepEqual(of('google'), [[{ contextWindow: 1_048_576, maxOutput: 65_536 }, {}]]);
  });

  it('has what a request itself costs at OpenRouter, where it costs something', () => {
    const pricing = (request: string) => ({ prompt: '0.000001', completion: '0.000001', request });
    const read = (request: string) => listedModel({ id: 'm', pricing: pricing(request) })?.figures;
    assert.deepEqual(read('0.005'), { input: 1, output: 1, perRequest: 0.005 });
    assert.deepEqual(read('0'), { input: 1, output: 1 });
  });

  const good = { id: 'm', context_length: 1_000, shutdown_date: '2027-01-01', pricing: { input: 1, output: 2 } };
  const hostile: readonly (readonly [string, object, (keyof ListedModel['figures'])[]])[] = [
    ['a date that no calendar has', { shutdown_date: '2027-99-01' }, ['contextWindow', 'input', 'output']],
    ['a 30 February', { shutdown_date: '2027-02-30' }, ['contextWindow', 'input', 'output']],
    ['a date in words', { shutdown_date: 'soon\u202e' }, ['contextWindow', 'input', 'output']],
    ['a window below zero', { context_length: -1 }, ['input', 'output', 'ends']],
    ['a window beyond all', { context_length: 1e300 }, ['input', 'output', 'ends']],
    ['a window of half a token', { context_length: 0.5 }, ['input', 'output', 'ends']],
    ['one price alone', { pricing: { input: 1 } }, ['contextWindow', 'ends']],
    ['a price that is none', { pricing: { prompt: '0x10', completion: '1e999' } }, ['contextWindow', 'ends']],
    ['a price beyond all', { pricing: { input: 1e9, output: 1 } }, ['contextWindow', 'ends']],
    ['prices that are a text', { pricing: 'free' }, ['contextWindow', 'ends']],
    [
      'abilities that are a text',
      { capabilities: 'all', supported_parameters: 'tools', architecture: 7 },
      ['contextWindow', 'input', 'output', 'ends'],
    ],
  ];
  for (const [what, change, left] of hostile) {
    it(`with ${what} loses that alone`, () => {
      const read = listedModel({ ...good, ...change });
      assert.equal(read?.id, 'm');
      assert.deepEqual(Object.keys(read.figures), left);
      assert.deepEqual(read.can, {});
    });
  }

  for (const [what, listed, read] of [
    ['is deprecated', { lifecycle: 'deprecated' }, { stage: 'deprecated' }],
    ['is retired', { lifecycle: 'retired' }, { stage: 'retired' }],
    ['is in a stage that is not known here', { lifecycle: 'active' }, {}],
    ['is deprecated from a day on', { deprecation: '2027-01-01' }, { stage: 'deprecated' }],
    ['has a price for what goes in alone', { pricing: { prompt: '0.000002' } }, {}],
    ['has a price for what comes out alone', { pricing: { completion: '0.000002' } }, {}],
    ['has both prices', { pricing: { prompt: '0.000002', completion: '0.000004' } }, { input: 2, output: 4 }],
  ] as const) {
    it(`says that it ${what}`, () => assert.deepEqual(listedModel({ id: 'm', ...listed })?.figures, read));
  }

  it('takes pictures where its list says so, and not because it takes texts', () => {
    const canOf = (input_modalities: readonly string[]) =>
      listedModel({ id: 'm', architecture: { input_modalities } })?.can;
    assert.deepEqual(canOf(['text']), { images: false });
    assert.deepEqual(canOf(['image', 'file']), { images: true });
  });

  it('has no id in which VS Code would see an icon, or that turns round what stands behind it', () => {
    for (const id of ['gpt$(alert)', 'gpt\u202e4', 'a\u200bb', '', '\n']) assert.equal(listedModel({ id }), undefined);
    assert.equal(listedModel({ id: 'org/model$1:free' })?.id, 'org/model$1:free');
  });

  it('has only numbers within their bounds, whatever is listed', () => {
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom(-1, 0, 7, 1e12, '1', '-1', '2027-01-01', null),
    );
    const names = ['context_length', 'max_tokens', 'shutdown_date', 'retires_at', 'lifecycle', 'deprecation'] as const;
    const item = fc.record({
      id: fc.constant('m'),
      ...Object.fromEntries(names.map((name) => [name, value])),
      pricing: fc.oneof(value, fc.record({ prompt: value, completion: value, input: value, output: value })),
      capabilities: fc.oneof(value, fc.dictionary(fc.constantFrom('vision', 'thinking', '__proto__'), value)),
    });
    fc.assert(
      fc.property(item, (listed) => {
        const { figures, can } = listedModel(listed)!;
        for (const [name, figure] of Object.entries(figures)) {
          if (name === 'ends') assert.match(String(figure), /^20\d\d-\d\d-\d\d$/);
          else if (name === 'stage') assert.ok(figure === 'deprecated' || figure === 'retired');
          else assert.ok(typeof figure === 'number' && figure >= 0 && figure <= 1e9);
        }
        assert.ok(Object.values(can).every((each) => typeof each === 'boolean'));
      }),
      tries(200),
    );
  });
});
