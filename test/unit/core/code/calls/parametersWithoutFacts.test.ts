import assert from 'node:assert/strict';
import { factsIn } from './parameterCalls';

/** [title, language, text] */
const unknown: readonly (readonly [string, string, string])[] = [
  [
    'a model of Claude at an address that nobody knows',
    'python',
    `client = Anthropic(base_url="https://llm.example.com")\nclient.messages.create(model="claude-opus-4-8", temperature=0)`,
  ],
  ['a model that takes it', 'typescript', `anthropic.messages.create({ model: 'claude-opus-4-6', top_k: 5 })`],
  [
    'a model that nobody knows',
    'typescript',
    `anthropic.messages.create({ model: 'claude-opus-4-70', top_k: 5 }); client.chat.completions.create({ model: 'o3-ultra', max_tokens: 1 })`,
  ],
  ['no model', 'typescript', `anthropic.messages.create({ model, top_k: 5 })`],
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
    'frameworks that leave it out',
    'typescript',
    `import { generateText } from 'ai';\ngenerateText({ model: anthropic('claude-opus-4-8'), temperature: 0 })`,
  ],
  ['a framework that renames it', 'python', `ChatOpenAI(model="o3", max_tokens=5)`],
  [
    'a name within a message or tool',
    'typescript',
    `anthropic.messages.create({ model: 'claude-opus-4-8', tools: [{ input_schema: { properties: { temperature: {} } } }] })`,
  ],
  ['code without a call', 'typescript', `const options = { model: 'o3', temperature: 0, max_tokens: 5 };`],
];

describe('parameters of which nothing is known', () => {
  for (const [title, languageId, text] of unknown) {
    it(`are those of ${title}`, async () => assert.deepEqual(await factsIn(languageId, text), []));
  }
});
