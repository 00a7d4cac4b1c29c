import assert from 'node:assert/strict';
import fc from 'fast-check';
import { catalog as catalogTable } from '../../../../../generated/catalog';
import { lifecycle as lifecycleTable } from '../../../../../generated/lifecycle';
import { regionText } from '../../../../../src/core/text/regions/regionText';
import type { RegionText } from '../../../../../src/core/text/regions/regionText';
import { callsIn } from '../../../../../src/core/code/calls/calls';
import { createNearMissIndex, findNearMisses } from '../../../../../src/core/code/calls/nearMiss';
import { createCatalog } from '../../../../../src/core/catalog/catalog';
import { createLifecycle } from '../../../../../src/core/catalog/lifecycle';
import { createModelNames, knownIds } from '../../../../../src/core/catalog/names/modelNames';
import { testDay } from '../../../../support/models';

const catalog = createCatalog(catalogTable, testDay);
const lifecycle = createLifecycle(lifecycleTable);
const names = createModelNames(catalog, lifecycle);
const ids = [...new Set(knownIds(catalog, lifecycle))].filter((id) => !/[/:@]/.test(id));
const index = createNearMissIndex(ids);
const lower = new Set(ids.map((id) => id.toLowerCase()));
const isKnown = (id: string): boolean => lower.has(id.toLowerCase());
const plain = (id: string): string =>
  id
    .toLowerCase()
    .replace(/(?<=\d)[^a-z0-9]+(?=\d)/g, ' ')
    .replace(/[^a-z0-9 ]/g, '');
const plains = new Set(ids.map(plain));
const anyId = fc.constantFrom(...ids);
const firstWord = (id: string): string => /^[a-z]*/i.exec(id)?.[0] ?? '';

/** Words that begin an id: what a slip makes of one may be another. */
const firstWords = new Set(ids.map((id) => firstWord(id).toLowerCase()));

