import { CodeLens, EventEmitter, Range, workspace } from 'vscode';
import type { CancellationToken, CodeLensProvider, Disposable, TextDocument, Uri } from 'vscode';
import { host } from '#host';
import { agentIds } from '../../core/context/contextReport';
import type { EncodingName } from '../../core/catalog/encodingName';
import { budgetsOfFile } from '../../core/context/findings/budgetRules';
import { fileLine, readerOf } from '../../core/context/report/fileReaders';
import type { FieldGuide } from '../../core/fieldGuide';
import { pathBelow } from '../files/paths';
import { abortOnCancel } from '../shared/abort';
import { commandOf } from '../shared/commands';
import { readSetting } from '../shared/settings';
import { say } from '../shared/words';
import type { WatchedFolders } from './watchedFolder';

/** Milliseconds to wait after a change of other files. */
const quietMs = 300;

/** Most UTF-16 code units of a file whose tokens are counted. */
const mostCounted = 4_000_000;

/** The lens whose text is made once it is visible. */
class FileLens extends CodeLens {
  constructor(
    readonly document: TextDocument,
    readonly folder: Uri,
    readonly path: string,
  ) {
    super(new Range(0, 0, 0, 0));
  }
}

/** Lenses above a file that agents read: its tokens, its budget, and which agents read it. */
export class ContextLenses implements CodeLensProvider, Disposable {
  private readonly changed = new EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;
  private readonly listener: Disposable;
  private stopWaiting: (() => void) | undefined;

  constructor(
    private readonly guide: Pick<FieldGuide, 'count'>,
    private readonly folders: WatchedFolders,
  ) {
    this.listener = folders.onDidNote(() => {
      this.stopWaiting?.();
      this.stopWaiting = host.later(quietMs, () => this.changed.fire());
    });
  }

  dispose(): void {
    this.stopWaiting?.();
    this.listener.dispose();
    this.changed.dispose();
  }

  provideCodeLenses(document: TextDocument): CodeLens[] {
    const folder = workspace.getWorkspaceFolder(document.uri)?.uri;
    const path = folder && pathBelow(folder, document.uri);
    return folder && path !== undefined ? [new FileLens(document, folder, path)] : [];
  }

  async resolveCodeLens(lens: CodeLens, cancel: CancellationToken): Promise<CodeLens> {
    if (!(lens instanceof FileLens)) return lens;
    const line = await this.lineOf(lens, cancel).catch((error: unknown) => {
      if (cancel.isCancellationRequested) return undefined;
      throw error;
    });
    const { title, tooltip } = line ?? { title: '…', tooltip: '' };
    // Without the view there is nothing to open, and a lens without a command is text.
    const command = readSetting('context.view')
      ? commandOf('context.showFile', title, lens.document.uri)
      : { command: '', title };
    lens.command = { ...command, tooltip };
    return lens;
  }

  private async lineOf({ document, folder, path }: FileLens, cancel: CancellationToken) {
    const text = document.getText();
    if (text.length > mostCounted) return undefined;
    const signal = abortOnCancel(cancel);
    const count = async (encoding: EncodingName): Promise<number> =>
      (await this.guide.count(text, { encoding }, { languageId: document.languageId, signal })).tokens;
    const watched = this.folders.of(folder);
    await watched.catchUp();
    const { contexts } = watched;
    const readers = [];
    for (const id of agentIds) {
      if (cancel.isCancellationRequested) return undefined;
      readers.push(readerOf(path, await contexts.ofFolder(id)));
    }
    const budgets = await Promise.all(
      (await budgetsOfFile(contexts.tree, path)).map(async (budget) => ({
        ...budget,
        used: await count(budget.encoding),
      })),
    );
    return fileLine({ tokens: await count('o200k_base'), budgets, readers }, say);
  }
}
