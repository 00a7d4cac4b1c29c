import assert from 'node:assert/strict';
import { sayInEnglish as english } from '../../../../../src/core/base/say';
import { createParameters } from '../../../../../src/core/catalog/parameters/parameters';
import type { ParameterRule } from '../../../../../src/core/catalog/parameters/parameterTable';
import { parameterCard, parameterSentences } from '../../../../../src/core/catalog/parameters/parameterMessages';
import { names, openai, parameters } from '../../code/calls/parameterCalls';
import { calls } from '../../code/calls/read';

describe('parameters of a call', () => {
  it('are told with the model and the reason', async () => {
    const [call] = await calls(
      'typescript',
      `anthropic.messages.create({ model: 'claude-opus-5-5', temperature: 0, thinking: { type: 'disabled' } })`,
    );
    const told = parameters.problemsOf(call!, names).map((fact) => parameterSentences(fact, english));
    assert.deepEqual(told, [
      'claude-opus-5-5 rejects temperature. It has no sampling parameters.',
      'claude-opus-5-5 rejects thinking.type with the value disabled. Its thinking cannot be switched off.',
    ]);
  });

  it('have a card that says where it was read, also where the value is fine', async () => {
    const [call] = await calls(
      'typescript',
      `${openai}client.responses.create({ model: 'gpt-6.1-sol', reasoning: { effort: 'low' } })`,
    );
    const card = parameterCard(parameters.factsOf(call!, names), english);
    assert.match(
      card ?? '',
      /^\*\*reasoning_effort\*\* · `gpt-6\.1-sol`\n\ngpt-6\.1-sol takes reasoning_effort as low, medium, high, xhigh or max only\. \[.*\]\(https:/,
    );
    assert.equal(parameterCard([], english), undefined);
  });

  describe('by rules that meet', () => {
    const rule = (does: ParameterRule['does'], more: Partial<ParameterRule> = {}): ParameterRule => ({
      ...{ parameters: ['n'], apis: ['chat'], services: ['openai'], does, source: 's', ...more },
    });
    const source = { title: 's', url: 'https://example.com', checked: '2026-11-27' };
    const said = async (value: number, ...rules: ParameterRule[]): Promise<string[]> => {
      const table = { parameters: [{ id: 'n', names: ['n'] }], models: {}, rules, sources: { s: source } };
      const [call] = await calls('python', `OpenAI().chat.completions.create(model="gpt-4o", n=${value})`);
      return createParameters(table)
        .problemsOf(call!, names)
        .map((fact) => fact.rule.does);
    };

    it('say the gravest alone, whichever comes first', async () => {
      assert.deepEqual(await said(1, rule('advises'), rule('ignores'), rule('rejects')), ['rejects']);
      assert.deepEqual(await said(1, rule('lacks'), rule('advises')), ['lacks']);
    });

    it('take the ends of a range for values that are fine', async () => {
      const range = rule('rejects', { min: 1, max: 3 });
      const broken = await Promise.all([0, 1, 3, 4].map((value) => said(value, range)));
      assert.deepEqual(broken, [['rejects'], [], [], ['rejects']]);
    });
  });
});

describe('a parameter of a model at the API of its maker', () => {
  const said = (parameter: string, model: string, maker?: 'openai' | 'anthropic'): string | undefined => {
    const known = parameters.ofModel(parameter, model, maker, names);
    return known && parameterSentences({ ...known, model }, english);
  };

  it('is what the model does with it, before what all models there do', () => {
    assert.match(said('temperature', 'claude-opus-5-5', 'anthropic') ?? '', /^claude-opus-5-5 rejects temperature\./);
    assert.match(said('temperature', 'o3', 'openai') ?? '', /^o3 rejects temperature\./);
    assert.equal(said('temperature', 'gpt-4o', 'openai'), 'gpt-4o takes temperature from 0 to 2.');
  });

  it('is not said where nobody knows it, or where the rule is that of another service', () => {
    assert.equal(said('temperature', 'gpt-4o'), undefined);
    assert.equal(said('temperature', 'claude-opus-4-1', 'anthropic'), undefined);
    assert.equal(said('no_such_parameter', 'gpt-4o', 'openai'), undefined);
  });

  it('is not what an API lacks, which depends on the API', () => {
    assert.equal(said('seed', 'gpt-4o', 'openai'), undefined);
    assert.equal(said('stop', 'claude-opus-5-5', 'anthropic'), undefined);
  });
});
