import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { EncodingName } from '../../../src/core/catalog/encodingName';
import { nodesOf } from '../../../src/core/tokens/folder/folderTree';
import { countFolders } from '../../../src/editor/tokens/folder/countFolders';
import type { FolderCounts } from '../../../src/editor/tokens/folder/countFolders';
import type { WorkerCounter } from '../../../src/editor/shared/workerCounter';
import { makeCounter } from './counter';
import { removeTrees } from './folders';

export const filesOf = ({ roots }: FolderCounts): Record<string, number> =>
  Object.fromEntries(
    [...nodesOf(roots.map(({ node }) => node))]
      .filter(({ kind }) => kind === 'file')
      .map((file) => [file.path, file.tokens]),
  );

export const skippedOf = ({ skipped }: FolderCounts): Record<string, string[]> =>
  Object.fromEntries(skipped.map(({ reason, examples }) => [reason, examples.map((example) => example.path).sort()]));

export const neverCounted = (): never => assert.fail('A file was counted.');

/** Counts folders with a worker that the suite which makes this shares; the trees go with it. */
export class FolderCounting {
  private shared: WorkerCounter | undefined;
  readonly signal = new AbortController().signal;

  constructor() {
    before(() => {
      this.shared = makeCounter();
    });
    after(async () => {
      this.shared?.dispose();
      await removeTrees();
    });
  }

  get counter(): WorkerCounter {
    assert.ok(this.shared);
    return this.shared;
  }

  async count(
    uris: readonly vscode.Uri[],
    maxFileBytes = 1024 ** 2,
    encoding: EncodingName = 'o200k_base',
    by = this.counter,
  ): Promise<FolderCounts> {
    const rules = { counter: by, encoding, maxFileBytes };
    const counts = await countFolders(uris, rules, this.signal, () => undefined);
    assert.ok(counts);
    return counts;
  }
}
