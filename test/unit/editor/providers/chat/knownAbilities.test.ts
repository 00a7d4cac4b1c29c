import assert from 'node:assert/strict';
import type { Memento } from 'vscode';
import { KnownAbilities } from '../../../../../src/editor/providers/chat/knownAbilities';
import { backendAt, endpointAt } from '../../../../support/backends';

/** As VS Code keeps it: values, and no objects of ours. */
function mementoOf(): Memento {
  const values = new Map<string, string>();
  return {
    keys: () => [...values.keys()],
    get: <T>(name: string, otherwise?: T) => {
      const value = values.get(name);
      return value === undefined ? otherwise : (JSON.parse(value) as T);
    },
    update: (name, value) => {
      values.set(name, JSON.stringify(value));
      return Promise.resolve();
    },
  };
}

const at = (baseUrl: string, id = 'maker') => backendAt(endpointAt(baseUrl, { id }));
const here = at('https://api.example.com/v1');

describe('what tests found out of a model', () => {
  it('stays beside what a later test finds, which goes before it', async () => {
    const memento = mementoOf();
    await new KnownAbilities(memento).keep(here, 'm', { tools: true, images: true });
    await new KnownAbilities(memento).keep(here, 'm', { images: false, reasoning: true });
    assert.deepEqual(new KnownAbilities(memento).of(here, 'm'), { tools: true, images: false, reasoning: true });
  });

  it('holds for that model of that provider at that address alone', async () => {
    const known = new KnownAbilities(mementoOf());
    await known.keep(here, 'm', { tools: true });
    await known.keep(at('https://moved.example.com/v1'), 'm', { tools: false });
    await known.keep(at('https://api.example.com/v1', 'other'), 'm', { images: true });
    assert.deepEqual(known.of(here, 'm'), { tools: true });
    assert.deepEqual(known.of(at('https://moved.example.com/v1'), 'm'), { tools: false });
    assert.deepEqual(known.of(here, 'other'), {});
    await known.forget('maker');
    assert.deepEqual(known.of(here, 'm'), {});
    assert.deepEqual(known.of(at('https://api.example.com/v1', 'other'), 'm'), { images: true });
  });

  it('is that of the 300 models that were tested last', async () => {
    const known = new KnownAbilities(mementoOf());
    for (let i = 0; i < 301; i++) await known.keep(here, `m${i}`, { tools: true });
    const kept = Array.from({ length: 301 }, (_, i) => known.of(here, `m${i}`).tools === true);
    assert.deepEqual([kept[0], kept[1], kept[300], kept.filter(Boolean).length], [false, true, true, 300]);
  });

  it('is nothing where something else is stored', async () => {
    const memento = mementoOf();
    await memento.update('providers.found', [{ provider: 'maker', can: 'all' }]);
    assert.deepEqual(new KnownAbilities(memento).of(here, 'm'), {});
  });
});
