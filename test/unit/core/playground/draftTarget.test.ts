import assert from 'node:assert/strict';
import { atOnce } from '../../../../src/core/base/work';
import { catalog as table } from '../../../../generated/catalog';
import { createCatalog } from '../../../../src/core/catalog/catalog';
import type { Backend } from '../../../../src/core/chat/backend';
import { proposedTarget, targetForId, targetForModel } from '../../../../src/core/playground/draftTarget';
import type { DraftState } from '../../../../src/core/playground/draftTarget';
import { backendFor, importEvents, readRequest } from '../../../../src/core/playground/import/importedSession';
import { nobody } from '../../../../src/core/playground/session/sessionSchema';
import { editorBackendOf, editorModel } from '../../../fakes/editorModels';
import { backendAt, backendsWith, endpointAt } from '../../../support/backends';
import { liveSession } from '../../../support/liveSessions';
import { testDay } from '../../../support/models';

const catalog = createCatalog(table, testDay);
const own: Backend = {
  ...backendAt(endpointAt('http://127.0.0.1:1/v1', { id: 'own', name: 'Own' })),
  suggested: () => ['m', 'n'],
};
const other: Backend = { ...own, id: 'other', name: 'Other', suggested: () => ['gpt-4o'] };
const none = backendsWith([]);
const one = backendsWith([own]);
const two = backendsWith([own, other]);
const pocket = { providerId: 'built-in:pocket', model: 'pocket' };

const proposed = (
  draft: DraftState['draft'],
  backends = one,
  { wantsProvider = true, isUnused = true }: Partial<DraftState> = {},
) => proposedTarget({ draft, wantsProvider, isUnused }, backends, catalog);

describe('the target that is proposed for a draft', () => {
  const unchosen = { providerId: null, model: '' };

  it('is the usual provider with its first model where none was chosen', () => {
    assert.deepEqual(proposed(unchosen), { providerId: 'own', model: 'm' });
    assert.deepEqual(proposed(unchosen, none), pocket);
    assert.deepEqual(proposed(unchosen, backendsWith([{ ...own, suggested: () => [] }])), {
      providerId: 'own',
      model: '',
    });
  });

  it('is the usual provider with the model that was chosen without one, unless Pocket is all there is', () => {
    const chosen = { providerId: null, model: 'gpt-4o' };
    assert.deepEqual(proposed(chosen, backendsWith([other])), { providerId: 'other', model: 'gpt-4o' });
    assert.equal(proposed(chosen, none), undefined);
    assert.deepEqual(proposed({ providerId: null, model: pocket.model }, none), pocket);
  });

  it('never has a model of the catalog that its provider is not known to have, but an id that nobody knows', () => {
    assert.deepEqual(proposed({ providerId: null, model: 'gpt-4o' }), { providerId: 'own', model: 'm' });
    assert.deepEqual(proposed({ providerId: null, model: 'claude-haiku-4-5' }, backendsWith([other])), {
      providerId: 'other',
      model: 'gpt-4o',
    });
    assert.deepEqual(proposed({ providerId: null, model: 'my-own:8b' }), { providerId: 'own', model: 'my-own:8b' });
  });

  it('is none where the provider of the draft is there, or the user has chosen it', () => {
    assert.equal(proposed({ providerId: 'other', model: 'x' }, two), undefined);
    assert.equal(proposed(pocket, none), undefined);
    assert.equal(proposed(pocket, one, { wantsProvider: false }), undefined);
    assert.equal(proposed({ providerId: 'gone', model: 'x' }, one, { wantsProvider: false }), undefined);
  });

  it("is the user's first in the place of Pocket, with a model that was written for somebody else", () => {
    assert.deepEqual(proposed(pocket), { providerId: 'own', model: 'm' });
    assert.deepEqual(proposed({ ...pocket, model: 'their-own' }), { providerId: 'own', model: 'their-own' });
    assert.deepEqual(proposed({ ...pocket, model: 'gpt-4o' }), { providerId: 'own', model: 'm' });
  });

  it('leaves out the model of a provider that is gone', () => {
    const gone = { providerId: 'gone', model: 'theirs' };
    assert.deepEqual(proposed(gone), { providerId: 'own', model: 'm' });
    assert.deepEqual(proposed(gone, none), pocket);
  });

  it('is nobody for what was made elsewhere, until the user chooses, and its model stays', async () => {
    for (const backends of [none, one, two])
      assert.equal(proposed({ providerId: nobody, model: 'm' }, backends, { wantsProvider: false }), undefined);
    const request = atOnce(readRequest('{"model":"gpt-oss-20b","messages":[{"role":"user","content":"Hi"}]}'));
    assert.ok('messages' in request);
    const { live } = await liveSession();
    for (const event of atOnce(
      importEvents(request, {
        backend: backendFor(request, two.all()),
        randomId: () => 'n',
        now: 1,
      }),
    )) {
      if (event.type === 'draftChanged') live.main.changeDraft(event.draft);
    }
    for (const backends of [none, one, two]) live.proposeTargets(backends, catalog);
    const { providerId, model } = live.main.draft;
    assert.deepEqual([providerId, model], [nobody, 'gpt-oss-20b']);
    // The draft of the next session takes over neither this provider nor this model.
    const { providerId: next, model: nextModel } = live.draftOfNext(two, catalog);
    assert.deepEqual([next, nextModel], ['own', 'm']);
    await live.close();
  });

  it('is Pocket for a draft whose chosen provider is gone with all others, while nothing was asked', () => {
    const gone = { providerId: 'gone', model: 'theirs' };
    assert.deepEqual(proposed(gone, none, { wantsProvider: false }), pocket);
    assert.equal(proposed(gone, none, { wantsProvider: false, isUnused: false }), undefined);
  });

  it('is never a model that the editor lends, and stays with one that was chosen, also before it is there', () => {
    const editor = editorBackendOf([editorModel('m')]);
    const lent = backendsWith([], true, [editor]);
    assert.deepEqual(proposed(unchosen, lent), pocket);
    assert.deepEqual(proposed({ providerId: 'gone', model: 'x' }, lent, { wantsProvider: false }), pocket);
    const chosen = { providerId: editor.id, model: 'm' };
    for (const backends of [lent, none, one]) {
      assert.equal(proposed(chosen, backends, { wantsProvider: false }), undefined);
    }
    assert.equal(proposed(chosen, lent), undefined);
  });

  it('is the usual provider in a session that is begun where the editor lends that model no longer', () => {
    const carried = { providerId: editorBackendOf([editorModel('m')]).id, model: 'm' };
    assert.deepEqual(proposed(carried), { providerId: 'own', model: 'm' });
    assert.deepEqual(proposed(carried, none), pocket);
  });

  it('is none where what the user set up cannot be read', () => {
    assert.equal(proposed(unchosen, backendsWith([], false)), undefined);
  });
});

