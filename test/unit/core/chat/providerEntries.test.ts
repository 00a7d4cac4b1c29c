import assert from 'node:assert/strict';
import { placeOfProvider, withoutProvider, withProvider } from '../../../../src/core/chat/providers/providerEntries';
import type { Endpoint } from '../../../../src/core/chat/messages/types';

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
