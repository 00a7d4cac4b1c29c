import assert from 'node:assert/strict';
import { completionText } from '../../../../../src/core/code/completion/completionText';
import { offerTables, offersAt, placeAt } from '../../search/offersAt';

/** [title, language, text with the place as |, one of the ids, what all of them fit] */
type Case = readonly [title: string, languageId: string, marked: string, one: string, all: RegExp];

/** Ids of OpenAI begin with many words; those of others, and forms of hosts, are none. */
const openai = /^(?!.*(?:claude|gemini|gemma|grok|[ms]tral|llama|deepseek|command|[/:@]))/;
const claude = /^claude-/;
const ai = "import { generateText } from 'ai';\n";

const there: readonly Case[] = [
  [
    'OpenAI',
    'typescript',
    `const c = new OpenAI();\nc.chat.completions.create({ model: '|' })`,
    'gpt-6.2-astra',
    openai,
  ],
  ['OpenAI', 'python', `OpenAI().responses.create(model="|")`, 'gpt-6.2-astra', openai],
  [
    'OpenAI',
    'go',
    `client.Chat.Completions.New(ctx, openai.ChatCompletionNewParams{Model: "|"})`,
    'gpt-6.2-astra',
    openai,
  ],
  ['OpenAI', 'java', `ChatCompletionCreateParams.builder().model("|").build()`, 'gpt-6.2-astra', openai],
  ['OpenAI', 'csharp', `using OpenAI.Chat;\nvar c = new ChatClient("|", key);`, 'gpt-6.2-astra', openai],
  ['Azure', 'python', `AzureOpenAI().chat.completions.create(model="|")`, 'gpt-6.2-astra', openai],
  ['Anthropic', 'javascript', `anthropic.messages.create({ model: 'clau|de-x' })`, 'claude-fable-5-2', claude],
  [
    'Anthropic',
    'go',
    `client.Messages.New(ctx, anthropic.MessageNewParams{\n\tModel: "|",\n})`,
    'claude-fable-5-2',
    claude,
  ],
  [
    'Google',
    'typescript',
    `ai.models.generateContent({ model: '|' })`,
    'gemini-4-argon',
    /^(?!.*(?:claude|gpt|[ms]tral|[/:@]))/,
  ],
  [
    'Google by resource',
    'python',
    `client.models.generate_content(model="models/|")`,
    'models/gemini-4-argon',
    /^models\//,
  ],
  [
    'Google',
    'go',
    `import "google.golang.org/genai"\nclient.Models.GenerateContent(ctx, "|", nil, nil)`,
    'gemini-4-argon',
    /^(?!.*(?:claude|gpt|[ms]tral|[/:@]))/,
  ],
  ['Claude at Vertex', 'python', `AnthropicVertex().messages.create(model="|")`, 'claude-opus-5-5', claude],
  ['Gemini at Vertex', 'python', `ChatVertexAI(model="|")`, 'gemini-4-argon', /^(?:gemini|claude)-/],
  [
    'Bedrock',
    'python',
    `bedrock.converse(modelId="|")`,
    'anthropic.claude-fable-5-2',
    /^(?:\w+\.)?(?:anthropic|openai|deepseek|mistral)\./,
  ],
  [
    'Claude at Bedrock',
    'typescript',
    `const c = new AnthropicBedrock();\nc.messages.create({ model: '|' })`,
    'anthropic.claude-fable-5-2',
    /^(?:\w+\.)?anthropic\./,
  ],
  [
    'Mistral',
    'python',
    `ChatMistralAI(model="|")`,
    'mistral-medium-3.5',
    /^(?!.*(?:claude|gpt|gemini|grok|llama|[/:@]))/,
  ],
  ['LangChain of one provider', 'typescript', `new ChatAnthropic({ model: '|' })`, 'claude-fable-5-2', claude],
  ['LangChain of OpenAI', 'python', `ChatOpenAI(model="|")`, 'gpt-6.2-astra', openai],
  [
    'LangChain of any provider',
    'python',
    `init_chat_model("|")`,
    'openai:gpt-6.2-astra',
    /^(?:openai|anthropic|google_genai|mistralai|xai|deepseek|cohere):/,
  ],
  [
    'LangChain behind a provider',
    'python',
    `init_chat_model("anthropic:|")`,
    'anthropic:claude-fable-5-2',
    /^anthropic:claude-/,
  ],
  [
    'LangChain beside a provider',
    'python',
    `init_chat_model("|", model_provider="anthropic")`,
    'claude-fable-5-2',
    claude,
  ],
  [
    'LiteLLM',
    'python',
    `from litellm import completion\ncompletion("|")`,
    'openai/gpt-6.2-astra',
    /^(?:openai|anthropic|gemini|mistral|xai|deepseek|cohere_chat)\//,
  ],
  [
    'LiteLLM behind Bedrock',
    'python',
    `from litellm import completion\ncompletion(model="bedrock/|")`,
    'bedrock/anthropic.claude-fable-5-2',
    /^bedrock\//,
  ],
  [
    'LiteLLM behind OpenRouter',
    'python',
    `from litellm import completion\ncompletion(model="openrouter/anthropic/|")`,
    'openrouter/anthropic/claude-fable-5.2',
    /^openrouter\/[\w-]+\//,
  ],
  ['the Vercel AI SDK', 'typescript', `${ai}generateText({ model: openai('|'), prompt })`, 'gpt-6.2-astra', openai],
  [
    'the gateway of the Vercel AI SDK',
    'typescript',
    `${ai}generateText({ model: '|', prompt })`,
    'anthropic/claude-fable-5.2',
    /^[\w-]+\//,
  ],
  [
    'the gateway by its name',
    'typescript',
    `${ai}generateText({ model: gateway('|'), prompt })`,
    'anthropic/claude-fable-5.2',
    /^[\w-]+\//,
  ],
  [
    'Groq',
    'python',
    `client = Groq()\nclient.chat.completions.create(model="|")`,
    'qwen/qwen3.8-27b',
    /^(?:qwen|openai)\//,
  ],
  ['embeddings', 'python', `OpenAIEmbeddings(model="|")`, 'text-embedding-3-small', /embedding/],
  ['pictures', 'python', `OpenAI().images.generate(model="|")`, 'gpt-image-2', /image/],
  ['JSON', 'json', `{ "model": "|" }`, 'gpt-6.2-astra', /./],
  ['YAML beside a provider', 'yaml', `llm:\n  provider: anthropic\n  model: |\n`, 'claude-fable-5-2', claude],
  ['YAML behind a maker', 'yaml', `model: openai/|`, 'openai/gpt-6.2-astra', /^openai\//],
  ['TOML', 'toml', `[llm]\nmodel = "|"`, 'gpt-6.2-astra', /./],
  ['.env', 'dotenv', `ANTHROPIC_MODEL=|`, 'claude-fable-5-2', claude],
  ['a name that says model', 'typescript', `const model = '|';`, 'gpt-6.2-astra', /./],
  ['a call without quotes yet', 'typescript', `anthropic.messages.create({ model: | })`, 'claude-fable-5-2', claude],
];

const nowhere: readonly (readonly [title: string, languageId: string, marked: string])[] = [
  ['behind the string', 'typescript', `anthropic.messages.create({ model: 'a'| })`],
  ['behind an empty string', 'typescript', `anthropic.messages.create({ model: ''| })`],
  ['a field of something', 'typescript', `anthropic.messages.create({ model: config.m| })`],
  ['another argument', 'typescript', `anthropic.messages.create({ model: 'a', system: '|' })`],
  ['a message', 'python', `OpenAI().responses.create(model="gpt-5", input="|")`],
  ['a comment', 'typescript', `// anthropic.messages.create({ model: '|' })`],
  ['a comment of YAML', 'yaml', `# model: |`],
  ['prose', 'markdown', `model: |`],
  ['an import', 'typescript', `import x from '|';`],
  ['any string', 'typescript', `log('|')`],
  ['an address of somebody', 'python', `c = OpenAI(base_url="https://llm.example.com")\nc.responses.create(model="|")`],
  [
    'a maker behind an address of somebody',
    'python',
    `c = OpenAI(base_url="https://llm.example.com")\nc.responses.create(model="openai/|")`,
  ],
  ['this machine', 'yaml', `base_url: http://localhost:11434\nmodel: |`],
  ['Ollama', 'python', `ChatOllama(model="|")`],
  ['a router that nobody knows', 'typescript', `${ai}generateText({ model: mine('|'), prompt })`],
  ['the name of a deployment', 'dotenv', `AZURE_OPENAI_DEPLOYMENT=|`],
  ['the model of a car', 'json', `{ "carModel": "|" }`],
  ['another key', 'yaml', `name: |`],
];

describe('ids of models are offered', () => {
  for (const [title, languageId, marked, one, all] of there) {
    it(`for ${title} (${languageId})`, async () => {
      const ids = (await offersAt(languageId, marked)).map(({ id }) => id);
      assert.ok(ids.includes(one), ids.join());
      for (const id of ids) assert.match(id, all);
      assert.equal(new Set(ids).size, ids.length);
    });
  }

  for (const [title, languageId, marked] of nowhere) {
    it(`not at ${title} (${languageId})`, async () => assert.deepEqual(await offersAt(languageId, marked), []));
  }

  it('alive ones before deprecated ones, the newest first, and retired ones never', async () => {
    const marked = `anthropic.messages.create({ model: '|' })`;
    const order = ['current', 'preview', 'legacy', 'alive', 'deprecated'];
    const offers = await offersAt('typescript', marked);
    const ranks = offers.map(({ status }) => order.indexOf(status));
    assert.deepEqual(ranks, ranks.toSorted());
    const current = offers.filter(({ status }) => status === 'current').map(({ named }) => named.model?.released ?? '');
    assert.deepEqual(current, current.toSorted().toReversed());
    const ending = offers.find(({ id }) => id === 'claude-sonnet-4-5');
    assert.deepEqual([ending?.status, ending?.ends], ['deprecated', '2026-11-30']);
    const later = await offersAt('typescript', marked, offerTables('2026-11-30'));
    assert.equal(
      later.find(({ id }) => id === 'claude-sonnet-4-5'),
      undefined,
    );
  });

  it('with the dates of the host where it has some, and none of the maker where it has not', async () => {
    const bedrock = await offersAt('python', `bedrock.converse(modelId="|")`, offerTables('2026-12-15'));
    const own = bedrock.find(({ id }) => id === 'anthropic.claude-sonnet-4-5-20250929-v1:0');
    assert.deepEqual([own?.status, own?.ends], ['deprecated', '2027-04-08']);
    const vertex = await offersAt('python', `AnthropicVertex().messages.create(model="|")`);
    const dated = vertex.find(({ id }) => id === 'claude-opus-4-5@20251101');
    assert.deepEqual([dated?.status, dated?.ends], ['deprecated', undefined]);
  });

  it('with window and price, and without a price where a host sets its own', async () => {
    const facts = async (languageId: string, marked: string, wanted: string) =>
      (await offersAt(languageId, marked)).find(({ id }) => id === wanted)?.facts;
    const own = await facts('typescript', `ai.models.generateContent({ model: '|' })`, 'gemini-4-argon');
    assert.match(own ?? '', /^1\.05M · \$\d[\d.]* \/ \$\d[\d.]*$/);
    assert.equal(await facts('python', `bedrock.converse(modelId="|")`, 'anthropic.claude-opus-5-5'), '1M');
  });

  it('by their names as well as their ids', async () => {
    const offers = await offersAt('json', `{ "model": "sonnet 5|" }`);
    assert.ok(offers.some(({ searched }) => searched === 'claude-sonnet-5-5 Claude Sonnet 5.5'));
    const routed = await offersAt('python', `init_chat_model("anthropic:|")`);
    for (const { id, searched } of routed) assert.ok(searched.startsWith(id));
  });
});

describe('an id that is offered', () => {
  it('takes the place of what is around the cursor in its line, wherever that is', async () => {
    const text = `model: "gpt-4o"\nmodel='a b', c.create(model = [ 'x\nmodels: [a, "b/c"] # model:`;
    for (const languageId of ['typescript', 'python', 'go', 'java', 'csharp', 'json', 'yaml', 'toml', 'dotenv']) {
      for (let offset = 0; offset <= text.length; offset++) {
        const place = await placeAt(languageId, `${text.slice(0, offset)}|${text.slice(offset)}`);
        if (!place) continue;
        assert.ok(place.start <= offset && offset <= place.end, `${languageId} ${offset}`);
        assert.ok(!text.slice(place.start, place.end).includes('\n'));
      }
    }
  });

  const replaced = async (languageId: string, marked: string): Promise<string | undefined> => {
    const place = await placeAt(languageId, marked);
    const text = marked.replace('|', '');
    return place && text.slice(0, place.start) + completionText('ID', place, text, languageId) + text.slice(place.end);
  };

  it('takes the place of the whole id between the quotes', async () => {
    assert.equal(await replaced('json', `{ "model": "gpt|-4o" }`), `{ "model": "ID" }`);
    assert.equal(await replaced('python', `ChatOpenAI(model="|")`), `ChatOpenAI(model="ID")`);
    assert.equal(await replaced('python', `ChatOpenAI(model="|gpt-4o")`), `ChatOpenAI(model="ID")`);
    assert.equal(await replaced('dotenv', `OPENAI_MODEL=gpt|-4o`), `OPENAI_MODEL=ID`);
    assert.equal(await replaced('yaml', `models: [gpt-4o, gpt|]`), `models: [gpt-4o, ID]`);
  });

  it('takes the place of a name that is typed with blanks', async () => {
    assert.equal(await replaced('json', `{ "model": "claude sonnet 5|" }`), `{ "model": "ID" }`);
    assert.equal(
      await replaced('typescript', `anthropic.messages.create({ model: 'sonnet 5|' })`),
      `anthropic.messages.create({ model: 'ID' })`,
    );
  });

  it('takes no more than its line of a string that has no end yet', async () => {
    const text = `anthropic.messages.create({\n  model: 'clau|\n  max_tokens: 5,\n});`;
    assert.equal(await replaced('typescript', text), text.replace('clau|', 'ID'));
  });

  it('gets quotes where it needs some, and a blank behind a colon of YAML', async () => {
    assert.equal(
      await replaced('typescript', `anthropic.messages.create({ model: cl| })`),
      `anthropic.messages.create({ model: 'ID' })`,
    );
    assert.equal(await replaced('python', `ChatOpenAI(model=|)`), `ChatOpenAI(model="ID")`);
    assert.equal(await replaced('json', `{ "model": | }`), `{ "model": "ID" }`);
    assert.equal(await replaced('yaml', `model:|`), `model: ID`);
    assert.equal(await replaced('yaml', `model: |`), `model: ID`);
    assert.equal(await replaced('properties', `openai.chat.model:|`), `openai.chat.model:ID`);
  });
});
