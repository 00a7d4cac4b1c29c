import assert from 'node:assert/strict';
import { backendsOf } from '../../../../src/core/chat/backend';
import type { Backend, BuiltInBackend } from '../../../../src/core/chat/backend';
import { readProviders } from '../../../../src/core/chat/providers/providerSettings';
import { backendAt, endpointAt, pocketAt } from '../../../support/backends';

const echo: BuiltInBackend = { ...pocketAt(), id: 'built-in:echo', name: 'Echo' };
const lent: BuiltInBackend = { ...echo, id: 'built-in:lent', name: 'Lent', isStandIn: false };
const builtIn = [lent, pocketAt(), echo];
const own = (id: string, name = id): Backend => backendAt(endpointAt('http://127.0.0.1:1/v1', { id, name }));

const of = (list: readonly Backend[], isReadable = true) =>
  backendsOf({
    own: () => list,
    builtIn: () => builtIn,
    isReadable: () => isReadable,
    at: (endpoint) => backendAt(endpoint),
  });

describe('the backends of a window', () => {
  it("are the user's in their order, and behind them those that are built in", () => {
    const ids = of([own('b'), own('a')])
      .all()
      .map(({ id }) => id);
    assert.deepEqual(ids, ['b', 'a', 'built-in:lent', 'built-in:pocket', 'built-in:echo']);
  });

  it('are found by their ids, each of them, and nobody else', () => {
    const backends = of([own('b'), own('a')]);
    for (const backend of backends.all()) assert.equal(backends.find(backend.id), backend);
    assert.deepEqual([backends.find('gone'), backends.find(null)], [undefined, undefined]);
  });

  it('are read anew each time: what is set up meanwhile is asked', () => {
    const list = [own('a')];
    const backends = of(list);
    list.unshift(own('b'));
    assert.deepEqual([backends.usual()?.id, backends.find('b')?.id, backends.all().length], ['b', 'b', 5]);
  });

  describe('of which the usual one', () => {
    it("is the user's first, also where another could not be read", () => {
      assert.equal(of([own('b'), own('a')]).usual()?.id, 'b');
      assert.equal(of([own('b')], false).usual()?.id, 'b');
    });

    it('is the first that stands in where the user has set up none, and never what has to be chosen', () => {
      assert.equal(of([]).usual()?.id, 'built-in:pocket');
    });

    it('is nobody where what the user has set up cannot be read, while those that are built in can be chosen', () => {
      assert.equal(of([], false).usual(), undefined);
      assert.equal(of([], false).find('built-in:echo'), echo);
    });
  });

  it('hide none of each other: no setting can have the id of one that is built in', () => {
    for (const { id } of builtIn) {
      const entry = { name: 'Mine', baseUrl: 'http://127.0.0.1:1/v1' };
      const { providers } = readProviders([
        { ...entry, id },
        { ...entry, id: id.replace('built-in:', '') },
      ]);
      const backends = of(providers.map((endpoint) => backendAt(endpoint)));
      assert.deepEqual([providers.length, backends.find(id)?.name], [1, builtIn.find((one) => one.id === id)?.name]);
    }
    // @ts-expect-error: the compiler refuses one whose id a setting can have.
    const hidden: BuiltInBackend = own('echo');
    assert.equal(hidden.id, 'echo');
  });
});
