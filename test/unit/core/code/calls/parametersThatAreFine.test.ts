import assert from 'node:assert/strict';
import { openai, problems } from './parameterCalls';

/** [title, language, text] */
const fine: readonly (readonly [string, string, string])[] = [
  [
    'a model of Claude at an address that nobody knows',
    'python',
    `client = Anthropic(base_url="https://llm.example.com")\nclient.messages.create(model="claude-opus-4-8", temperature=0)`,
  ],
  [
    'thinking that is off up to the effort high',
    'python',
    `client.messages.create(model="claude-opus-5", thinking={"type": "disabled"})\nclient.messages.create(model="claude-haiku-5-5", thinking={"type": "disabled"}, output_config={"effort": "high"})`,
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

describe('parameters of a call that are fine', () => {
  for (const [title, languageId, text] of fine) {
    it(`are those of ${title}`, async () => assert.deepEqual(await problems(languageId, text), []));
  }
});