describe('an id that is close to a known one', () => {
  it('is none where a version or date is another one', () => {
    fc.assert(
      fc.property(anyId, fc.nat({ max: 5 }), fc.integer({ min: 1, max: 90 }), (id, at, more) => {
        const numbers = [...id.matchAll(/\d+/g)];
        const number = numbers[at % Math.max(1, numbers.length)];
        fc.pre(number !== undefined);
        const newer = `${id.slice(0, number.index)}${Number(number[0]) + more}${id.slice(number.index + number[0].length)}`;
        fc.pre(!plains.has(plain(newer)));
        assert.equal(index.find(newer, true), undefined, newer);
        assert.equal(index.find(newer, false), undefined, newer);
      }),
      { numRuns: 3_000 },
    );
  });

  it('is none where more follows', () => {
    const suffixes = [
      '-mini',
      '-pro',
      '-preview',
      '-latest',
      '-20270101',
      '-2027-01-01',
      '.5',
      '-v2',
      '-turbo',
      'x',
      '-fast',
      '-0125',
      '1',
      '-thinking',
    ];
    for (const id of ids) {
      for (const suffix of suffixes) {
        const newer = `${id}${suffix}`;
        if (!plains.has(plain(newer))) assert.equal(index.find(newer, true), undefined, newer);
      }
    }
  });

  it('is none where less follows, and none where a word behind the version is another one', () => {
    for (const id of ids) {
      const shorter = id.replace(/[-.][a-z0-9]+$/i, '');
      if (!plains.has(plain(shorter))) assert.equal(index.find(shorter, true), undefined, shorter);
    }
    for (const id of ['gpt-4o-nano', 'gemini-2.5-flesh', 'claude-3-opal-20240229', 'gpt-5-pri']) {
      assert.equal(index.find(id, true), undefined, id);
    }
  });

  it('is seen where a letter of its first word is dropped, doubled or swapped with the next', () => {
    fc.assert(
      fc.property(anyId, fc.nat({ max: 30 }), fc.constantFrom('drop', 'double', 'swap'), (id, place, slip) => {
        const word = firstWord(id);
        fc.pre(word.length >= 3 && id.length > word.length);
        const at = place % (slip === 'swap' ? word.length - 1 : word.length);
        const a = word.charAt(at);
        const b = word.charAt(at + 1);
        const written = { drop: '', double: a + a, swap: b + a }[slip];
        const other = `${word.slice(0, at)}${written}${word.slice(at + (slip === 'swap' ? 2 : 1))}`;
        fc.pre(
          other !== word && !firstWords.has(other.toLowerCase()) && firstWord(other + id.slice(word.length)) === other,
        );
        // Other ids are left out: the rest of them may be a path or a longer word of its own.
        fc.pre(/\d|[-_.]/.test(id.slice(word.length)) && /[a-z0-9]/i.test(id.slice(word.length)) && id.length >= 4);
        const found = index.find(`${other}${id.slice(word.length)}`, true);
        assert.ok(found !== undefined, `${other}${id.slice(word.length)}`);
        assert.ok(plain(found).endsWith(plain(id.slice(word.length)).trim()), `${found} for ${id}`);
      }),
      { numRuns: 3_000 },
    );
  });

  it('is seen where a separator beside a letter is dropped, or another one', () => {
    for (const id of ids) {
      for (const { index: at } of id.matchAll(/[-._]/g)) {
        const around = id.charAt(at - 1) + id.charAt(at + 1);
        if (!/[a-z]/i.test(around) || id.length < 5) continue;
        for (const separator of ['', '_', '--']) {
          const written = id.slice(0, at) + separator + id.slice(at + 1);
          if (isKnown(written)) continue;
          const found = index.find(written, false);
          assert.ok(found !== undefined && plain(found) === plain(id), `${written}: ${found}`);
        }
      }
    }
  });

  it('is seen with another separator in its version at the maker’s own API alone', () => {
    assert.equal(index.find('claude-opus-4.8', true), 'claude-opus-4-8');
    assert.equal(index.find('claude-opus-4.8', false), undefined);
    assert.equal(index.find('claude-opus-48', true), undefined);
  });

  it('is none where its first word is that of another model', () => {
    assert.ok(isKnown('mixtral-8x7b-instruct'));
    assert.equal(index.find('mistral-8x7b-instruct', true), undefined);
    assert.equal(index.find('mixtrall-8x7b-instruct', true), 'mixtral-8x7b-instruct');
  });

  it('is none in the forms of routers, hosts and files of models', () => {
    for (const id of [
      'anthropic/claude-opus-4.8',
      'gpt-oss:20b',
      'llama3.1:8b',
      'claude-3-haiku@20240307x',
      'my-gpt-4o',
      'gpt',
      'claude',
      '4o',
      '',
      'glm-4',
      'llava-3.1-8b-instruct',
    ]) {
      assert.equal(index.find(id, true), undefined, id);
    }
  });

  describe('in a file', () => {
    const missesIn = async (source: RegionText) => findNearMisses(source, names, index, (await callsIn(source))!);
    const misses = async (languageId: string, text: string): Promise<string[] | undefined> =>
      (await missesIn(regionText(text, languageId)))?.map(
        ({ expected: { start, end }, id }) => `${text.slice(start, end)} → ${id}`,
      );
    const found: readonly (readonly [string, string, string, string])[] = [
      [
        'a call',
        'typescript',
        `anthropic.messages.create({ model: 'claud-opus-4-8' })`,
        'claud-opus-4-8 → claude-opus-4-8',
      ],
      ['a call in Python', 'python', `OpenAI().chat.completions.create(model="gpt4o")`, 'gpt4o → gpt-4o'],
      [
        'a constant of a call',
        'python',
        `MODEL = "gtp-4o"\nOpenAI().chat.completions.create(model=MODEL)`,
        'gtp-4o → gpt-4o',
      ],
      ['a builder', 'java', `ChatCompletionCreateParams.builder().model("gpt4o").build()`, 'gpt4o → gpt-4o'],
      ['YAML', 'yaml', `llm:\n  model: gpt4o # fast`, 'gpt4o → gpt-4o'],
      ['JSON', 'json', `{ "provider": "anthropic", "model": "claude-opus-4.8" }`, 'claude-opus-4.8 → claude-opus-4-8'],
      ['.env', 'dotenv', `OPENAI_MODEL=gpt_4o`, 'gpt_4o → gpt-4o'],
    ];
    for (const [title, languageId, text, expected] of found) {
      it(`is seen in ${title}`, async () => assert.deepEqual(await misses(languageId, text), [expected]));
    }

    it('is looked for with a turn for others at each place', async () => {
      let turns = 0;
      const breathe = () => {
        turns++;
        return undefined;
      };
      const text = `client.chat.completions.create(model="gpt4o")\n`.repeat(300);
      const source = regionText(text, 'python', breathe);
      const calls = await callsIn(source);
      turns = 0;
      assert.equal((await findNearMisses(source, names, index, calls!))?.length, 300);
      assert.ok(turns >= 300, `${turns} turns`);
    });

    const none: readonly (readonly [string, string, string])[] = [
      [
        'a call to another address',
        'python',
        `OpenAI(base_url="https://llm.example.com").chat.completions.create(model="gpt4o")`,
      ],
      [
        'a call to this machine',
        'python',
        `OpenAI(base_url="http://localhost:1").chat.completions.create(model="gpt4o")`,
      ],
      [
        'a call to an address that a setting names',
        'typescript',
        `const c = new OpenAI({ baseURL: process.env.URL });\nc.chat.completions.create({ model: 'gpt4o' })`,
      ],
      ['a deployment at Azure', 'python', `AzureOpenAI().chat.completions.create(model="gpt4o")`],
      ['a profile at Bedrock', 'python', `AnthropicBedrock().messages.create(model="claud-opus-4-8")`],
      ['a call to Groq', 'python', `Groq().chat.completions.create(model="gpt4o")`],
      [
        'a call to OpenRouter',
        'python',
        `OpenAI(base_url="https://openrouter.ai/api/v1").chat.completions.create(model="gpt4o")`,
      ],
      [
        'a call to somebody who speaks as OpenAI does',
        'typescript',
        `const nim = createOpenAICompatible({ name: 'nim' });\ngenerateText({ model: nim('gpt4o') })`,
      ],
      ['a deployment of config', 'dotenv', `AZURE_OPENAI_DEPLOYMENT=gpt4o`],
      ['config with an address', 'yaml', `model: gpt4o\nbase_url: http://my-host/v1`],
      ['config with the address of an API', 'yaml', `model: gpt4o\napi_url: http://my-host/v1`],
      ['config with a type of API', 'yaml', `model: gpt4o\nopenai_api_type: azure`],
      ['config of a provider in capitals', 'dotenv', `LLM_PROVIDER=openrouter\nMODEL=gpt4o`],
      ['a variable without a call', 'typescript', `const name = 'gpt4o'; const model = 'gpt4o';`],
      [
        'a model that is newer than ours',
        'typescript',
        `anthropic.messages.create({ model: 'claude-opus-9-9' }); new OpenAI().chat.completions.create({ model: 'gpt-9o' })`,
      ],
      ['a known one', 'typescript', `anthropic.messages.create({ model: 'claude-opus-4-8' })`],
      ['a comment', 'yaml', `# model: gpt4o`],
      ['the model of something else', 'json', `{ "carModel": "gpt4o", "model": "Model 3" }`],
      ['prose', 'markdown', `model: gpt4o`],
    ];
    for (const [title, languageId, text] of none) {
      it(`is none in ${title}`, async () => assert.deepEqual(await misses(languageId, text), []));
    }
  });
});
