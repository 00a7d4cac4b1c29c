import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  placeOfProvider,
  readProviders,
  withoutProvider,
  withProvider,
} from '../../../../../src/core/chat/providers/providerSettings';
import type { Endpoint } from '../../../../../src/core/chat/messages/chatTypes';

const maker = {
  id: 'maker',
  name: 'Maker',
  baseUrl: 'https://api.example.com/v1',
  preset: 'openai',
  dialect: 'responses',
};

describe('readProviders', () => {
  it('reads an empty list', () => assert.deepEqual(readProviders([]), { providers: [], problems: [] }));

  it('reads entries in their order, with clean URLs and names', () => {
    const local = { id: 'local.1_a-B', name: '  Local ', baseUrl: ' http://localhost:11434/v1/ ' };
    assert.deepEqual(readProviders([maker, local]), {
      providers: [
        maker,
        {
          id: 'local.1_a-B',
          name: 'Local',
          baseUrl: 'http://localhost:11434/v1',
          preset: 'custom',
          dialect: 'chat-completions',
        },
      ],
      problems: [],
    });
  });

  it('never takes a key or headers out of the settings', () => {
    const { providers } = readProviders([{ ...maker, apiKey: 'secret', headers: { authorization: 'secret' } }]);
    assert.deepEqual(providers, [maker]);
  });

  for (const value of [undefined, null, 'x', 1, {}, { 0: maker }]) {
    it(`says that ${JSON.stringify(value)} is not a list`, () => {
      assert.deepEqual(readProviders(value), { providers: [], problems: ['it is not a list'] });
    });
  }

  for (const [entry, problem] of [
    [null, /^entry 2: it is not an object$/],
    ['x', /^entry 2: it is not an object$/],
    [{}, /^entry 2: id is missing$/],
    [{ ...maker, id: 7 }, /^entry 2: id is not a text$/],
    [{ ...maker, id: '' }, /^entry 2: id may have letters, digits, dots, dashes only$/],
    [{ ...maker, id: 'a b' }, /^entry 2: id may have letters/],
    [{ ...maker, id: 'x'.repeat(65) }, /^entry 2: id may have letters/],
    [{ ...maker, id: 'other', name: ' ' }, /^entry 2: name is empty$/],
    [{ ...maker, id: 'other', name: 'x'.repeat(201) }, /^entry 2: name is longer than 200 characters$/],
    [{ id: 'other', baseUrl: maker.baseUrl }, /^entry 2: name is missing$/],
    [{ id: 'other', name: 'Other' }, /^entry 2: baseUrl is missing$/],
    [{ ...maker, id: 'other', preset: 3 }, /^entry 2: preset is not a text$/],
    [
      { ...maker, id: 'other', dialect: 'x' },
      /^entry 2: dialect is not one of chat-completions, responses, anthropic-/,
    ],
    [{ ...maker, id: 'other', baseUrl: 'api.example.com' }, /^entry 2: baseUrl "api\.example\.com": .*https:/],
    [{ ...maker, id: 'other', baseUrl: '' }, /^entry 2: baseUrl "": .*empty/],
    [
      { ...maker, id: 'other', baseUrl: `https://${'x'.repeat(1_000)}.example/v1` },
      /^entry 2: baseUrl is longer than 1000 characters$/,
    ],
    [maker, /^entry 2: id "maker" is used twice$/],
  ] as const) {
    it(`keeps the good entries and says what is wrong with ${JSON.stringify(entry).slice(0, 70)}`, () => {
      const third = { ...maker, id: 'third' };
      const { providers, problems } = readProviders([maker, entry, third]);
      assert.deepEqual(providers, [maker, third]);
      assert.equal(problems.length, 1);
      assert.match(problems[0] ?? '', problem);
    });
  }

  for (const [preset, baseUrl, dialect] of [
    ['openai', 'https://api.openai.com/v1', 'responses'],
    ['openai', 'https://my.openai.azure.com/openai/v1', 'chat-completions'],
    ['anthropic', 'https://api.anthropic.com/v1/', 'anthropic-messages'],
    ['anthropic', 'http://localhost:4000/v1', 'chat-completions'],
    ['xai', 'https://api.x.ai/v1', 'responses'],
    ['meta', 'https://api.meta.ai/v1', 'responses'],
    ['mistral', 'https://api.mistral.ai/v1', 'chat-completions'],
    ['ollama', 'http://localhost:11434/v1', 'chat-completions'],
    ['azure', 'https://my.openai.azure.com/openai/v1', 'responses'],
    ['bedrock-claude', 'https://bedrock-runtime.us-east-1.amazonaws.com/anthropic', 'anthropic-messages'],
    ['no-such-preset', 'https://api.example.com/v1', 'chat-completions'],
  ] as const) {
    it(`takes ${dialect} for a provider of ${preset} at ${baseUrl} that was stored without a dialect`, () => {
      const { providers } = readProviders([{ id: 'a', name: 'A', baseUrl, preset }]);
      assert.equal(providers[0]?.dialect, dialect);
    });
  }

  it('makes names one line, without anything that turns text around', () => {
    const { providers } = readProviders([{ ...maker, name: ' Fix\nnow\u202E ' }]);
    assert.equal(providers[0]?.name, 'Fix now');
  });

  it('never repeats a secret that stands in a URL', () => {
    const { problems } = readProviders([{ ...maker, baseUrl: 'https://user:hunter2@example.com/v1?key=hunter2' }]);
    assert.equal(problems.length, 1);
    assert.doesNotMatch(problems[0] ?? '', /hunter2/);
  });

  it('never throws, and says something about each entry that it leaves out', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.jsonValue(), fc.constant(maker))), (entries) => {
        const { providers, problems } = readProviders(entries);
        assert.equal(providers.length + problems.length, entries.length);
      }),
    );
  });
});

const provider = (id: string, more: Partial<Endpoint> = {}): Endpoint => ({
  id,
  name: id,
  baseUrl: 'http://localhost:1/v1',
  preset: 'custom',
  dialect: 'chat-completions',
  ...more,
});
const [one, two, three] = [provider('one'), provider('two'), provider('three')];

describe('the entries of the providers setting', () => {
  it('take a new provider at their end', () => assert.deepEqual(withProvider([one], two), [one, two]));

  it('take a changed provider in its place', () => {
    const renamed = provider('one', { name: 'Another' });
    assert.deepEqual(withProvider([one, two], renamed), [renamed, two]);
  });

  it('take a provider back where it stood', () => {
    const entries = [one, two, three];
    const place = placeOfProvider(entries, 'two');
    assert.deepEqual(withProvider(withoutProvider(entries, 'two'), two, place), entries);
  });

  it('keep what nobody can read', () => {
    const broken = ['text', { id: 7 }, null];
    assert.deepEqual(withProvider([...broken, one], two), [...broken, one, two]);
    assert.deepEqual(withoutProvider([...broken, one], 'one'), broken);
  });

  it('leave no second entry of a removed provider to come up', () => {
    assert.deepEqual(withoutProvider([one, two, provider('one', { name: 'Again' })], 'one'), [two]);
  });

  it('begin anew where the setting is no list', () => {
    assert.deepEqual(withProvider({ oops: true }, one), [one]);
    assert.deepEqual(withoutProvider(undefined, 'one'), []);
    assert.equal(placeOfProvider('text', 'one'), -1);
  });
});
