import assert from 'node:assert/strict';
import { listedModels } from '../../../../../src/core/chat/editorModels/editorBackend';
import type { EditorModel } from '../../../../../src/core/chat/editorModels/editorModel';
import { EditorBackends } from '../../../../../src/editor/providers/chat/editorBackends';
import type { LentModels } from '../../../../../src/editor/providers/chat/editorBackends';
import { editorBackendOf, editorModel } from '../../../../fakes/editorModels';
import { poll } from '../../../../support/poll';

const lentOf = (...models: EditorModel[]): LentModels => ({
  backend: editorBackendOf(models),
  models: listedModels(models),
});

/** An editor whose models a test changes, and who tells of it; and what was made of that. */
function scripted(first: readonly LentModels[] = []) {
  const editor = { lent: first, reads: 0, tell: (): void => undefined, isFollowed: false };
  const waits: { readonly ms: number; readonly run: () => void }[] = [];
  const changes: string[] = [];
  const ids = (backends: readonly { readonly id: string }[]): string => backends.map(({ id }) => id).join();
  const backends = new EditorBackends({
    load: () =>
      Promise.resolve({
        read() {
          editor.reads++;
          return Promise.resolve(editor.lent);
        },
        onDidChange(changed) {
          editor.tell = changed;
          editor.isFollowed = true;
          return { dispose: () => (editor.isFollowed = false) };
        },
      }),
    changed: (now, gone) => changes.push(`${ids(now.map(({ backend }) => backend))} -${ids(gone)}`),
    log: { warn: () => assert.fail('Nothing fails.') },
    later(ms, run) {
      waits.push({ ms, run });
      return () => undefined;
    },
  });
  /** The editor tells that something has changed; waits until that was read. Gives the ms after which it was. */
  const tell = async (): Promise<number | undefined> => {
    const { reads } = editor;
    editor.tell();
    waits.at(-1)?.run();
    await poll('another reading', () => editor.reads > reads);
    await new Promise((resolve) => setImmediate(resolve));
    return waits.at(-1)?.ms;
  };
  return { editor, backends, changes, tell };
}

describe('the models that VS Code lends to a window', () => {
  it('are read when somebody first asks for them, and not before', async () => {
    const { editor, backends, changes } = scripted([lentOf(editorModel('m'))]);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(editor.reads, 0);
    assert.deepEqual(backends.all(), []);
    await poll('the models', () => backends.all().length === 1);
    assert.deepEqual([editor.reads, changes], [1, ['built-in:vscode:acme -']]);
  });

  it('come, change and go with what the editor tells; a vendor without models is none', async () => {
    const { editor, backends, changes, tell } = scripted();
    backends.all();
    await poll('the first reading', () => editor.isFollowed && editor.reads === 1);
    assert.deepEqual(changes, []);
    editor.lent = [lentOf(editorModel('m'))];
    await tell();
    editor.lent = [lentOf(editorModel('m', undefined, { maxInputTokens: 9 }))];
    await tell();
    assert.equal(backends.all()[0]?.says?.('m')?.figures.contextWindow, 9);
    editor.lent = [lentOf()];
    await tell();
    assert.deepEqual(backends.all(), []);
    assert.deepEqual(changes, ['built-in:vscode:acme -', 'built-in:vscode:acme -', ' -built-in:vscode:acme']);
  });

  it('are read ever more seldom where the editor tells of changes that are none', async () => {
    const { editor, backends, changes, tell } = scripted([lentOf(editorModel('m'))]);
    backends.all();
    await poll('the models', () => backends.all().length === 1);
    const waits: unknown[] = [];
    for (let i = 0; i < 7; i++) waits.push(await tell());
    assert.deepEqual(waits, [200, 800, 3_200, 12_800, 51_200, 60_000, 60_000]);
    assert.equal(changes.length, 1);
    editor.lent = [];
    await tell();
    assert.equal(await tell(), 200);
  });

  it('are followed no longer when the window closes', async () => {
    const { editor, backends } = scripted([lentOf(editorModel('m'))]);
    backends.all();
    await poll('the models', () => backends.all().length === 1);
    backends.dispose();
    assert.equal(editor.isFollowed, false);
  });
});
