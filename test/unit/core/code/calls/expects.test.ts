import assert from 'node:assert/strict';
import { regionText } from '../../../../../src/core/text/regions/regionText';
import { callsIn } from '../../../../../src/core/code/calls/calls';
import { expectedModels, expectsModel } from '../../../../../src/core/code/calls/expects';
import { modelKeyOf } from '../../../../../src/core/code/calls/modelKeys';
import { followsModelKey } from '../../../../../src/core/code/ids/standsAsId';
import { expected } from './read';

/** [title, language, text with the place as |, what is expected: by sdk service place form written] */
type Case = readonly [title: string, languageId: string, marked: string, expected: string];

const there: readonly Case[] = [
  [
    'an empty string of a call',
    'typescript',
    `const c = new OpenAI();\nc.chat.completions.create({ model: '|' })`,
    'call openai openai string plain ""',
  ],
  [
    'a string that is begun',
    'typescript',
    `anthropic.messages.create({ model: 'clau|de-x', max_tokens: 1 })`,
    'call anthropic anthropic string plain "claude-x"',
  ],
  [
    'a string without an end',
    'typescript',
    `anthropic.messages.create({ model: 'clau|`,
    'call anthropic anthropic string plain "clau"',
  ],
  [
    'a string without an end, before more',
    'typescript',
    `anthropic.messages.create({\n  model: 'clau|\n  max_tokens: 5,\n});`,
    'call anthropic anthropic string plain "clau"',
  ],
  ['no value yet', 'typescript', `anthropic.messages.create({ model: | })`, 'call anthropic anthropic code plain ""'],
  [
    'a value without quotes',
    'typescript',
    `anthropic.messages.create({ model: cl| })`,
    'call anthropic anthropic code plain "cl"',
  ],
  [
    'a keyword of Python',
    'python',
    `client = Groq()\nclient.chat.completions.create(\n    model="|",\n)`,
    'call openai groq string plain ""',
  ],
  ['a keyword without an end', 'python', `client.messages.create(model="|`, 'call anthropic anthropic string plain ""'],
  ['a first argument', 'python', `from litellm import completion\ncompletion("|")`, 'call litellm - string slash ""'],
  ['LangChain', 'python', `init_chat_model("anthropic:|")`, 'call langchain anthropic string colon "anthropic:"'],
  [
    'LangChain of one provider',
    'typescript',
    `new ChatMistralAI({ model: "|" })`,
    'call langchain mistral string plain ""',
  ],
  [
    'the Vercel AI SDK',
    'typescript',
    `import { generateText } from 'ai';\ngenerateText({ model: openai('|'), prompt })`,
    'call vercel openai string slash ""',
  ],
  [
    'a field of Go',
    'go',
    `client.Messages.New(ctx, anthropic.MessageNewParams{\n\tModel: "|",\n})`,
    'call anthropic anthropic string plain ""',
  ],
  [
    'a number of Go',
    'go',
    `import "google.golang.org/genai"\nclient.Models.GenerateContent(ctx, "|", nil, nil)`,
    'call google - string plain ""',
  ],
  ['a builder', 'java', `ChatCompletionCreateParams.builder().model("|").build()`, 'call openai - string plain ""'],
  [
    'a builder that is being typed',
    'java',
    `ChatCompletionCreateParams.builder()\n  .model("|`,
    'call openai - string plain ""',
  ],
  ['C#', 'csharp', `using OpenAI.Chat;\nvar c = new ChatClient("|", key);`, 'call openai - string plain ""'],
  ['Bedrock', 'python', `bedrock.converse(modelId="|")`, 'call bedrock bedrock string plain ""'],
  [
    'a constant of a call',
    'python',
    `M = "gpt|-4o"\nOpenAI().chat.completions.create(model=M)`,
    'call openai openai string plain "gpt-4o"',
  ],
  ['a name that says model', 'typescript', `const model = '|';`, 'name - - string plain ""'],
  ['a field that says model', 'python', `settings = dict(default_model="|")`, 'name - - string plain ""'],
  ['a cell of a notebook', 'python', `llm = ChatOpenAI(model_name="|")`, 'call langchain - string plain ""'],
  [
    'a script in a page',
    'vue',
    `<script>\nanthropic.messages.create({ model: '|' })\n</script>`,
    'call anthropic anthropic string plain ""',
  ],
  ['JSON', 'json', `{ "model": "|" }`, 'config - - string plain ""'],
  [
    'JSON of several lines',
    'json',
    `{\n  "provider": "anthropic",\n  "modelId": "claude-|",\n  "x": 1\n}`,
    'config - anthropic string plain "claude-"',
  ],
  ['YAML', 'yaml', `llm:\n  provider: mistral\n  model: |\n`, 'config - mistral value plain ""'],
  ['YAML between quotes', 'yaml', `model: "gpt|"`, 'config - - string plain "gpt"'],
  ['an item of YAML', 'yaml', `- model: gp|t-4o # the default`, 'config - - value plain "gpt-4o"'],
  ['a list of YAML in a line', 'yaml', `models: [gpt-4o, |]`, 'config - - value plain ""'],
  ['TOML', 'toml', `[llm]\nmodel = "|"`, 'config - - string plain ""'],
  ['.env', 'dotenv', `ANTHROPIC_MODEL=|`, 'config - anthropic value plain ""'],
  ['.env that is exported', 'dotenv', `export OPENAI_MODEL="gpt-|"`, 'config - openai string plain "gpt-"'],
  ['an address beside it', 'yaml', `base_url: http://localhost:11434\nmodel: |`, 'config - local value plain ""'],
  [
    'another address beside it',
    'yaml',
    `model: |\napi_base: https://llm.example.com`,
    'config - other custom value plain ""',
  ],
  ['a deployment', 'dotenv', `AZURE_OPENAI_DEPLOYMENT=|`, 'config - azure deployment value plain ""'],
];

