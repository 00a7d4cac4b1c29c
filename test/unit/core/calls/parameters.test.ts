import assert from 'node:assert/strict';
import { catalog as catalogTable } from '../../../../generated/catalog';
import { lifecycle as lifecycleTable } from '../../../../generated/lifecycle';
import { parameters as parameterTable } from '../../../../generated/parameters';
import { createParameters } from '../../../../src/core/calls/parameters';
import type { ParameterRule } from '../../../../src/core/calls/parameterTable';
import { parameterCard, parameterSentences } from '../../../../src/core/calls/parameterWords';
import { sayInEnglish as english } from '../../../../src/core/base/say';
import { createCatalog } from '../../../../src/core/catalog/catalog';
import { createLifecycle } from '../../../../src/core/catalog/lifecycle';
import { createModelNames } from '../../../../src/core/modelIds/modelNames';
import { testDay } from '../../../support/models';
import { calls } from './read';

const names = createModelNames(createCatalog(catalogTable, testDay), createLifecycle(lifecycleTable));
const parameters = createParameters(parameterTable);

/** `does parameter` of each problem, in the order of the code. */
async function problems(languageId: string, text: string): Promise<string[]> {
  const found = (await calls(languageId, text)).flatMap((call) => parameters.problemsOf(call, names));
  return found.map(({ parameter, rule }) => `${rule.does} ${parameter}`);
}

const openai = 'const client = new OpenAI();\n';

