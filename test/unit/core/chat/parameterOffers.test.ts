import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../src/core/base/say';
import { chatCompletions } from '../../../../src/core/chat/dialects/chatCompletions';
import { anthropicMessages } from '../../../../src/core/chat/dialects/anthropicMessages';
import { responses } from '../../../../src/core/chat/dialects/responses';
import { parseSampling } from '../../../../src/core/chat/messages/sampling';
import type { ChatParams, DialectId } from '../../../../src/core/chat/messages/chatTypes';
import { offersFor, parameterOffers } from '../../../../src/core/chat/parameters/offers';
import type { ParameterOffer } from '../../../../src/core/chat/parameters/offers';
import { offeredWish } from '../../../../src/core/playground/offeredWish';
import { parameters as parameterTable } from '../../../../generated/parameters';
import type { ParameterRule } from '../../../../src/core/catalog/parameters/parameterTable';
import { createParameters } from '../../../../src/core/catalog/parameters/parameters';
import type { Parameters } from '../../../../src/core/catalog/parameters/parameters';
import { testNames } from '../../../support/modelNames';

const parameters = createParameters(parameterTable);

const openAi = 'https://api.openai.com/v1';
const anthropic = 'https://api.anthropic.com';
const local = 'http://127.0.0.1:11434/v1';

function offers(dialect: DialectId, baseUrl: string, model: string): Map<string, ParameterOffer> {
  const all = parameterOffers({ dialect, baseUrl }, model, { parameters, names: testNames }, sayInEnglish);
  return new Map(all.map((offer) => [offer.name, offer]));
}

