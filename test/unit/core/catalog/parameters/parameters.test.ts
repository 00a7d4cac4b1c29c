import assert from 'node:assert/strict';
import { sayInEnglish as english } from '../../../../../src/core/base/say';
import { parameterCard, parameterSentences } from '../../../../../src/core/catalog/parameters/parameterMessages';
import { names, openai, parameters } from '../../code/calls/parameterCalls';
import { calls } from '../../code/calls/read';

describe('parameters of a call', () => {
  const told = async (languageId: string, text: string): Promise<string[]> => {
    const [call] = await calls(languageId, text);
    return parameters.factsOf(call!, names).map((fact) => parameterSentences(fact, english));
  };

  it('are told with the model and the reason', async () => {
    const text = `client.messages.create(model="claude-fable-5-2", temperature=0, tool_choice={"type": "any"})`;
    assert.deepEqual(await told('python', text), [
      'claude-fable-5-2 rejects temperature. It has no sampling parameters.',
      'claude-fable-5-2 rejects tool_choice.type with the value any or tool. No tool can be forced on it.',
    ]);
  });

  it('are told with the values that another parameter makes fine', async () => {
    const luna = `${openai}client.responses.create({ model: 'gpt-5.4', temperature: 0.2 })`;
    assert.deepEqual(await told('typescript', luna), [
      'gpt-5.4 accepts only 1 for temperature. This does not apply where reasoning_effort is none or not set.',
    ]);
    const opus = `anthropic.messages.create({ model: 'claude-opus-5', thinking: { type: 'disabled' } })`;
    assert.match(
      (await told('typescript', opus))[1] ?? '',
      /with the value disabled\. .* where output_config\.effort is low, medium, high or not set\.$/,
    );
  });

  it('are told once, by the rule of the model where there is one', async () => {
    const text = (model: string) => `OpenAI().chat.completions.create(model="${model}", temperature=3)`;
    assert.deepEqual(await told('python', text('gpt-4o')), ['The service accepts temperature from 0 to 2.']);
    assert.equal((await told('python', text('o3'))).length, 1);
  });

  it('have a card that says where it was read', async () => {
    const [call] = await calls(
      'typescript',
      `${openai}client.responses.create({ model: 'gpt-6.1-sol', reasoning: { effort: 'low' } })`,
    );
    const card = parameterCard(parameters.factsOf(call!, names), english);
    assert.match(
      card ?? '',
      /^\*\*reasoning_effort\*\* · `gpt-6\.1-sol`\n\ngpt-6\.1-sol accepts only low, medium, high, xhigh or max for reasoning_effort\. \[.*\]\(https:/,
    );
    assert.equal(parameterCard([], english), undefined);
  });
});

describe('a parameter of a model at the API of its maker', () => {
  const said = (parameter: string, model: string, maker?: 'openai' | 'anthropic'): string | undefined => {
    const known = parameters.ofModel(parameter, model, maker, names);
    return known && parameterSentences({ ...known, model }, english);
  };

  it('is what the model does with it, before what all models there do', () => {
    assert.match(said('temperature', 'claude-opus-5-5', 'anthropic') ?? '', /^claude-opus-5-5 rejects temperature\./);
    assert.match(said('temperature', 'o3', 'openai') ?? '', /^o3 accepts only 1 for temperature\./);
    assert.equal(said('temperature', 'gpt-4o', 'openai'), 'gpt-4o accepts temperature from 0 to 2.');
    assert.equal(
      said('temperature', 'claude-opus-4-1', 'anthropic'),
      'claude-opus-4-1 accepts temperature from 0 to 1.',
    );
  });

  it('is not said where nobody knows it, or where the rule is that of another service', () => {
    assert.equal(said('temperature', 'gpt-4o'), undefined);
    assert.equal(said('top_k', 'claude-opus-4-1', 'anthropic'), undefined);
    assert.equal(said('no_such_parameter', 'gpt-4o', 'openai'), undefined);
  });

  it('is not what an API lacks, which depends on the API', () => {
    assert.equal(said('seed', 'gpt-4o', 'openai'), undefined);
    assert.equal(said('stop', 'claude-opus-5-5', 'anthropic'), undefined);
  });
});
