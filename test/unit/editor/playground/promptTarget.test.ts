import assert from 'node:assert/strict';
import type { Memento } from 'vscode';
import type { Backend } from '../../../../src/core/chat/backend';
import { promptTarget } from '../../../../src/editor/playground/promptTarget';
import { backendAt, endpointAt } from '../../../support/backends';

const first: Backend = backendAt(endpointAt('http://127.0.0.1:1/v1', { id: 'first', name: 'First' }));
const lists: Backend = { ...first, id: 'lists', name: 'Lists' };
const idsOf = ({ id }: Backend): readonly string[] => (id === 'lists' ? ['ok'] : []);

/** A window with two providers, of which the second lists `ok`. When it asks, the user chooses the first. */
function fakeWindow() {
  const stored = new Map<string, unknown>();
  const state = {
    get: (key: string) => stored.get(key),
    update: (key: string, value: unknown) => Promise.resolve(void stored.set(key, structuredClone(value))),
  };
  let questions = 0;
  const ask = (model: string) => () => {
    questions++;
    return Promise.resolve({ providerId: 'first', model });
  };
  const run = async (model: string, { asks = true, own = [first, lists] } = {}) => {
    const deps = { own, idsOf, state: state as unknown as Memento, ask: asks ? ask(model) : undefined };
    return (await promptTarget(model, deps))?.providerId;
  };
  return { run, questions: () => questions };
}

describe('the model that a prompt names', () => {
  it('is asked at the provider that lists it, without a question', async () => {
    const { run, questions } = fakeWindow();
    assert.equal(await run('ok'), 'lists');
    assert.equal(questions(), 0);
  });

  it('is asked for once where nobody lists it, and the choice is kept', async () => {
    const { run, questions } = fakeWindow();
    assert.equal(await run('my-llama', { asks: false }), undefined);
    assert.equal(await run('my-llama'), 'first');
    assert.equal(await run('my-llama'), 'first');
    assert.equal(await run('my-llama', { asks: false }), 'first');
    assert.equal(questions(), 1);
  });

  it('is asked for again where the chosen provider is gone, and not where there is none', async () => {
    const { run, questions } = fakeWindow();
    await run('my-llama');
    await run('my-llama', { own: [lists] });
    assert.equal(questions(), 2);
    assert.equal(await run('my-llama', { own: [] }), undefined);
    assert.equal(questions(), 2);
  });
});
