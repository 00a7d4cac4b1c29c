import { Disposable, EventEmitter, Uri, ViewColumn, languages, window, workspace } from 'vscode';
import type { TextDocument, TextDocumentContentProvider } from 'vscode';
import { host } from '#host';
import { renderedMarkdown } from '../../core/prompts/language/renderedText';
import { namesWithout } from '../../core/prompts/language/variables';
import { promptScheme } from '../shared/contributions';
import { nameOf } from '../files/paths';
import { say } from '../shared/words';
import { formOf, promptSourceOf } from './promptSources';
import type { PromptValues } from './promptValues';
import { renderNow } from './renderNow';

/** Milliseconds of quiet after a key, as the next one makes the text stale. */
const quietMs = 100;

/** Shows the rendered messages of a prompt beside it, as a read-only text that follows each change. No model is asked. */
export class PromptPreview implements TextDocumentContentProvider, Disposable {
  private readonly changed = new EventEmitter<Uri>();
  readonly onDidChange = this.changed.event;
  private stopWaiting: (() => void) | undefined;
  private readonly listeners: Disposable;

  constructor(private readonly values: PromptValues) {
    // Any open preview may call the file as a partial. As few are open, all are made anew.
    const refresh = (): void => {
      this.stopWaiting?.();
      this.stopWaiting = host.later(quietMs, () => openPreviews().forEach((preview) => this.changed.fire(preview)));
    };
    this.listeners = Disposable.from(
      this.changed,
      workspace.registerTextDocumentContentProvider(promptScheme, this),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (formOf(document)) refresh();
      }),
      workspace.onDidSaveTextDocument((document) => {
        if (formOf(document)) refresh();
      }),
      values.onDidChange(refresh),
    );
  }

  dispose(): void {
    this.stopWaiting?.();
    this.listeners.dispose();
  }

  async show({ uri }: TextDocument): Promise<void> {
    const document = await workspace.openTextDocument(previewOf(uri));
    await languages.setTextDocumentLanguage(document, 'markdown');
    await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preserveFocus: true, preview: true });
  }

  async provideTextDocumentContent(preview: Uri): Promise<string> {
    const document = await workspace.openTextDocument(Uri.parse(preview.query, true));
    const rendered = await renderNow(document, this.values);
    if (!rendered) return say('This prompt is too long to be rendered here.');
    if (!('problem' in rendered)) {
      const source = promptSourceOf(document);
      return renderedMarkdown(rendered, say, source && namesWithout(source, this.values.of(document)));
    }
    return say('Line {0}: {1}', document.positionAt(rendered.offset).line + 1, rendered.problem);
  }
}

const previewOf = (file: Uri): Uri =>
  Uri.from({ scheme: promptScheme, path: `/${say('Preview of {0}', nameOf(file))}`, query: file.toString() });

const openPreviews = (): Uri[] =>
  workspace.textDocuments.flatMap(({ uri }) => (uri.scheme === promptScheme ? [uri] : []));
