import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { modelGroups } from '../../../../../src/editor/providers/chat/modelGroups';
import type { Offered } from '../../../../../src/editor/providers/chat/modelGroups';
import { backendAt, endpointAt } from '../../../../support/backends';

const at = (id: string, name: string, models: readonly string[], isListed: boolean): Offered => ({
  backend: backendAt(endpointAt(`https://${id}.example/v1`, { id, name })),
  rows: models.map((model) => ({ model, description: 'price unknown' })),
  isListed,
});
const offered = [
  at('openai', 'OpenAI', ['gpt-6-sol', 'gpt-5'], false),
  at('router', 'OpenRouter', ['openai/gpt-6-sol', 'x/small'], true),
  at('acme', 'Acme Load', ['b'], false),
];
const other = { label: 'None', value: null };
const labels = (typed: string): string[] =>
  modelGroups(typed, offered, { others: [other] }, sayInEnglish).flatMap(({ rows }) => rows.map(({ label }) => label));
const loadOpenAi = '$(refresh) Load the models of OpenAI';
const used = (typed: string): string[] => offered.map(() => `Use “${typed}”`);
const loadAcme = '$(refresh) Load the models of Acme Load';

describe('the rows of models to choose from', () => {
  it('are those of each provider with what loads its list, where it was not read, as long as nothing is typed', () => {
    assert.deepEqual(labels(''), [
      'gpt-6-sol',
      'gpt-5',
      loadOpenAi,
      'openai/gpt-6-sol',
      'x/small',
      'b',
      loadAcme,
      'None',
    ]);
  });

  it('begin with those that are meant, where no provider has a row for them', () => {
    const [{ backend }] = offered as [Offered];
    const choices = ['gpt-5', 'gpt-99'].map((model) => ({ backend, model }));
    const groups = modelGroups('', offered, { meant: { label: 'As written', choices } }, sayInEnglish);
    assert.deepEqual(
      groups[0]?.rows.map(({ label, description }) => [label, description]),
      [['gpt-99', 'OpenAI']],
    );
  });

  it('are found by their ids, and by the name of their provider', () => {
    assert.deepEqual(labels('SOL').slice(0, 3), ['gpt-6-sol', 'openai/gpt-6-sol', 'Use “SOL”']);
    assert.deepEqual(labels('openrouter').slice(0, 2), ['openai/gpt-6-sol', 'x/small']);
    assert.deepEqual(labels('openrouter small').slice(0, 1), ['x/small']);
    assert.deepEqual(labels('b').slice(0, 1), ['b']);
  });

  it('are found by the names that people read elsewhere', () => {
    const [first] = offered;
    const lent = { ...first!, rows: [{ model: 'echo', name: 'Lent Mirror', description: '' }] };
    const found = modelGroups('lent', [lent], {}, sayInEnglish).flatMap(({ rows }) => rows.map(({ label }) => label));
    assert.equal(found[0], 'echo');
  });

  it('always have what loads a list: first where that is what is typed', () => {
    assert.deepEqual(labels('no-such-model'), [...used('no-such-model'), loadOpenAi, loadAcme]);
    assert.deepEqual(labels('load the'), [loadOpenAi, loadAcme]);
    assert.deepEqual(labels('load'), ['b', loadOpenAi, loadAcme, ...used('load')]);
    assert.deepEqual(labels('refresh'), [...used('refresh'), loadOpenAi, loadAcme]);
  });

  it('take no text for an id that has blanks or is the name of a provider', () => {
    const isTaken = (typed: string): boolean => labels(typed).some((label) => label.startsWith('Use '));
    for (const typed of ['Load the models of OpenAI', 'two words', 'OpenRouter', 'openai', 'x'.repeat(257)])
      assert.equal(isTaken(typed), false, typed);
    for (const typed of ['load', 'x/small', 'my-own', 'x'.repeat(256)]) assert.equal(isTaken(typed), true, typed);
  });

  it('give a typed id to any provider of the user that does not list it, the first one first', () => {
    const rowsFor = (typed: string) =>
      modelGroups(typed, offered, {}, sayInEnglish)
        .flatMap((group) => group.rows)
        .filter(({ label }) => label.startsWith('Use '));
    const label = 'Use “my-own”';
    assert.deepEqual(
      rowsFor('my-own'),
      offered.map(({ backend }) => ({ label, description: backend.name, value: { backend, model: 'my-own' } })),
    );
    assert.deepEqual(
      rowsFor('x/small').map(({ description }) => description),
      ['OpenAI', 'Acme Load'],
    );
    const [first, ...others] = offered;
    const notOwn = others.map((each) => ({ ...each, backend: { ...each.backend, isOwn: false } }));
    assert.equal(
      modelGroups('my-own', [first!, ...notOwn], {}, sayInEnglish)
        .at(-1)
        ?.rows.filter((row) => row.label === label).length,
      1,
    );
  });
});
