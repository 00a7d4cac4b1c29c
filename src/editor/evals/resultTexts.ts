import { Disposable, TabInputText, TabInputTextDiff, Uri, ViewColumn, commands, window, workspace } from 'vscode';
import { resultScheme } from '../shared/contributions';
import { say } from '../shared/words';

/** Answers and requests of runs as read-only documents, which are dropped when their tab is closed. */
export class ResultTexts implements Disposable {
  private readonly texts = new Map<string, string>();
  private last = 0;
  private readonly registration = Disposable.from(
    workspace.registerTextDocumentContentProvider(resultScheme, {
      provideTextDocumentContent: (uri) =>
        this.texts.get(uri.toString()) ?? say('This answer is no longer available. Compare the runs again.\n'),
    }),
    window.tabGroups.onDidChangeTabs(({ closed }) => {
      for (const { input } of closed) {
        if (input instanceof TabInputText) this.texts.delete(input.uri.toString());
        if (!(input instanceof TabInputTextDiff)) continue;
        this.texts.delete(input.original.toString());
        this.texts.delete(input.modified.toString());
      }
    }),
  );

  dispose(): void {
    this.registration.dispose();
    this.texts.clear();
  }

  async diff(before: string, now: string, title: string): Promise<void> {
    await commands.executeCommand('vscode.diff', this.addressOf(before), this.addressOf(now), title, {
      preview: false,
    });
  }

  async show(text: string, title: string): Promise<void> {
    const document = await workspace.openTextDocument(this.addressOf(text, title));
    await window.showTextDocument(document, { viewColumn: ViewColumn.Beside });
  }

  private addressOf(text: string, name = 'answer.md'): Uri {
    const uri = Uri.from({ scheme: resultScheme, path: `/${++this.last}/${name}` });
    this.texts.set(uri.toString(), text);
    return uri;
  }
}