describe('the parameters that a model is offered', () => {
  it('have none for reasoning where a test was refused that, and say so; what is not known changes nothing', () => {
    const all = [...offers('chat-completions', local, 'llama3').values()];
    assert.deepEqual(offersFor(all, { tools: false }, sayInEnglish), all);
    assert.deepEqual(offersFor(all, { reasoning: true }, sayInEnglish), all);
    const less = offersFor(all, { reasoning: false }, sayInEnglish);
    const refused = less.filter(({ isRefused }) => isRefused);
    assert.deepEqual(
      refused.map(({ name }) => name),
      ['reasoning_effort'],
    );
    assert.match(refused[0]?.note ?? '', /^A connection test or the list of the provider says/);
    assert.equal(less.length, all.length);
  });

  it('have none for log probabilities where a test was refused that', () => {
    const all = [...offers('chat-completions', local, 'llama3').values()];
    const refused = offersFor(all, { logprobs: false }, sayInEnglish).filter(({ isRefused }) => isRefused);
    assert.deepEqual(
      refused.map(({ name }) => name),
      ['logprobs'],
    );
  });

  it('are not those that it refuses, which are named with the reason: o3 has no temperature at OpenAI', () => {
    const all = offers('chat-completions', openAi, 'o3');
    for (const name of ['temperature', 'top_p', 'frequency_penalty']) {
      assert.equal(all.get(name)?.isRefused, true, name);
      assert.match(all.get(name)?.note ?? '', /o3 (?:rejects|accepts only 1 for)/);
    }
    assert.equal(all.get('reasoning_effort')?.isRefused, undefined);
  });

  it('are refused only where the model is called at the API that refuses: the same id at a server of this machine takes all', () => {
    const all = offers('chat-completions', local, 'o3');
    assert.deepEqual(
      [...all.values()].filter(({ isRefused }) => isRefused),
      [],
    );
  });

  it('are those of open servers for them alone: OpenAI has no top_k, min_p and repetition_penalty', () => {
    const names = ['top_k', 'min_p', 'repetition_penalty'];
    const there = offers('chat-completions', openAi, 'gpt-4o');
    const here = offers('chat-completions', local, 'llama3.2');
    assert.deepEqual(
      names.map((name) => [there.has(name), here.has(name)]),
      names.map(() => [false, true]),
    );
  });

  it('have the values and bounds that the API has: Claude Sonnet 5 has no temperature, and an effort', () => {
    const all = offers('anthropic-messages', anthropic, 'claude-sonnet-5');
    assert.equal(all.get('temperature')?.isRefused, true);
    assert.equal(all.get('reasoning_budget')?.isRefused, true);
    assert.ok(all.get('reasoning_effort')?.values?.includes('high'));
    assert.deepEqual([all.get('stop')?.min, all.get('stop')?.values], [undefined, undefined]);
  });

  /** An offer in one line: `top_p 0-1`, `seed 0-9 whole`, `verbosity low|high`, `stop`, and `-temperature` where it is refused. */
  const inWords = ({ name, values, min, max, isWhole, isRefused }: ParameterOffer): string => {
    if (isRefused) return `-${name}`;
    const form = values ? ` ${values.join('|')}` : min === undefined ? '' : ` ${min}-${max}`;
    return `${name}${form}${isWhole ? ' whole' : ''}`;
  };
  const seed = `seed 0-${2 ** 31 - 1} whole`;
  const logprobs = 'logprobs 0-20 whole';
  const ofOpenAi = ['top_p 0-1', 'frequency_penalty -2-2', 'presence_penalty -2-2', 'stop', seed, logprobs];
  const anyEffort = 'reasoning_effort none|minimal|low|medium|high|xhigh|max';
  const ofOpenServers = ['top_k 0-100000 whole', 'min_p 0-1', 'repetition_penalty 0.1-10'];
  const verbosity = 'verbosity low|medium|high';
  const whole = ['temperature 0-2', anyEffort, verbosity, ...ofOpenAi];
  const messages = (temperature: string, effort: string, budget: number, drawn = '') => [
    ...[temperature, effort, drawn === '' ? `reasoning_budget ${budget}-10000000 whole` : '-reasoning_budget'],
    ...(drawn === '' ? ['top_p 0-1', 'top_k 0-100000 whole'] : ['-top_p', '-top_k']),
    'stop',
  ];
  const refusedDraws = ['-top_p', '-frequency_penalty', '-presence_penalty'];
  for (const [dialect, address, model, expected] of [
    ['chat-completions', local, 'llama3', [...whole, ...ofOpenServers]],
    ['chat-completions', 'https://llm.example.com/v1', 'x', [...whole, ...ofOpenServers]],
    ['chat-completions', 'https://openrouter.ai/api/v1', 'x/y', [...whole, ...ofOpenServers]],
    ['responses', openAi, 'o3', ['-temperature', 'reasoning_effort low|medium|high', verbosity, '-top_p', '-logprobs']],
    ['responses', openAi, 'gpt-4o', ['temperature 0-2', '-reasoning_effort', verbosity, 'top_p 0-1', logprobs]],
    ['chat-completions', 'https://api.mistral.ai/v1', 'x', [...whole.slice(0, -1), '-logprobs']],
    [
      'chat-completions',
      'https://api.groq.com/openai/v1',
      'x',
      whole.map((each) => (/_penalty|logprobs/.test(each) ? `-${each.split(' ')[0]}` : each)),
    ],
    ['chat-completions', openAi, 'gpt-4o', ['temperature 0-2', '-reasoning_effort', verbosity, ...ofOpenAi]],
    [
      ...(['chat-completions', openAi, 'o3'] as const),
      ['-temperature', 'reasoning_effort low|medium|high', verbosity, ...refusedDraws, '-stop', seed, '-logprobs'],
    ],
    [
      ...(['chat-completions', openAi, 'gpt-5.1'] as const),
      [
        'temperature 0-2',
        'reasoning_effort none|low|medium|high',
        verbosity,
        'top_p 0-1',
        ...refusedDraws.slice(1),
      ].concat(['stop', seed, logprobs]),
    ],
    [
      ...(['responses', openAi, 'gpt-6.2-sol'] as const),
      ['-temperature', 'reasoning_effort low|medium|high|xhigh|max', verbosity, '-top_p', '-logprobs'],
    ],
    [
      'responses',
      'https://api.x.ai/v1',
      'grok-4.20-0309-reasoning',
      ['temperature 0-2', '-reasoning_effort', verbosity, 'top_p 0-1', 'logprobs 0-20 whole'],
    ],
    [
      ...(['anthropic-messages', anthropic, 'claude-opus-4-6'] as const),
      messages('temperature 0-1', 'reasoning_effort low|medium|high|max', 1_024),
    ],
    ['anthropic-messages', anthropic, 'claude-opus-4-1', messages('temperature 0-1', '-reasoning_effort', 1_024)],
    [
      ...(['anthropic-messages', anthropic, 'claude-sonnet-5-5'] as const),
      messages('-temperature', 'reasoning_effort low|medium|high|xhigh|max', 0, 'refused'),
    ],
    ['anthropic-messages', 'https://llm.example.com', 'claude-opus-4-6', messages('temperature 0-2', anyEffort, 0)],
  ] as const) {
    it(`are, with their bounds, those of ${model} in ${dialect} at ${address}`, () => {
      assert.deepEqual([...offers(dialect, address, model).values()].map(inWords), expected);
    });
  }

  it('are refused where their API lacks them, and not where only some values are, or what else is set decides', () => {
    const offered = (rule: Partial<ParameterRule>, name = 'top_p'): ParameterOffer | undefined => {
      const whole: ParameterRule = { parameters: [name], apis: ['chat'], does: 'rejects', source: 's', ...rule };
      const source = { title: '', url: '', checked: '' };
      const factsOf: Parameters['factsOf'] = ({ arguments: written }) =>
        written
          .filter(({ path }) => path.join('.') === name)
          .map((argument) => ({ argument, parameter: name, rule: whole, source }));
      const known = { parameters: { factsOf }, names: testNames };
      const all = parameterOffers({ dialect: 'chat-completions', baseUrl: openAi }, 'm', known, sayInEnglish);
      return all.find((each) => each.name === name);
    };
    for (const rule of [{}, { does: 'lacks' }, { accepts: [1] }] as const)
      assert.equal(offered(rule)?.isRefused, true, JSON.stringify(rule));
    for (const rule of [
      { with: 'temperature' },
      { needs: { 'thinking.type': ['disabled'] } },
      { unless: { reasoning_effort: ['none'] } },
      { accepts: [0, 1] },
      { does: 'ignores' },
    ] as const)
      assert.equal(offered(rule)?.isRefused, undefined, JSON.stringify(rule));
    const fixed = offered({ values: ['high'] }, 'verbosity');
    const open = offered({ values: ['high'], unless: { reasoning_effort: ['none'] } }, 'verbosity');
    assert.deepEqual(
      [fixed?.values, open?.values],
      [
        ['low', 'medium'],
        ['low', 'medium', 'high'],
      ],
    );
    assert.deepEqual([fixed?.note, typeof open?.note], [undefined, 'string']);
  });

  it('say in words only what the field itself does not show', () => {
    assert.equal(offers('chat-completions', openAi, 'gpt-6.2-sol').get('reasoning_effort')?.note, undefined);
    assert.equal(offers('anthropic-messages', anthropic, 'claude-opus-4-6').get('reasoning_budget')?.note, undefined);
    assert.match(
      offers('chat-completions', openAi, 'gpt-5.1').get('top_p')?.note ?? '',
      /only 1 .*does not apply where/,
    );
  });

  it('are refused a reasoning budget, too, where a test was refused reasoning', () => {
    const all = [...offers('anthropic-messages', anthropic, 'claude-opus-4-6').values()];
    const refused = offersFor(all, { reasoning: false }, sayInEnglish).filter(({ isRefused }) => isRefused);
    assert.deepEqual(
      refused.map(({ name }) => name),
      ['reasoning_effort', 'reasoning_budget'],
    );
  });

  it('leave out of a wish what is not offered', () => {
    const taken: ParameterOffer[] = [{ name: 'seed' }, { name: 'temperature', isRefused: true }, { name: 'stop' }];
    const wish = { temperature: 0.5, sampling: 'top_k=4 seed=7 stop="a b"', model: 'm' };
    const limited = { ...wish, maxOutputTokens: 9 };
    const all = [...taken, { name: 'top_k' }].map(({ name }) => ({ name }));
    assert.deepEqual(offeredWish(wish, taken, { bodyFields: true }), {
      temperature: null,
      sampling: 'seed=7 stop="a b"',
      model: 'm',
    });
    assert.deepEqual(offeredWish(limited, all, { bodyFields: true }), limited);
    const none = [...all, { name: 'maxOutputTokens', isRefused: true }];
    assert.deepEqual(offeredWish(limited, none, { bodyFields: true }), { ...limited, maxOutputTokens: null });
    assert.deepEqual(offeredWish(wish, all, { bodyFields: true }), wish);
  });

  it('leave out of a wish the fields of a body where none is sent, and send none that cannot be read or has a field of its own', () => {
    const wish = { temperature: null, sampling: '', bodyFields: '{"user": "me"}' };
    const taken: ParameterOffer[] = [{ name: 'reasoning_effort', path: 'reasoning.effort' }];
    assert.deepEqual(offeredWish(wish, taken, { bodyFields: true }), wish);
    assert.deepEqual(offeredWish(wish, taken, { bodyFields: false }), { ...wish, bodyFields: '' });
    for (const bodyFields of ['{"user": ', '{"stream": false}', '{"reasoning": {"effort": "low"}}']) {
      assert.equal(offeredWish({ ...wish, bodyFields }, taken, { bodyFields: true }), 'bodyFields', bodyFields);
    }
    const text = { ...wish, bodyFields: '{"text": {"format": {"type": "text"}}}' };
    assert.deepEqual(offeredWish(text, taken, { bodyFields: true }), text);
    assert.equal(offeredWish({ ...text, schema: '{}' }, taken, { bodyFields: true }), 'bodyFields');
  });

  it('leave tools out of a wish where none are taken, and send none that cannot be read', () => {
    const wish = { temperature: null, sampling: '', tools: '[{"name": "find"}]', toolChoice: 'find' };
    const takes = { bodyFields: true, tools: { errors: false } };
    assert.deepEqual(offeredWish(wish, [], takes), wish);
    assert.deepEqual(offeredWish(wish, [], { bodyFields: true }), { ...wish, tools: '', toolChoice: '' });
    assert.equal(offeredWish({ ...wish, tools: '[{' }, [], takes), 'tools');
  });

  it('say where they stand in the body, where that is not their name', () => {
    const all = offers('responses', openAi, 'gpt-5.1');
    assert.deepEqual(
      ['reasoning_effort', 'verbosity', 'top_p'].map((name) => all.get(name)?.path),
      ['reasoning.effort', 'text.verbosity', undefined],
    );
  });
});

