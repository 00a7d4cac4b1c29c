import assert from 'node:assert/strict';
import fc from 'fast-check';
import { theirModel } from '../../../../scripts/catalog/facts';
import { literalOf, objectsWith, parseCode } from '../../../../scripts/catalog/literals';
import { readGenaiPrices } from '../../../../scripts/catalog/readers/genaiPrices';
import { readLlmZoo } from '../../../../scripts/catalog/readers/llmZoo';
import { readAnthropicSdk, readGateway, readOpenAiSdk } from '../../../../scripts/catalog/readers/makerSdks';
import { readModelBank } from '../../../../scripts/catalog/readers/modelBank';
import { readPiAi } from '../../../../scripts/catalog/readers/piAi';

const chat = (models: object): string => JSON.stringify({ 'some-api': models });

describe("a package's table", () => {
  it('of pi-ai gives limits and prices of its chat models', () => {
    const text = chat({
      'chat:a-1': {
        id: 'a-1',
        type: 'chat',
        contextWindow: 1000,
        maxTokens: 100,
        cost: { input: 1, output: 2, cacheRead: 0.1 },
      },
      'classifier:a-2': { id: 'a-2', type: 'classifier', contextWindow: 1000 },
      'chat:a-3': { id: 'a-3' },
    });
    assert.deepEqual(readPiAi(text), [
      { ids: ['a-1'], facts: { contextWindow: 1000, maxOutput: 100, input: 1, cachedInput: 0.1, output: 2 } },
      { ids: ['a-3'], facts: {} },
    ]);
  });

  it('that is no JSON, or another JSON, has no models', () => {
    for (const text of ['', '{"a":', 'null', '[]', '7', '{"a":7}', '{"a":[1,null,"x"]}', '{"a":{"b":{"id":7}}}']) {
      assert.deepEqual(readPiAi(text), [], text);
    }
  });

  it('with values that cannot be loses those alone', () => {
    const text = `{"x":{"y":{"id":"a-1","contextWindow":-5,"maxTokens":1e99,"cost":{"input":"1","output":2,"cacheRead":0}},
      "z":{"id":"../../etc","contextWindow":5},"__proto__":{"id":"a-2","contextWindow":7}}}`;
    assert.deepEqual(readPiAi(text), [
      { ids: ['a-1'], facts: { output: 2 } },
      { ids: ['a-2'], facts: { contextWindow: 7 } },
    ]);
    assert.equal(Object.hasOwn(Object.prototype, 'contextWindow'), false);
  });

  it('of genai-prices has the prices of the day, and names that fit letter by letter alone', () => {
    const text = `const E = [{ id: 'openai', api_pattern: 'x', models: [
      { id: 'a-1', match: { or: [{ equals: 'a-1-2026' }, { starts_with: 'a-' }, { regex: '(a+)+$' }] }, context_window: 2e5,
        prices: [{ prices: { input_mtok: 5, output_mtok: 9 } },
          { constraint: { start_date: '2026-08-01' }, prices: { input_mtok: { base: 4, tiers: [] }, output_mtok: 8 } },
          { constraint: { start_date: '2026-12-01' }, prices: { input_mtok: 1, output_mtok: 1 } }] },
      { id: 'by-clock', prices: [{ prices: { input_mtok: 5 } }, { constraint: { start_time: '01:00' }, prices: { input_mtok: 9 } }] },
    ] }, { id: 'a-host', api_pattern: 'x', models: [{ id: 'a-1', prices: { input_mtok: 99 } }] }];`;
    const models = readGenaiPrices(text, '2026-11-27');
    assert.deepEqual([...models.keys()], ['gpt']);
    assert.deepEqual(models.get('gpt'), [
      { ids: ['a-1', 'a-1-2026'], facts: { contextWindow: 200_000, input: 4, output: 8 } },
      { ids: ['by-clock'], facts: {} },
    ]);
  });

  it('of model-bank has the rate below the first step, and no price in yuan', () => {
    const units = `[{ name: 'textInput', strategy: 'tiered', tiers: [{ rate: 1.5, upTo: 2e5 }, { rate: 3 }], unit: 'millionTokens' },
      { name: 'textOutput', rate: 9, strategy: 'fixed', unit: 'millionTokens' },
      { name: 'imageInput', rate: 7, unit: 'image' }]`;
    const entry = (more: string): string =>
      `{ id: 'a-1', contextWindowTokens: 10, releasedAt: '2026-09-01', knowledgeCutoff: 'spring', pricing: { ${more} units: ${units} } }`;
    const facts = { contextWindow: 10, released: '2026-09-01' };
    assert.deepEqual(readModelBank(`export default [${entry('')}]`), [
      { ids: ['a-1'], facts: { contextWindow: 10, input: 1.5, output: 9, released: '2026-09-01' } },
    ]);
    assert.deepEqual(readModelBank(`export default [${entry(`currency: 'CNY',`)}]`), [{ ids: ['a-1'], facts }]);
  });

  it('of llm-zoo leaves out what only a router has', () => {
    const text = `var A = { one: { fullName: 'a-1', contextWindow: 1e6, maxOutputTokens: 128e3, inputPrice: 2, outputPrice: 4, openRouterOnly: false },
      two: { fullName: 'a-2', contextWindow: 5, openRouterOnly: true } };`;
    const facts = { contextWindow: 1_000_000, maxOutput: 128_000, input: 2, output: 4 };
    assert.deepEqual(readLlmZoo(text), [{ ids: ['a-1'], facts }]);
  });

  it("of a maker's library has ids and dates, over the line ends of a comment", () => {
    const text = `export type ChatModel =\n  | 'a-1'\n  | 'a-2';\nexport type AllModels = (string & {}) | ChatModel | 'a-3';
/**
 * - "a-1", "a-1-2026",
 *   "a-2": Announced shutdown date:
 *   2027-01-14. See elsewhere.
 * - "a-3": Not a supported id.
 */`;
    const { models, ids } = readOpenAiSdk(text);
    assert.deepEqual(ids, ['a-1', 'a-2', 'a-3']);
    const retires = '2027-01-14';
    assert.deepEqual(
      models.map(({ ids: [id], facts }) => [id, facts]),
      ['a-1', 'a-1-2026', 'a-2'].map((id) => [id, { retires }]),
    );
    assert.deepEqual(
      readAnthropicSdk(`export const D = { 'c-1': 'January 2nd, 2027', 'c-2': 'soon', 'c-3': f('June 30th, 2026') };`),
      [{ ids: ['c-1'], facts: { retires: '2027-01-02' } }],
    );
    assert.deepEqual(readGateway(`export type GatewayModelId = 'x/a-1' | 'y/b.2' | (string & {});`), [
      'x/a-1',
      'y/b.2',
    ]);
  });
});

