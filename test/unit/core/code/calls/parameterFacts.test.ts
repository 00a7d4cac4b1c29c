import assert from 'node:assert/strict';
import { factsIn, openai } from './parameterCalls';

/** [title, language, text, facts] */
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
    'a second sampler of Claude 4.5',
    'python',
    `client.messages.create(model="claude-sonnet-4-5", temperature=1, top_p=1)`,
    ['rejects temperature', 'rejects top_p'],
  ],
  [
    'thinking of Claude that is always on',
    'typescript',
    `anthropic.messages.create({ model: 'claude-opus-5-5', thinking: { type: 'disabled' } })`,
    ['rejects thinking.type', 'rejects thinking.type'],
  ],
  [
    'a budget of adaptive thinking',
    'python',
    `client.messages.create(model="claude-haiku-5-5", thinking={"type": "enabled", "budget_tokens": 4000})`,
    ['rejects thinking.type', 'rejects thinking.type', 'rejects thinking.budget_tokens'],
  ],
  [
    'a budget of Claude 4.8',
    'typescript',
    `anthropic.messages.create({ model: 'claude-opus-4-8', thinking: { type: 'enabled', budget_tokens: 4000 } })`,
    ['rejects thinking.type', 'rejects thinking.budget_tokens'],
  ],
  [
    'the smallest budget',
    'python',
    `client.messages.create(model="claude-sonnet-4-5", thinking={"type": "enabled", "budget_tokens": 2000})`,
    ['rejects thinking.budget_tokens'],
  ],
  [
    'all that Fable 5.2 refuses',
    'python',
    `client.messages.create(model="claude-fable-5-2", temperature=0, thinking={"type": "enabled", "budget_tokens": 4000}, tool_choice={"type": "any"})`,
    [
      'rejects temperature',
      'rejects thinking.type',
      'rejects thinking.type',
      'rejects thinking.budget_tokens',
      'rejects tool_choice.type',
    ],
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
    'log probabilities of Grok',
    'typescript',
    `const client = new OpenAI({ apiKey, baseURL: 'https://api.x.ai/v1' });\nclient.chat.completions.create({ model: 'grok-4.5', logprobs: true });`,
    ['ignores logprobs'],
  ],
  [
    'log probabilities of o3 in Responses',
    'typescript',
    `${openai}client.responses.create({ model: 'o3', top_logprobs: 2 })`,
    ['rejects top_logprobs'],
  ],
  [
    'the efforts of GPT-6.1 Sol',
    'typescript',
    `${openai}client.responses.create({ model: 'gpt-6.1-sol', reasoning: { effort: 'none' } })`,
    ['rejects reasoning_effort'],
  ],
  [
    'temperature of GPT-5.1',
    'python',
    `OpenAI().chat.completions.create(model="gpt-5.1", temperature=0, stop="a")`,
    ['rejects temperature'],
  ],
  [
    'the range of a temperature',
    'python',
    `OpenAI().chat.completions.create(model="gpt-4o", temperature=1)`,
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
    'what Gemini 3.6 ignores, and its penalties',
    'typescript',
    `ai.models.generateContent({ model: 'gemini-3.6-flash', config: { temperature: 0, topP: 0.9, topK: 5, presencePenalty: 1 } })`,
    ['ignores temperature', 'ignores top_p', 'ignores top_k', 'rejects presence_penalty'],
  ],
  [
    'sampling of Gemini since Google deprecated it',
    'python',
    `client = genai.Client()\nclient.models.generate_content(model="gemini-4-carbon", config={"temperature": 0.1})`,
    ['advises temperature'],
  ],
  [
    'the efforts of a pro model',
    'python',
    `OpenAI().responses.create(model="gpt-5.5-pro", reasoning={"effort": "low"})`,
    ['rejects reasoning_effort'],
  ],
  [
    'the only effort of GPT-5 Pro',
    'python',
    `OpenAI().responses.create(model="gpt-5-pro", reasoning={"effort": "medium"})`,
    ['rejects reasoning_effort'],
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
    `client.messages.create(model=model, max_completion_tokens=5, stop=["a"], n=2, reasoning_effort="low", verbosity="low")`,
    ['lacks max_completion_tokens', 'lacks stop', 'lacks n', 'lacks reasoning_effort', 'lacks verbosity'],
  ],
  [
    'a name of Responses at Chat Completions',
    'python',
    `OpenAI().chat.completions.create(model="gpt-4o", max_output_tokens=5)`,
    ['lacks max_output_tokens'],
  ],
  [
    'options of a stream',
    'python',
    `OpenAI().chat.completions.create(model="gpt-4o", stream_options={"include_usage": True})`,
    ['rejects stream_options'],
  ],
];

describe('what is known of the parameters of a call', () => {
  for (const [title, languageId, text, expected] of [...cases, ...lacking]) {
    it(`is ${title}`, async () => assert.deepEqual(await factsIn(languageId, text), expected));
  }
});