/** [title, language, text, problems] */
const cases: readonly (readonly [string, string, string, string[]])[] = [
  [
    'sampling of Claude from Opus 4.7 on',
    'typescript',
    `anthropic.messages.create({ model: 'claude-opus-4-7', temperature: 0.2, top_p: 0.9, top_k: 5, max_tokens: 10 })`,
    ['rejects temperature', 'rejects top_p', 'rejects top_k'],
  ],
  [
    'sampling of it at Bedrock',
    'python',
    `AnthropicBedrock().messages.create(model="us.anthropic.claude-opus-4-8", temperature=t)`,
    ['rejects temperature'],
  ],
  [
    'sampling of it by Converse',
    'typescript',
    `new ConverseCommand({ modelId: 'anthropic.claude-opus-5-5', inferenceConfig: { temperature: 0, topP: 1 } })`,
    ['rejects temperature', 'rejects top_p'],
  ],
  [
    'sampling of it by LangChain',
    'python',
    `ChatAnthropic(model="claude-sonnet-5-5", temperature=0)`,
    ['rejects temperature'],
  ],
  [
    'sampling of it in Go',
    'go',
    `client.Messages.New(ctx, anthropic.MessageNewParams{Model: "claude-opus-4-8", Temperature: anthropic.Float(0.5)})`,
    ['rejects temperature'],
  ],
  [
    'sampling of it in Java',
    'java',
    `import com.anthropic;\nMessageCreateParams.builder().model("claude-opus-4-8").temperature(0.5).build()`,
    ['rejects temperature'],
  ],
  [
    'sampling of it in C#',
    'csharp',
    `using Anthropic;\nnew MessageCreateParams { Model = "claude-opus-4-8", TopK = 5 }`,
    ['rejects top_k'],
  ],
  [
    'two samplers of Claude 4.5',
    'python',
    `client.messages.create(model="claude-sonnet-4-5", temperature=1, top_p=1)`,
    ['rejects top_p'],
  ],
  [
    'thinking of Claude that is always on',
    'typescript',
    `anthropic.messages.create({ model: 'claude-opus-5-5', thinking: { type: 'disabled' } })`,
    ['rejects thinking.type'],
  ],
  [
    'a budget of adaptive thinking',
    'python',
    `client.messages.create(model="claude-haiku-5-5", thinking={"type": "enabled", "budget_tokens": 4000})`,
    ['rejects thinking.type', 'rejects thinking.budget_tokens'],
  ],
  [
    'a budget of Claude 4.8',
    'typescript',
    `anthropic.messages.create({ model: 'claude-opus-4-8', thinking: { type: 'enabled', budget_tokens: 4000 } })`,
    ['rejects thinking.type', 'rejects thinking.budget_tokens'],
  ],
  [
    'a budget that is too small',
    'python',
    `client.messages.create(model="claude-sonnet-4-5", thinking={"type": "enabled", "budget_tokens": 100})`,
    ['rejects thinking.budget_tokens'],
  ],
  [
    'a tool that is forced',
    'typescript',
    `anthropic.messages.create({ model: 'claude-sonnet-5-5', tool_choice: { type: 'tool', name: 'x' } })`,
    ['rejects tool_choice.type'],
  ],
  [
    'max_tokens of the o-series',
    'typescript',
    `${openai}client.chat.completions.create({ model: 'o3', max_tokens: 5 })`,
    ['rejects max_tokens'],
  ],
  [
    'maxTokens of a snapshot in Java',
    'java',
    `ChatCompletionCreateParams.builder().model("o3-mini-2025-01-31").maxTokens(5).build()`,
    ['rejects max_tokens'],
  ],
  [
    'temperature and stop of o3',
    'python',
    `OpenAI().chat.completions.create(model="o3", temperature=0, stop=["a"])`,
    ['rejects temperature', 'rejects stop'],
  ],
  [
    'temperature of GPT-6',
    'typescript',
    `${openai}client.responses.create({ model: 'gpt-6.2-sol', temperature: 0.2 })`,
    ['rejects temperature'],
  ],
  [
    'temperature of GPT-6 Astra',
    'typescript',
    `${openai}client.responses.create({ model: 'gpt-6-astra', temperature: 0.2 })`,
    ['rejects temperature'],
  ],
  [
    'temperature of GPT-5.6 that reasons by default',
    'typescript',
    `${openai}client.responses.create({ model: 'gpt-5.6-sol', temperature: 0.2 })`,
    ['rejects temperature'],
  ],
  [
    'log probabilities of GPT-6',
    'python',
    `OpenAI().chat.completions.create(model="gpt-6.1-sol", logprobs=True, top_logprobs=2)`,
    ['rejects logprobs', 'rejects top_logprobs'],
  ],
  [
    'temperature of GPT-6 that reasons',
    'typescript',
    `${openai}client.responses.create({ model: 'gpt-6-luna', temperature: 0.2, reasoning: { effort: 'low' } })`,
    ['rejects temperature'],
  ],
  [
    'an effort that GPT-6.1 Sol does not have',
    'typescript',
    `${openai}client.responses.create({ model: 'gpt-6.1-sol', reasoning: { effort: 'none' } })`,
    ['rejects reasoning_effort'],
  ],
  [
    'temperature of GPT-5.1 that reasons',
    'python',
    `OpenAI().chat.completions.create(model="gpt-5.1", temperature=0, reasoning_effort="low")`,
    ['rejects temperature'],
  ],
  [
    'a temperature beyond its range',
    'python',
    `OpenAI().chat.completions.create(model="gpt-4o", temperature=3)`,
    ['rejects temperature'],
  ],
  [
    'options of a client in C#',
    'csharp',
    `using OpenAI.Chat;\nvar c = new ChatClient("o3-mini", key);\nvar o = new ChatCompletionOptions { Temperature = 0.2f };`,
    ['rejects temperature'],
  ],
  [
    'logprobs at Groq',
    'python',
    `client = Groq()\nclient.chat.completions.create(model="llama-3.3-70b-versatile", logprobs=True, n=2)`,
    ['rejects logprobs', 'rejects n'],
  ],
  [
    'logprobs at Groq by OpenAI’s library',
    'typescript',
    `const c = new OpenAI({ baseURL: 'https://api.groq.com/openai/v1' });\nc.chat.completions.create({ model: 'x', logprobs: true })`,
    ['rejects logprobs'],
  ],
  [
    'the temperature of Gemini 3',
    'python',
    `client = genai.Client()\nclient.models.generate_content(model="gemini-3.5-flash", config=types.GenerateContentConfig(temperature=0.1))`,
    ['advises temperature'],
  ],
  [
    'what DeepSeek ignores',
    'python',
    `client = OpenAI(base_url="https://api.deepseek.com")\nclient.chat.completions.create(model="deepseek-v4-pro", temperature=0)`,
    ['ignores temperature'],
  ],
];

const lacking: typeof cases = [
  [
    'names of another API at Responses',
    'typescript',
    `client.responses.create({ model: 'gpt-4o', max_tokens: 5, response_format: x, stop: 'a', seed: 1 })`,
    ['lacks max_tokens', 'lacks response_format', 'lacks stop', 'lacks seed'],
  ],
  [
    'names of another API at Messages, whatever the model',
    'python',
    `client.messages.create(model=model, max_completion_tokens=5, stop=["a"], n=2, reasoning_effort="low")`,
    ['lacks max_completion_tokens', 'lacks stop', 'lacks n', 'lacks reasoning_effort'],
  ],
  [
    'a name of Responses at Chat Completions',
    'python',
    `OpenAI().chat.completions.create(model="gpt-4o", max_output_tokens=5)`,
    ['lacks max_output_tokens'],
  ],
  [
    'options of a stream without one',
    'python',
    `OpenAI().chat.completions.create(model="gpt-4o", stream_options={"include_usage": True})`,
    ['rejects stream_options'],
  ],
];

