import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../../src/core/base/say';
import type { Backend } from '../../../../../src/core/chat/backend';
import { dialectIds } from '../../../../../src/core/chat/messages/chatTypes';
import type { DialectId } from '../../../../../src/core/chat/messages/chatTypes';
import { parametersOf } from '../../../../../src/core/evals/run/runParameters';

const offered = [
  ...['temperature', 'stop', 'top_k', 'top_p', 'min_p', 'repetition_penalty', 'frequency_penalty', 'presence_penalty'],
  ...['seed', 'logprobs', 'reasoning_budget'],
];
const backend = {
  ...{ name: 'Some', can: { bodyFields: true } },
  parameters: () =>
    Promise.resolve([
      ...offered.map((name) => ({ name, ...(name === 'top_p' && { max: 1 }) })),
      ...['reasoning_effort', 'verbosity'].map((name) => ({ name, values: ['low'] })),
    ]),
} as unknown as Backend;
const read = (config: object, dialect: DialectId = 'chat-completions') =>
  parametersOf({ ...config }, 'm', { backend, dialect }, sayInEnglish);

describe('the parameters of a config', () => {
  it('are those of a request, by any of their names', async () => {
    const limit = { maxOutputTokens: 7 };
    const sampling = (field: string, value: unknown): object => ({ sampling: { [field]: value } });
    const cases: readonly (readonly [config: object, params: object])[] = [
      [{ temperature: 0.5 }, { temperature: 0.5 }],
      ...[
        'max_tokens',
        'max_completion_tokens',
        'max_output_tokens',
        'maxTokens',
        'maxOutputTokens',
        'num_predict',
      ].map((name) => [{ [name]: 7 }, limit] as const),
      [{ maxCompletionTokens: 7 }, limit],
      ...['stop', 'stop_sequences', 'stopSequences'].map(
        (name) => [{ [name]: ['E'] }, sampling('stop', ['E'])] as const,
      ),
      ...['top_k', 'topK'].map((name) => [{ [name]: 3 }, sampling('topK', 3)] as const),
      ...['top_p', 'topP'].map((name) => [{ [name]: 0.3 }, sampling('topP', 0.3)] as const),
      ...['min_p', 'minP'].map((name) => [{ [name]: 0.3 }, sampling('minP', 0.3)] as const),
      ...['repeat_penalty', 'repetition_penalty', 'repetitionPenalty'].map(
        (name) => [{ [name]: 2 }, sampling('repetitionPenalty', 2)] as const,
      ),
      ...['frequency_penalty', 'frequencyPenalty'].map(
        (name) => [{ [name]: 1 }, sampling('frequencyPenalty', 1)] as const,
      ),
      ...['presence_penalty', 'presencePenalty'].map(
        (name) => [{ [name]: 1 }, sampling('presencePenalty', 1)] as const,
      ),
      ...['reasoning_effort', 'reasoningEffort', 'effort'].map(
        (name) => [{ [name]: 'low' }, sampling('reasoningEffort', 'low')] as const,
      ),
      [{ reasoning: { effort: 'low' } }, sampling('reasoningEffort', 'low')],
      [{ verbosity: 'low' }, sampling('verbosity', 'low')],
      [{ seed: 5 }, sampling('seed', 5)],
      [{ logprobs: true, top_logprobs: 2 }, sampling('topLogprobs', 2)],
      [{ logprobs: true }, sampling('topLogprobs', 0)],
      [{ logprobs: false, top_logprobs: 2 }, {}],
      [{ service_tier: 'flex' }, { bodyFields: { service_tier: 'flex' } }],
      [{ generationConfig: { maxOutputTokens: 7 } }, limit],
    ];
    for (const [config, params] of cases) {
      const { taken, left } = await read(config);
      assert.deepEqual([taken.params, left], [params, []], JSON.stringify(config));
    }
  });

  it('ask for JSON without a schema as the API has it, and ask nothing where it has no such thing', async () => {
    const found = await Promise.all(
      dialectIds.map(async (dialect) => {
        const { taken, fault } = await read({ response_format: { type: 'json_object' } }, dialect);
        return [dialect, taken.params.bodyFields, fault];
      }),
    );
    assert.deepEqual(found, [
      ['chat-completions', { response_format: { type: 'json_object' } }, undefined],
      ['responses', { text: { format: { type: 'json_object' } } }, undefined],
      ['anthropic-messages', undefined, 'response_format: this API has JSON only with a schema.'],
    ]);
  });

  it('are left out and told where the model does not take them, but what changes an answer keeps it from being asked', async () => {
    const { taken, left, fault } = await read({
      top_p: 7,
      temperature: 'hot',
      seed: 1,
      apiKey: 'k',
      frequency_penalty: 1,
    });
    assert.deepEqual(taken.params, { sampling: { seed: 1, frequencyPenalty: 1 } });
    assert.deepEqual(
      left.map((why) => why.replace(/:.*/, '')),
      ['top_p', 'temperature', 'apiKey'],
    );
    assert.equal(fault, undefined);
    const wrong = await read({ tools: [{ nothing: 1 }] });
    assert.equal(wrong.fault, 'tools: they are not written as one of the APIs has them.');
  });
});