const nowhere: readonly (readonly [title: string, languageId: string, marked: string])[] = [
  ['another argument', 'typescript', `anthropic.messages.create({ model: 'a', system: '|' })`],
  ['a message', 'typescript', `anthropic.messages.create({ model: 'a', messages: [{ role: 'user', content: '|' }] })`],
  [
    'an option of the model',
    'typescript',
    `import { generateText } from 'ai';\ngenerateText({ model: openai('gpt-4o', { user: '|' }) })`,
  ],
  ['a comment', 'typescript', `// const model = '|'`],
  ['a comment in a call', 'typescript', `anthropic.messages.create({ model: /* | */ 'a' })`],
  ['prose', 'markdown', `model: |`],
  ['a comment of YAML', 'yaml', `# model: |`],
  ['another key', 'yaml', `name: |`],
  ['the model of something else', 'yaml', `view_model: |`],
  ['a car', 'json', `{ "carModel": "|" }`],
  ['a sentence', 'typescript', `log('this model: |')`],
  ['a call that has ended', 'typescript', `anthropic.messages.create({ model: 'a' }); f('|')`],
  ['an import', 'typescript', `import x from '|';`],
];

describe('a model is expected', () => {
  for (const [title, languageId, marked, wanted] of there) {
    it(`at ${title} (${languageId})`, async () => {
      const found = await expected(languageId, marked);
      assert.ok(found, 'expected');
      const { by, sdk, service, isDeployment, place, form, written, start, end } = found;
      const marks = `${service === 'other' ? ' custom' : ''}${isDeployment ? ' deployment' : ''}`;
      assert.equal(`${by} ${sdk ?? '-'} ${service ?? '-'}${marks} ${place} ${form} "${written}"`, wanted);
      const text = marked.replace('|', '');
      assert.equal(text.slice(start, end), written);
      assert.ok(start <= marked.indexOf('|') && marked.indexOf('|') <= end);
    });
  }

  for (const [title, languageId, marked] of nowhere) {
    it(`not at ${title} (${languageId})`, async () => assert.equal(await expected(languageId, marked), undefined));
  }

  it('in texts that are made to be slow, too @deep', async function () {
    this.timeout(30_000);
    const size = 500_000;
    const texts: readonly (readonly [string, string])[] = [
      ['json', `[${'{"model": "gpt4o"},'.repeat(size / 19)}]`],
      ['json', `[${'"carModel": "x",'.repeat(size / 16)}]`],
      ['json', `{"model": "${'a'.repeat(size)}`],
      ['yaml', `model: [${'a,'.repeat(size / 2)}`],
      ['yaml', 'model:'.repeat(size / 6)],
      ['dotenv', 'MODEL=gpt-4o\n'.repeat(size / 13)],
      ['typescript', `a.create(b({c:1}));`.repeat(size / 19)],
    ];
    for (const [languageId, text] of texts) {
      const source = regionText(text, languageId);
      assert.ok((await expectedModels(source, (await callsIn(source))!))!.length <= 2_000);
      await expectsModel(regionText(text, languageId), text.length - 3);
    }
  });

  it('at every place of a text of nothing but marks without an error', async () => {
    const text = `model:"'\`={[(,\n#model='a" model = [`;
    for (const languageId of ['typescript', 'python', 'go', 'java', 'csharp', 'json', 'yaml', 'toml', 'dotenv']) {
      for (let offset = 0; offset <= text.length; offset++) await expectsModel(regionText(text, languageId), offset);
    }
  });
});

describe('the lines around a key of config', () => {
  const below = (lines: number): string => `provider: azure\n${'x: 1\n'.repeat(lines - 1)}model: |`;

  it('say whose its model is, eight lines away and no further', async () => {
    const [near, far] = await Promise.all([8, 9].map((lines) => expected('yaml', below(lines))));
    assert.deepEqual([near?.service, near?.isDeployment], ['azure', true]);
    assert.deepEqual([far?.service, far?.isDeployment], [undefined, false]);
  });
});

describe('a key that names a model', () => {
  const keys = [
    'model',
    'models',
    'model_name',
    'model-name',
    'modelName',
    'MODEL_ID',
    'model-slug',
    'llm',
    'engine',
    'OPENAI_MODEL',
    'embedding-model',
    'chat-model.model-name',
    'deployment',
    'deployment-name',
    'DEPLOYMENT_ID',
  ];
  for (const key of keys) {
    it(`is one for ids, too: ${key}`, () => {
      assert.ok(modelKeyOf(key), 'for slips');
      for (const line of [`${key}: `, `${key}=`, `"${key}": "`]) assert.ok(followsModelKey(line, line.length), line);
    });
  }
});
