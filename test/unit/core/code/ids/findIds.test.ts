import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { findModelIds } from '../../../../../src/core/code/ids/findIds';
import { endOf } from '../../../../../src/core/catalog/lifecycle';
import { regionText } from '../../../../../src/core/text/regions/regionText';
import { idsIn, names } from './idsIn';

async function found(languageId: string, text: string): Promise<string[]> {
  const ids = await idsIn(languageId, text);
  return ids.map(
    ({ written, named }) =>
      `${written}${named === undefined ? ' unknown' : named.calledAt === undefined ? '' : ` ${named.calledAt}`}`,
  );
}

describe('the ids that code and config name', () => {
  it('are looked for in a long line without going back in it', async () => {
    const line = `[${'"x","y","z",'.repeat(50_000)}"gpt-4o"]`;
    const back = mock.method(String.prototype, 'lastIndexOf');
    try {
      assert.deepEqual(await found('json', line), ['gpt-4o']);
    } finally {
      mock.restoreAll();
    }
    let lookedAt = 0;
    for (const {
      this: text,
      arguments: [, from = Infinity],
      result = 0,
    } of back.mock.calls) {
      lookedAt += Math.min(String(text).length, from) - Math.max(0, result);
    }
    assert.ok(lookedAt < 3 * line.length, `${lookedAt} of ${line.length} characters`);
  });

  it('are all found in a long line, whatever pieces it is read in @deep', async () => {
    assert.equal((await found('python', `x = [${'"gpt-4", '.repeat(5_000)}]`)).length, 5_000);
  });

  const cases: [title: string, languageId: string, text: string, ids: string[]][] = [
    ['an argument in TypeScript', 'typescript', `client.create({ model: 'gpt-4o', messages })`, ['gpt-4o']],
    ['an argument in Python', 'python', `client.create(model="claude-3-opus-20240229")`, ['claude-3-opus-20240229']],
    ['a key in JSON', 'json', `{ "gpt-4o": { "max": 1 } }`, ['gpt-4o']],
    ['a list in JSON', 'json', `["gpt-4o", "o3-mini"]`, ['gpt-4o', 'o3-mini']],
    ['a value in YAML', 'yaml', 'model: gpt-4o # the default', ['gpt-4o']],
    ["a short id in Spring's properties", 'properties', 'langchain4j.open-ai.chat-model.model-name=o1', ['o1']],
    ['a value in a pipeline of Azure', 'azure-pipelines', 'variables:\n  model: gpt-4o', ['gpt-4o']],
    [
      'an item of a long list in one string',
      'typescript',
      `const ids = '${'gpt-9-nano,'.repeat(30)}gpt-4o';`,
      ['gpt-4o'],
    ],
    ['an item in YAML', 'yaml', 'models:\n  - gpt-4o\n  - "o3-mini"\n', ['gpt-4o', 'o3-mini']],
    ['a flow list in YAML', 'yaml', 'models: [gpt-4o, o3-mini]', ['gpt-4o', 'o3-mini']],
    ['a key in YAML', 'yaml', 'gpt-4o:\n  price: 1\n', ['gpt-4o']],
    ['a variable in .env', 'dotenv', 'MODEL=gpt-4o\nMODELS=gpt-4o,o3-mini\n', ['gpt-4o', 'gpt-4o', 'o3-mini']],
    ['a value in TOML', 'toml', 'model = "gpt-4o"', ['gpt-4o']],
    ['an option in a shell', 'shellscript', 'llm -m gpt-4o "hello"', ['gpt-4o']],
    ['a list in one string', 'typescript', `const all = 'gpt-4o, o3-mini';`, ['gpt-4o', 'o3-mini']],
    [
      'a call without a key, and without a digit',
      'python',
      `f('deepseek-chat', 'codex-mini-latest')`,
      ['deepseek-chat', 'codex-mini-latest'],
    ],
    ['an everyday word where a model is named', 'python', `create(model="davinci")`, ['davinci']],
    ['a place of a model, where no table knows it', 'python', `create(model="gpt-99-turbo")`, ['gpt-99-turbo unknown']],
    ['the form of LiteLLM', 'python', `completion(model="openai/gpt-4o")`, ['openai/gpt-4o']],
    ['the form of Google', 'python', `generate("models/gemini-2.5-pro")`, ['models/gemini-2.5-pro maker']],
    [
      'a fine-tune',
      'python',
      `model="ft:gpt-4o-mini-2024-07-18:acme::abc"`,
      ['ft:gpt-4o-mini-2024-07-18:acme::abc maker'],
    ],
    [
      'the form of Bedrock',
      'python',
      `modelId="us.anthropic.claude-3-5-sonnet-20241022-v2:0"`,
      ['us.anthropic.claude-3-5-sonnet-20241022-v2:0 bedrock'],
    ],
    ['a list of models in TypeScript', 'typescript', `[{ id: 'gpt-4o', label: 'x' }]`, ['gpt-4o']],
    ['an argument named id in Python', 'python', `Chat(id="gpt-4o")`, ['gpt-4o']],
    ['an option in a string', 'typescript', `run("--model=gpt-4o", "MODEL=gpt-4o")`, ['gpt-4o', 'gpt-4o']],
    ['what a command sends', 'shellscript', `curl -d '{"model": "gpt-4o"}'`, ['gpt-4o']],
    ['what a string of JSON sends', 'python', String.raw`send("{\"model\": \"gpt-4o\"}")`, ['gpt-4o']],
    ['a string of many lines that is sent', 'typescript', 'f(`{\n  "model": "gpt-4o"\n}`)', ['gpt-4o']],
    ['an attribute', 'vue', `<template>\n  <X :model="'gpt-4o'" />\n</template>`, ['gpt-4o']],
    ['a value between two strings in YAML', 'yaml', `{ name: 'a', model: gpt-4o, kind: 'b' }`, ['gpt-4o']],
    ['everyday words in a list of models', 'python', `models = ["davinci", "ada"]`, ['davinci', 'ada']],
    [
      'the ARN of Bedrock',
      'python',
      `f("arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0")`,
      ['arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0 bedrock'],
    ],
    [
      'the full name of Vertex',
      'python',
      `f("projects/p-1/locations/us-central1/publishers/google/models/gemini-2.5-pro")`,
      ['projects/p-1/locations/us-central1/publishers/google/models/gemini-2.5-pro vertex'],
    ],
    ['a default of a shell', 'shellscript', 'MODEL=${MODEL:-gpt-4}\n: ${OPENAI_MODEL:=gpt-4o}', ['gpt-4', 'gpt-4o']],
    ['a default of a shell in quotes', 'shellscript', 'llm -m "${MODEL-gpt-4}" "hi"', ['gpt-4']],
    ['a default of Compose', 'yaml', 'LLM_MODEL: ${LLM_MODEL:-gpt-4}', ['gpt-4']],
    ['a default of Spring', 'properties', 'app.chat.options.model=${chat-model:gpt-4}', ['gpt-4']],
    ['a default of Spring with a prefix', 'yaml', 'model: ${app.model:openai/gpt-4}', ['openai/gpt-4']],
    ['a default of Spring in Java', 'java', '@Value("${openai.model:gpt-4}") String model;', ['gpt-4']],
    ['a short id as a default', 'dotenv', 'MODEL=${MODEL:-o1}', ['o1']],
    [
      'a command before another',
      'shellscript',
      'export LLM=gpt-4; llm -m gpt-4o && x=$(llm -m o3-mini)',
      ['gpt-4', 'gpt-4o', 'o3-mini'],
    ],
    [
      'the scripts of a page',
      'html',
      '<p>model: "gpt-4"</p><option value="gpt-4"><code>ask("gpt-4")</code>\n<script type="module">ask({ model: "gpt-4o" })</script>',
      ['gpt-4o'],
    ],
    [
      'a provider of the AI SDK',
      'typescript',
      `f(cohere('command-r-plus'), openai.responses('o3'))`,
      ['command-r-plus maker', 'o3 maker'],
    ],
    ['front matter of a prompt', 'ai-prompt', '---\nmodel: openai/gpt-4\n---\nAsk gpt-4o.', ['openai/gpt-4']],
    ['the form of Vertex', 'python', `model="claude-3-haiku@20240307"`, ['claude-3-haiku@20240307 vertex']],
  ];
  for (const [title, languageId, text, ids] of cases) {
    it(`are found in ${title}`, async () => assert.deepEqual(await found(languageId, text), ids));
  }

  const none: [title: string, languageId: string, text: string][] = [
    ['a longer word', 'typescript', `f('gpt-4o-maxi', 'my-gpt-4o', 'gpt-4o2')`],
    ['an everyday word', 'typescript', `run('command', 'command-r', 'ada', 'o1')`],
    ['a sentence', 'typescript', `log('We moved from gpt-4o to another one')`],
    ['a comment', 'typescript', `// model: "gpt-4o"`],
    ['a quoted name in a sentence of Python', 'python', `raise ValueError("The model 'gpt-4' is gone")`],
    ['a quoted name in a sentence of TypeScript', 'typescript', 'throw new Error(`The model "gpt-4" is gone`);'],
    ['a quoted name in a sentence of Go', 'go', `log.Fatal("the model 'gpt-4' is gone")`],
    ['a quoted name in a sentence of JSON', 'json', '{"description": "Ask `gpt-4` or better."}'],
    ['a quoted name in a sentence of YAML', 'yaml', 'note: Use "gpt-4" or better.\nmore: |\n  Only for `gpt-4`.'],
    ['code in a sentence', 'json', String.raw`"Write ask(model=\"gpt-4o\") or wait."`],
    ['the beginning of what is put together', 'typescript', 'f(`gpt-4-${size}`, "gpt-4-" + size, "gpt-4/" + size)'],
    ['a part of a pattern or selector', 'typescript', `f("^gpt-4", "gpt-4*", "#gpt-4", "[data-x=gpt-4]")`],
    ['what stands between two strings', 'typescript', `N1="*",O1="-",o1="-"`],
    ['a name for people', 'typescript', `f({ label: 'GPT-4' }, 'O1', 'Gemini-2.5-Pro')`],
    [
      'an everyday word behind a word with "model" in it',
      'typescript',
      `registerModel('x', 'command'); model = f(g, 'ada')`,
    ],
    ['prose', 'markdown', 'Use `gpt-4o` for this.'],
    ['a file name', 'typescript', `read('gpt-4o.json'); read('docs/gpt-4o'); import x from '../../modelIds/gpt-4o';`],
    ['a class', 'javascriptreact', `<div className="gpt-4o" />`],
    [
      'what a name is compared with in part',
      'typescript',
      `m.startsWith('gpt-4'); m.includes("gpt-4o"); m.indexOf('gpt-4', 0); ids.some((id) => id.endsWith(\`gpt-4o\`))`,
    ],
    [
      'what a name is compared with in part, in Python',
      'python',
      `if model.startswith(("gpt-4", "gpt-4o")) or "gpt-4" in model or "o3-mini" not in model: pass`,
    ],
    [
      'what a name is compared with in part, in Go',
      'go',
      `strings.HasPrefix(model, "gpt-4") || strings.Contains(m, "o3-mini")`,
    ],
    ['what a name is compared with in part, in C#', 'csharp', `model.StartsWith("gpt-4"); model.Contains("gpt-4o");`],
    ['a YAML sentence', 'yaml', 'description: switched to gpt-4o'],
    ['the rest of a name in braces', 'typescript', 'f(`${gpt-4}`, `${size-gpt-4x}`, `${a:b} gpt-4`)'],
    ['a call of something else', 'typescript', `cohere.run('command'); git('command-r')`],
    ['an address beside a model', 'python', `LLM(model=mine, base_url="https://api.openai.com/v1")`],
    ['an address', 'python', `get("https://example.com/models/gpt-4o")`],
  ];
  for (const [title, languageId, text] of none) {
    it(`are not seen in ${title}`, async () => assert.deepEqual(await found(languageId, text), []));
  }

  it('are found where they are no part of a name', async () => {
    const text = `ask("gpt-4", "in", m); x = ["gpt-4" for _ in y]; f(m.startswith("x"), "gpt-4")`;
    assert.deepEqual(await found('python', text), ['gpt-4', 'gpt-4', 'gpt-4']);
  });

  it('are found without a key, too, where one host alone knows them', async () => {
    assert.deepEqual(await found('typescript', `ask('gpt-35-turbo-0613')`), ['gpt-35-turbo-0613']);
  });

  it('have the end that one host alone has published', async () => {
    const named = async (text: string) => (await idsIn('python', text))[0]?.named;
    for (const [id, date] of [
      ['gpt-35-turbo-0613', '2025-02-13'],
      ['text-embedding-ada-002', undefined],
      ['text-embedding-3-large', undefined],
    ] as const) {
      const found = await named(`embed(model="${id}")`);
      assert.deepEqual([found?.dateOf, found?.record && endOf(found.record)], ['azure', date], id);
    }
    // The maker has an end of its own.
    assert.equal((await named('ask(model="gpt-4-0613")'))?.dateOf, 'maker');
  });

  it('are found in steps, with a turn for others between any two of one line', async () => {
    let turns = 0;
    const ids = await findModelIds(regionText(`f('gpt-4o');`.repeat(1_000), 'typescript'), names, () => {
      turns++;
      return undefined;
    });
    assert.equal(ids?.length, 1_000);
    assert.ok(turns >= 1_000, `${turns} turns`);
  });
});
