import assert from 'node:assert/strict';
import type { Diagnostic, Uri } from 'vscode';
import { CheckResults } from '../../../../src/editor/shared/checkResults';
import type { Problem } from '../../../../src/editor/shared/checkResults';
import { fakeDocument } from '../../../fakes/editorEvents';

const problem = (message: string): Problem => ({ diagnostic: { message } as unknown as Diagnostic });
const uriOf = (name: string): Uri => fakeDocument(`file:${name}`).uri;

/** The results of a check, and what Problems shows of them. */
function open() {
  const shown = new Map<string, string[]>();
  const results = new CheckResults<string, Problem>({
    judge: (_uri, found) => Promise.resolve(found.map(problem)),
    collection: {
      set: (uri: unknown, diagnostics?: unknown) => {
        const messages = ((diagnostics ?? []) as Diagnostic[]).map(({ message }) => message);
        shown.set(String(uri), messages);
      },
      clear: () => undefined,
      dispose: () => undefined,
    },
    isInCells: () => false,
  });
  return { results, shown };
}

describe('the results of a scan', () => {
  it('are of a file that was saved or deleted while it ran what stands in it now', async () => {
    const { results, shown } = open();
    const [saved, deleted] = [uriOf('saved'), uriOf('deleted')];
    const scan = results.beginScan();
    await results.refreshFile(saved, () => Promise.resolve([]));
    results.dropWhere((uri) => uri === deleted);
    await results.setFiles(
      [saved, deleted].map((uri) => ({ uri, found: ['of before'] })),
      scan,
    );
    assert.deepEqual([shown.get('file:saved'), shown.get('file:deleted')], [[], []]);
  });

  it('are of files that were saved and deleted by turns what came last', async () => {
    const { results, shown } = open();
    const [saved, deleted, unknown] = [uriOf('saved'), uriOf('deleted'), uriOf('unknown')];
    const scan = results.beginScan();
    const save = (uri: Uri) => results.refreshFile(uri, () => Promise.resolve(['of now']));
    for (const uri of [saved, deleted, unknown]) await save(uri);
    results.dropWhere(() => true);
    for (const uri of [saved, unknown]) await save(uri);
    await results.setFiles(
      [saved, deleted].map((uri) => ({ uri, found: ['of before'] })),
      scan,
    );
    assert.deepEqual([shown.get('file:saved'), shown.get('file:deleted')], [['of now'], []]);
    // In this the scan has found nothing, or passed it over.
    assert.equal(shown.get('file:unknown'), undefined);
  });
});
