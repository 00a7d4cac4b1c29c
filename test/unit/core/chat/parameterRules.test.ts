import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../src/core/base/say';
import { createParameters } from '../../../../src/core/catalog/parameters/parameters';
import type { ParameterRule } from '../../../../src/core/catalog/parameters/parameterTable';
import { anthropicMessages } from '../../../../src/core/chat/dialects/anthropicMessages';
import { parseSampling } from '../../../../src/core/chat/messages/sampling';
import type { DialectId } from '../../../../src/core/chat/messages/chatTypes';
import { offersFor, parameterOffers } from '../../../../src/core/chat/parameters/offers';
import type { ParameterOffer } from '../../../../src/core/chat/parameters/offers';
import { testNames } from '../../../support/modelNames';

const openAi = 'https://api.openai.com/v1';

const ids = ['temperature', 'top_p', 'top_k', 'seed', 'stop', 'reasoning_effort'];

/** The offers at an address where the only thing that is known is this. */
function offersWith(rules: readonly Partial<ParameterRule>[], dialect: DialectId = 'chat-completions', at = openAi) {
  const parameters = createParameters({
    parameters: ids.map((id) => ({ id, names: [id.replaceAll('_', '')] })),
    models: {},
    rules: rules.map((rule) => ({
      ...{ parameters: ['top_p'], apis: ['chat', 'messages'], services: ['openai', 'anthropic'], does: 'rejects' },
      ...{ source: 's', ...rule },
    })),
    sources: { s: { title: 'Source', url: 'https://example.com', checked: '2026-11-30' } },
  });
  const all = parameterOffers({ dialect, baseUrl: at }, 'm', { parameters, names: testNames }, sayInEnglish);
  return new Map(all.map((offer) => [offer.name, offer]));
}

const offerWith = (rule: Partial<ParameterRule>): ParameterOffer | undefined =>
  offersWith([rule]).get(rule.parameters?.[0] ?? 'top_p');

describe('the text of a parameter', () => {
  it('is read as the parameter is offered: both bounds, and nothing beyond them', () => {
    for (const { name, min, max } of offersWith([], 'chat-completions', 'http://127.0.0.1:1/v1').values()) {
      if (min === undefined || max === undefined || name === 'temperature') continue;
      const reads = (value: number) => 'sampling' in parseSampling(`${name}=${value}`);
      assert.deepEqual([min, max, min - 1, max + 1].map(reads), [true, true, false, false], name);
    }
  });
});

describe('a rule about a parameter', () => {
  for (const [what, rule] of [
    ['that the API lacks it', { does: 'lacks' }],
    ['that it is rejected', {}],
    ['that one value alone is taken: that of the model itself', { parameters: ['temperature'], accepts: [1] }],
  ] satisfies [string, Partial<ParameterRule>][]) {
    it(`refuses it, and says so: ${what}`, () => {
      const offer = offerWith(rule);
      assert.equal(offer?.isRefused, true);
      assert.ok(offer.note);
    });
  }

  for (const [what, rule] of [
    ['several values are taken', { parameters: ['reasoning_effort'], accepts: ['low', 'high'] }],
    ['a value is rejected', { parameters: ['reasoning_effort'], values: ['none'] }],
    ['there is a smallest value', { min: 0.5 }],
    ['there is a largest value', { max: 0.9 }],
    ['it is rejected beside another one', { with: 'temperature' }],
    ['it is rejected without another one', { needs: { 'thinking.type': ['enabled'] } }],
    ['it is rejected but where another one is set', { unless: { reasoning_effort: ['none'] } }],
    ['it is ignored', { does: 'ignores' }],
    ['something is advised', { does: 'advises', note: 'Less is more.' }],
  ] satisfies [string, Partial<ParameterRule>][]) {
    it(`does not refuse it where ${what}`, () => {
      const offer = offerWith(rule);
      assert.ok(offer);
      assert.equal(offer.isRefused, undefined);
    });
  }

  it('narrows the bounds, and never widens them', () => {
    const bounds = (rule: Partial<ParameterRule>) => {
      const { min, max } = offerWith(rule) ?? {};
      return [min, max];
    };
    assert.deepEqual(bounds({ min: 0.01, max: 0.95 }), [0.01, 0.95]);
    assert.deepEqual(bounds({ min: -1, max: 5 }), [0, 1]);
    assert.deepEqual(bounds({ parameters: ['temperature'], max: 1 }), [0, 1]);
  });

  it('takes away the values that are rejected whatever else is set, and leaves those that are taken', () => {
    const effort = (rule: Partial<ParameterRule>) => offerWith({ parameters: ['reasoning_effort'], ...rule })?.values;
    assert.deepEqual(effort({ accepts: ['low', 'high'] }), ['low', 'high']);
    assert.ok(!effort({ values: ['none'] })?.includes('none'));
    assert.ok(effort({ values: ['none'] })?.includes('high'));
    assert.ok(effort({ values: ['none'], unless: { 'text.verbosity': ['low'] } })?.includes('none'));
  });
});

describe('reasoning that a test was refused', () => {
  it('says nothing more of what was refused already', () => {
    const refused = { name: 'reasoning_effort', isRefused: true, note: 'It rejects it.' };
    assert.deepEqual(offersFor([refused], { reasoning: false }, sayInEnglish), [refused]);
  });
});

describe('the thinking of Messages', () => {
  const thinks = (topP: number): boolean =>
    'thinking' in
    anthropicMessages.body(
      { model: 'm', system: '', messages: [], params: { sampling: { topP } } },
      { without: [], limitField: 'max_tokens' },
    );

  it('stays with a top_p of 0.95 and more, and with no smaller one', () => {
    assert.deepEqual([0.94, 0.949, 0.95, 0.97, 1].map(thinks), [false, false, true, true, true]);
  });
});