describe('the target of a draft for a model that was chosen by its name', () => {
  const idsOf = (backend: Backend): readonly string[] => backend.suggested(catalog);
  const target = (providerId: string | null, backends = two, ids = idsOf) =>
    targetForModel({ id: 'gpt-4o' }, { providerId }, backends, ids, catalog);

  it('is the chosen provider where that has it', () => {
    const both = backendsWith([own, other, { ...other, id: 'third' }]);
    assert.equal(target('third', both)?.providerId, 'third');
  });

  it('is the first that has it where the chosen one does not, or none is chosen', () => {
    for (const providerId of ['own', 'gone', null, pocket.providerId]) {
      assert.deepEqual(target(providerId), { providerId: 'other', model: 'gpt-4o' });
    }
  });

  it('has the id as it was chosen, where that and another name of it are listed', () => {
    const ids = (): readonly string[] => ['openai/gpt-4o', 'gpt-4o'];
    assert.deepEqual(target('own', one, ids), { providerId: 'own', model: 'gpt-4o' });
  });

  it('has the id that a router lists for it', () => {
    const ids = (): readonly string[] => ['x/y', 'openai/gpt-4o'];
    assert.deepEqual(target('own', one, ids), { providerId: 'own', model: 'openai/gpt-4o' });
  });

  it('is nobody where nobody is known to have it, whoever is chosen', () => {
    for (const providerId of ['own', 'gone', null, pocket.providerId]) assert.equal(target(providerId, one), undefined);
    assert.equal(target(null, none), undefined);
  });
});

describe('the target for a model that the catalog does not know', () => {
  const idsOf = ({ id }: Backend): readonly string[] =>
    id === 'other' ? ['my-llama:latest', 'team/ok', 'ok'] : id === 'own' ? ['m'] : ['mine'];
  const target = (id: string, backends = two) => targetForId(id, backends.all(), idsOf);

  it('is the first provider that lists it, also with the tag that Ollama adds, and without the service before it', () => {
    assert.deepEqual(target('m'), { providerId: 'own', model: 'm' });
    assert.deepEqual(target('my-llama'), { providerId: 'other', model: 'my-llama:latest' });
    assert.deepEqual(target('ollama/my-llama'), { providerId: 'other', model: 'my-llama:latest' });
    assert.deepEqual(target('team/ok'), { providerId: 'other', model: 'team/ok' });
  });

  it('is nobody where none lists it, and never a stand-in', () => {
    assert.equal(target('my-llama', one), undefined);
    assert.equal(target('llama'), undefined);
    assert.equal(target('mine'), undefined);
  });
});