const fine: readonly (readonly [string, string, string])[] = [
  [
    'a model of Claude at an address that nobody knows',
    'python',
    `client = Anthropic(base_url="https://llm.example.com")\nclient.messages.create(model="claude-opus-4-8", temperature=0)`,
  ],
  ['a model that takes it', 'typescript', `anthropic.messages.create({ model: 'claude-opus-4-6', temperature: 0.2 })`],
  [
    'a model that nobody knows',
    'typescript',
    `anthropic.messages.create({ model: 'claude-opus-4-70', temperature: 0.2 }); client.chat.completions.create({ model: 'o3-ultra', max_tokens: 1 })`,
  ],
  ['no model', 'typescript', `anthropic.messages.create({ model, temperature: 0.2 })`],
  [
    'an address that nobody knows',
    'python',
    `client = OpenAI(base_url="https://llm.example.com/v1")\nclient.chat.completions.create(model="o3", temperature=0, max_tokens=5)`,
  ],
  [
    'this machine',
    'python',
    `client = OpenAI(base_url="http://localhost:1/v1")\nclient.chat.completions.create(model="o3", max_tokens=5)`,
  ],
  [
    'a router',
    'python',
    `client = OpenAI(base_url="https://openrouter.ai/api/v1")\nclient.chat.completions.create(model="openai/o3", max_tokens=5)`,
  ],
  [
    'a router, whatever the API',
    'python',
    `client = Anthropic(base_url="https://openrouter.ai/api")\nclient.messages.create(model="anthropic/claude-opus-4-8", temperature=0)`,
  ],
  [
    'this machine, whatever the API',
    'python',
    `client = Anthropic(base_url="http://localhost:1")\nclient.messages.create(model="claude-opus-4-8", temperature=0)`,
  ],
  [
    'a call that streams by its name',
    'python',
    `OpenAI().chat.completions.stream(model="gpt-4o", stream_options={"include_usage": True})`,
  ],
  [
    'frameworks that leave it out',
    'typescript',
    `import { generateText } from 'ai';\ngenerateText({ model: anthropic('claude-opus-4-8'), temperature: 0 })`,
  ],
  ['a framework that renames it', 'python', `ChatOpenAI(model="o3", max_tokens=5)`],
  ['a value that means nothing', 'python', `OpenAI().chat.completions.create(model="o3", temperature=None, stop=None)`],
  [
    'the only value that there is',
    'python',
    `OpenAI().chat.completions.create(model="o3", temperature=1, logprobs=False)`,
  ],
  [
    'temperature with the effort none',
    'typescript',
    `${openai}client.responses.create({ model: 'gpt-6-luna', temperature: 0.2, reasoning: { effort: 'none' } })`,
  ],
  [
    'temperature without an effort, where that may be none',
    'typescript',
    `${openai}client.responses.create({ model: 'gpt-5.4', temperature: 0.2 })`,
  ],
  [
    'log probabilities with the effort none',
    'python',
    `OpenAI().chat.completions.create(model="gpt-6-luna", reasoning_effort="none", logprobs=True, top_logprobs=2)`,
  ],
  [
    'an effort that a variable holds',
    'typescript',
    `${openai}client.responses.create({ model: 'gpt-6-luna', temperature: 0.2, reasoning: { effort } })`.replace(
      '{ effort }',
      '{ effort: e }',
    ),
  ],
  ['temperature of GPT-5.1 by itself', 'python', `OpenAI().chat.completions.create(model="gpt-5.1", temperature=0)`],
  [
    'DeepSeek without thinking',
    'python',
    `client = OpenAI(base_url="https://api.deepseek.com")\nclient.chat.completions.create(model="deepseek-v4-pro", temperature=0, extra_body={"thinking": {"type": "disabled"}})`,
  ],
  [
    'a name within a message or tool',
    'typescript',
    `anthropic.messages.create({ model: 'claude-opus-4-8', tools: [{ input_schema: { properties: { temperature: {} } } }] })`,
  ],
  ['code without a call', 'typescript', `const options = { model: 'o3', temperature: 0, max_tokens: 5 };`],
];

describe('parameters of a call', () => {
  for (const [title, languageId, text, expected] of [...cases, ...lacking]) {
    it(`that are not fine: ${title}`, async () => assert.deepEqual(await problems(languageId, text), expected));
  }
  for (const [title, languageId, text] of fine) {
    it(`that are fine: ${title}`, async () => assert.deepEqual(await problems(languageId, text), []));
  }

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
