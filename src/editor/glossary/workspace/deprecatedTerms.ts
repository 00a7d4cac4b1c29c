import { Disposable, languages, window, workspace } from 'vscode';
import type { TextDocument } from 'vscode';
import { host } from '#host';
import { isGlossary } from '../terms/glossaryFiles';
import type { FollowedGlossaries } from '../terms/followedGlossaries';
import type { Logger } from '../../shared/log';
import { readSetting } from '../../shared/settings';
import type { DeprecatedWord, WordReaders } from './deprecatedIn';

/** After the last key. ms. */
const quietMs = 400;

/** Files and cells of people, not output, not what an extension shows. */
const schemes = new Set(['file', 'untitled', 'vscode-notebook-cell', 'vscode-remote', 'vscode-vfs']);

export interface DeprecatedParts extends WordReaders {
  readonly own: Pick<FollowedGlossaries, 'files' | 'filesFor' | 'glossary' | 'onDidChange'>;
  readonly log: Pick<Logger, 'error'>;
}

/** Says in open documents which words the team does not say any more, one document after the other. */
export class DeprecatedTerms implements Disposable {
  private readonly shown = languages.createDiagnosticCollection('aiFieldGuide.deprecatedTerms');
  private readonly words = new Map<string, { readonly version: number; readonly found: readonly DeprecatedWord[] }>();
  private readonly waiting = new Map<TextDocument, () => void>();
  private running = Promise.resolve();
  private readonly listeners: Disposable;
  private isDisposed = false;

  constructor(private readonly parts: DeprecatedParts) {
    this.listeners = Disposable.from(
      workspace.onDidOpenTextDocument((document) => this.checkSoon(document)),
      workspace.onDidChangeTextDocument(({ document }) => this.checkSoon(document)),
      workspace.onDidCloseTextDocument((document) => this.drop(document)),
      parts.own.onDidChange(() => this.checkAll()),
    );
    this.checkAll();
  }

  dispose(): void {
    this.isDisposed = true;
    this.listeners.dispose();
    for (const stop of this.waiting.values()) stop();
    this.shown.dispose();
  }

  /** What is seen first, then what is open behind it. */
  checkAll(): void {
    const seen = window.visibleTextEditors.map(({ document }) => document);
    for (const document of new Set([...seen, ...workspace.textDocuments])) this.checkSoon(document);
  }

  /** Those of a document, while it is the one that was checked. */
  of(document: TextDocument): readonly DeprecatedWord[] {
    const known = this.words.get(document.uri.toString());
    return known?.version === document.version ? known.found : [];
  }

  private checkSoon(document: TextDocument): void {
    // A glossary has to name what nobody should say.
    if (!schemes.has(document.uri.scheme) || isGlossary(document)) return;
    this.waiting.get(document)?.();
    const check = (): void => {
      this.waiting.delete(document);
      // One that fails does not keep the next ones from being checked.
      this.running = this.running
        .then(() => this.check(document))
        .catch((error: unknown) => this.parts.log.error('The terms of a file could not be checked.', error));
    };
    this.waiting.set(document, host.later(quietMs, check));
  }

  private async check(document: TextDocument): Promise<void> {
    const { version, uri } = document;
    const isStale = (): boolean => this.isDisposed || document.isClosed || document.version !== version;
    if (isStale()) return;
    const severity = readSetting('glossary.deprecatedTerms');
    // Most documents have no glossary: for them no table is loaded.
    if (severity === 'off' || !(await this.hasDeprecated(document))) return this.show(document, []);
    const { deprecatedIn } = await import('./deprecatedIn');
    const found = await deprecatedIn(document, severity, this.parts);
    if (isStale() || !found) return;
    this.words.set(uri.toString(), { version, found });
    this.show(document, found);
  }

  private async hasDeprecated({ uri }: TextDocument): Promise<boolean> {
    const { own } = this.parts;
    const glossaries = await own.filesFor(uri);
    if (glossaries.length === 0) return false;
    const { index } = await own.glossary(uri);
    return index.terms.some((term) => term.origin !== undefined && 'deprecated' in term);
  }

  private drop(document: TextDocument): void {
    this.waiting.get(document)?.();
    this.waiting.delete(document);
    this.show(document, []);
  }

  private show({ uri }: TextDocument, found: readonly DeprecatedWord[]): void {
    if (this.isDisposed) return;
    if (found.length > 0) {
      this.shown.set(
        uri,
        found.map(({ diagnostic }) => diagnostic),
      );
      return;
    }
    this.words.delete(uri.toString());
    this.shown.delete(uri);
  }
}
