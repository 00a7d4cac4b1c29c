import assert from 'node:assert/strict';
import { catalog as table } from '../../../../../generated/catalog';
import { createCatalog } from '../../../../../src/core/catalog/catalog';
import { hostIn, originIn, placeIn } from '../../../../../src/core/chat/providers/location';
import { limitsAt } from '../../../../../src/core/chat/limitsAt';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { abilityOf } from '../../../../../src/core/chat/modelAbilities';
import type { OfferedAbility } from '../../../../../src/core/chat/modelAbilities';
import { acme, editorBackendOf, editorModel, silence } from '../../../../fakes/editorModels';
import { testDay } from '../../../../support/models';
import { says } from '../ask';

const catalog = createCatalog(table, testDay);
const never = new AbortController().signal;
const asking = (model: string) => ({ model, system: '', messages: [says('user', 'What?')], params: {} });
const listener = { signal: never, onEvents: () => undefined };

describe('the models of a vendor in the editor', () => {
  it('are a backend where vendor and extension stand in the place of the host', () => {
    const { id, name, location } = editorBackendOf([editorModel('m')]);
    assert.deepEqual([id, name], ['built-in:vscode:acme', 'Acme (VS Code)']);
    assert.deepEqual(
      [hostIn(location), originIn(location), placeIn(location)],
      ['acme (acme.models)', 'vendor:acme:acme.models', 'elsewhere'],
    );
    const unknown = editorBackendOf([editorModel('m')], { ...acme, extension: '' });
    assert.equal(hostIn(unknown.location), 'acme');
  });

  it('are asked only where they were chosen, and need no key', async () => {
    const backend = editorBackendOf([editorModel('m')]);
    assert.deepEqual(
      [backend.isOwn, backend.isStandIn, backend.model, backend.needsKey],
      [false, false, undefined, false],
    );
    assert.equal(await backend.hasKey(), false);
  });

  it('are listed by their ids, each once, with what the editor says that they can', async () => {
    const models = [editorModel('b', undefined, { can: { tools: true } }), editorModel('a'), editorModel('b')];
    for (const id of ['', ' ', 'x'.repeat(300), 'a\u202eb', '$(bug)']) models.push(editorModel(id));
    const backend = editorBackendOf(models);
    assert.deepEqual(backend.suggested(catalog), ['a', 'b']);
    const listed = await backend.listModels(never);
    assert.ok(listed.status === 'done');
    assert.deepEqual(
      listed.value.map(({ id, can: { tools } }) => [id, tools]),
      [
        ['a', undefined],
        ['b', true],
      ],
    );
    const can = (thing: OfferedAbility): string => abilityOf(thing, backend, 'b', catalog, sayInEnglish).does;
    assert.deepEqual([can('tools'), can('images'), can('structured'), can('logprobs')], ['yes', 'unknown', 'no', 'no']);
  });

  it('take as many tokens as the editor says, whatever the catalog knows of such a name', () => {
    const backend = editorBackendOf([editorModel('gpt-4o', undefined, { maxInputTokens: 64_000 })]);
    const limits = limitsAt(backend, 'gpt-4o', catalog);
    assert.deepEqual([limits.contextWindow, limits.by], [64_000, 'Acme (VS Code)']);
    assert.equal(backend.says?.('other'), undefined);
    for (const maxInputTokens of [0, -1, NaN, Infinity, 'many' as never]) {
      const said = editorBackendOf([editorModel('m', undefined, { maxInputTokens })]).says?.('m');
      assert.deepEqual(said?.figures, {});
    }
  });

  it('have a cost that nobody knows, also where the catalog has a price for such a name', async () => {
    const backend = editorBackendOf([editorModel('gpt-4o')]);
    const cost = await backend.costOf('gpt-4o', { inputTokens: 1, outputTokens: 1 }, () => Promise.resolve(catalog));
    assert.equal(cost?.known, false);
  });

  it('are offered no parameter', async () => {
    const offers = await editorBackendOf([editorModel('m')]).parameters('m');
    assert.ok(offers.length > 0 && offers.every(({ isRefused, note }) => isRefused === true && note));
  });

  it('are found also where they came after the list was read, and are an error where they are gone', async () => {
    const late = editorModel('late');
    const backend = editorBackendOf([editorModel('m')], { list: () => Promise.resolve([late]) });
    assert.equal((await backend.ask(asking('late'), listener)).status, 'done');
    const gone = await backend.ask(asking('gone'), listener);
    assert.deepEqual(
      [gone.status, gone.error?.kind, gone.error?.actions],
      ['failed', 'unknown-model', ['choose-model']],
    );
  });

  it('count a text themselves, for as long as somebody waits', async () => {
    const stop = new AbortController();
    const backend = editorBackendOf([editorModel('m'), editorModel('slow', [], { count: () => silence })]);
    assert.deepEqual(await backend.countThere?.('m', 'one two', never), { status: 'done', value: 2 });
    const counting = backend.countThere?.('slow', 'one', stop.signal);
    stop.abort();
    assert.deepEqual(await counting, { status: 'stopped' });
    assert.equal((await backend.countThere?.('gone', 'one', never))?.status, 'failed');
    for (const count of [1.5, NaN, -1, Infinity, '7' as unknown as number]) {
      const odd = editorBackendOf([editorModel('m', [], { count: () => Promise.resolve(count) })]);
      assert.equal((await odd.countThere?.('m', 'one', never))?.status, 'failed', String(count));
    }
  });
});
