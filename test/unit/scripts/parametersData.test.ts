import { parameters } from '../../../generated/parameters';
import assert from 'node:assert/strict';
import { DataCopy } from './dataCopy';

const rules = 'parameters/rules.yml';
const models = 'parameters/models.yml';

describe('the tables of parameters', () => {
  const data = new DataCopy();

  it('have a set or a service for every rule, and a page that can be opened', () => {
    assert.ok(parameters.rules.length > 20);
    for (const { models: sets, services, source } of parameters.rules) {
      assert.ok(sets ?? services);
      assert.match(parameters.sources[source]?.url ?? '', /^https:/);
    }
  });

  it('name no parameter, set or source that is not there', () => {
    const after = '# OpenAI.';
    data.failsAt(
      rules,
      data.change(rules, after, 'parameters: [max_tokens]', 'parameters: [max_token]'),
      /no parameter "max_token".*max_tokens/,
    );
    data.restore(rules);
    data.failsAt(
      rules,
      data.change(rules, after, 'models: [o-series]', 'models: [o-serie]'),
      /no set of models "o-serie".*o-series/,
    );
    data.restore(rules);
    data.failsAt(
      rules,
      data.change(rules, after, 'source: openai-sdk', 'source: openai-sdks'),
      /no source "openai-sdks"/,
    );
  });

  it('name no model that data/ does not have, so that none is taken by the beginning of its id', () => {
    data.failsAt(models, data.change(models, 'id: o-series', 'o1-mini', 'o1-minis'), /has "o1-minis".*o1-mini/);
  });

  it('have nothing that no rule uses', () => {
    data.failsAt(models, data.append(models, '- { id: unused, models: [o3] }'), /no rule .* "unused"/);
  });

  it('say of a rule who is meant, and of advice what it is', () => {
    const line = data.append(rules, '- { parameters: [n], apis: [chat], does: rejects, source: openai-sdk }');
    data.failsAt(rules, line, /neither models nor services/);
    data.restore(rules);
    const range =
      '- { parameters: [n], services: [groq], apis: [chat], does: rejects, min: 2, max: 1, source: groq-sdk }';
    data.failsAt(rules, data.append(rules, range), /max is 1, below min \(2\)/);
    data.restore(rules);
    const other = data.append(
      rules,
      '- { parameters: [n], services: [groq], apis: [chat], does: advises, source: groq-sdk }',
    );
    data.failsAt(rules, other, /"note"/);
  });

  it('name a parameter that is not there where it stands', () => {
    for (const condition of ['unless', 'needs']) {
      const line = data.append(
        rules,
        `- parameters: [n]\n  services: [groq]\n  apis: [chat]\n  does: rejects\n  source: groq-sdk\n  ${condition}: { nn: [1] }`,
      );
      data.failsAt(rules, line + 5, /no parameter "nn"/);
      data.restore(rules);
    }
  });

  it('say nothing of values that a sentence does not tell', () => {
    const rule = (more: string) =>
      data.append(rules, `- { parameters: [n], services: [groq], apis: [chat], source: groq-sdk, ${more} }`);
    data.failsAt(rules, rule('does: rejects, max: 1'), /"max" is told with "min" alone/);
    data.restore(rules);
    data.failsAt(
      rules,
      rule('does: rejects, values: [2], with: temperature'),
      /only one of "with" and "values" is told/,
    );
    data.restore(rules);
    data.failsAt(rules, rule('does: ignores, values: [2]'), /"values" is told of what is rejected alone/);
    data.restore(rules);
  });

  it('refuse a source that moves', () => {
    const file = 'parameters/sources.yml';
    data.failsAt(
      file,
      data.change(file, 'id: openai-sdk', /url: \S+/, 'url: https://www.npmjs.com/package/openai'),
      /newest version/,
    );
  });
});