describe('the parameters of a request', () => {
  const text =
    'top_p=0.9 top_k=5 min_p=0.1 repetition_penalty=1.1 frequency_penalty=1 presence_penalty=-1 seed=7 stop="END" reasoning_effort=high verbosity=low';
  const parsed = parseSampling(text);
  const sampling = 'sampling' in parsed ? parsed.sampling : {};
  const request = (params: ChatParams) => ({ model: 'm', system: '', messages: [], params });
  const variant = { without: [], limitField: 'max_tokens' } as const;

  it('have their names of Chat Completions', () => {
    const bare = chatCompletions.body(request({}), variant);
    assert.deepEqual(chatCompletions.body(request({ sampling, temperature: 1 }), variant), {
      ...bare,
      ...{ temperature: 1, top_p: 0.9, top_k: 5, min_p: 0.1, repetition_penalty: 1.1, frequency_penalty: 1 },
      ...{ presence_penalty: -1, seed: 7, stop: ['END'], reasoning_effort: 'high', verbosity: 'low' },
    });
  });

  it('stand in their places in Responses, beside the summary of the reasoning', () => {
    const body = responses.body(request({ sampling }), variant);
    assert.deepEqual(body['reasoning'], { summary: 'auto', effort: 'high' });
    assert.deepEqual([body['text'], body['top_p'], body['seed']], [{ verbosity: 'low' }, 0.9, undefined]);
    const bare = responses.body(request({}), { ...variant, without: ['reasoning.summary'] });
    assert.ok(!('reasoning' in bare) && !('text' in bare));
  });

  it('stand in their places in Messages, where a draw excludes thinking and a budget says how much of it', () => {
    const thinking = { reasoningEffort: 'high' as const, stop: ['END'], topP: 0.95 };
    const body = anthropicMessages.body(request({ sampling: thinking }), variant);
    assert.deepEqual(body['thinking'], { type: 'adaptive', display: 'summarized' });
    assert.deepEqual([body['output_config'], body['stop_sequences']], [{ effort: 'high' }, ['END']]);
    const budget = anthropicMessages.body(request({ sampling: { reasoningBudget: 2_048 } }), variant);
    assert.deepEqual(budget['thinking'], { type: 'enabled', budget_tokens: 2_048 });
    for (const drawn of [{ topK: 5 }, { topP: 0.9 }]) {
      assert.equal(anthropicMessages.body(request({ sampling: drawn }), variant)['thinking'], undefined);
    }
  });
});