describe('code of others', () => {
  it('is read and not run: calls, names, sums and getters are nothing', () => {
    const code = parseCode(
      'x.js',
      `const a = 1; globalThis.wasRun = true;
      export default { id: 'x', call: (() => { globalThis.wasRun = true })(), name: a, sum: 1 + 1, get getter() { return 1 },
        ['computed']: 1, ...other, list: [1, a, 'b'], off: !1, on: !0, minus: -2, text: \`t\` };`,
    );
    assert.deepEqual(objectsWith(code, 'id'), [
      {
        id: 'x',
        call: undefined,
        name: undefined,
        sum: undefined,
        list: [1, undefined, 'b'],
        off: false,
        on: true,
        minus: -2,
        text: 't',
      },
    ]);
    assert.equal('wasRun' in globalThis, false);
  });

  it('with a property named __proto__ changes nothing', () => {
    const [found] = objectsWith(parseCode('x.js', `x = { id: 'x', __proto__: { polluted: true } }`), 'id');
    assert.equal(({} as { polluted?: unknown }).polluted, undefined);
    assert.equal(Object.getPrototypeOf(found), Object.prototype);
  });

  it('that is no code, or nested without end, gives what can be read', () => {
    for (const text of ['', '{{{{', '\u0000', `export default ${'['.repeat(500)}${']'.repeat(500)}`]) {
      assert.deepEqual(objectsWith(parseCode('x.js', text), 'id'), []);
      assert.deepEqual(readModelBank(text), []);
      assert.deepEqual(readOpenAiSdk(text), { models: [], ids: [] });
    }
    const deep = objectsWith(parseCode('x.js', `x = { id: ${'['.repeat(300)}1${']'.repeat(300)} }`), 'id');
    assert.doesNotMatch(JSON.stringify(deep), /1/);
  });

  it('that is very long is read', () => {
    const entries = Array.from(
      { length: 10_000 },
      (_, i) => `{ id: 'a-${i}', contextWindowTokens: ${i + 1}, x: '${'y'.repeat(80)}' }`,
    );
    assert.equal(readModelBank(`export default [${entries.join(',')}]`).length, 10_000);
  });

  it('gives back every value that JSON can write', () => {
    const finite = fc.jsonValue({ maxDepth: 5 }).filter((value) => !JSON.stringify(value).includes('null'));
    fc.assert(
      fc.property(finite, (value) => {
        const [found] = objectsWith(parseCode('x.js', `x = { only: ${JSON.stringify(value)} }`), 'only');
        // A table is compared as JSON: a key "__proto__" is an own one on both sides.
        assert.equal(JSON.stringify(found?.['only']), JSON.stringify(value));
      }),
    );
    assert.equal(literalOf(parseCode('x.js', '')), undefined);
  });
});

describe('a fact of others', () => {
  it('is taken only where it can be', () => {
    const given = {
      contextWindow: 1.5,
      maxOutput: '8',
      input: NaN,
      output: -1,
      released: '2026-13-01',
      retires: '2026-12-11',
    };
    assert.deepEqual(theirModel(['a-1', 7, '', 'x'.repeat(500), 'a b'], given), [
      { ids: ['a-1'], facts: { retires: '2026-12-11' } },
    ]);
    assert.deepEqual(theirModel([undefined], given), []);
  });
});
