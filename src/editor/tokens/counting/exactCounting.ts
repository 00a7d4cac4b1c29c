import { Disposable, EventEmitter, workspace } from 'vscode';
import type { Selection, TextDocument } from 'vscode';
import type { Model } from '../../../core/catalog/catalogTable';
import { countingWay, countsThere } from '../../../core/chat/providerCounting/ways';
import { hostOf } from '../../../core/chat/providers/endpoint';
import { presetOf } from '../../../core/chat/providers/presets';
import type { CountedText } from '../../../core/tokens/counting/describeCount';
import { ExactCounts } from '../../../core/tokens/counting/exactCounts';
import type { ExactCount } from '../../../core/tokens/counting/exactCounts';
import type { ProviderStore } from '../../providers/chat/providerStore';

/** The provider that would count for a model. */
export interface CountingOffer {
  /** Its name. */
  readonly by: string;
  readonly host: string;
}

/** The counts of providers in this window, each kept for as long as its text is unchanged. */
export class ExactCounting {
  private readonly counts = new ExactCounts();
  private readonly changed = new EventEmitter<TextDocument>();
  /** Fires when a count of this document has come, or is dropped. */
  readonly onDidChange = this.changed.event;
  private readonly listeners: Disposable;

  constructor(private readonly providers: Pick<ProviderStore, 'list'>) {
    this.listeners = Disposable.from(
      this.changed,
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.drop(document);
      }),
      workspace.onDidCloseTextDocument((document) => this.drop(document)),
    );
  }

  dispose(): void {
    this.listeners.dispose();
  }

  keep(document: TextDocument, count: ExactCount): void {
    this.counts.keep(addressOf(document), count);
    this.changed.fire(document);
  }

  /** Replaces our counts with those of a provider, where it gave them for this text and these selections. */
  better(counted: CountedText, of: TextDocument, selections: readonly Selection[], { id }: Model): CountedText {
    const address = addressOf(of);
    const document = this.counts.better(counted.document, address, id);
    if (!counted.selection) return { document };
    const part = selectedPart(of, selections);
    const selection = part ? this.counts.better(counted.selection, address, id, part) : counted.selection;
    return { document, selection };
  }

  /**
   * Finds the provider to offer. Models with open weights may run anywhere: for them only a provider that is set up is
   * offered.
   */
  offerFor(model: Model): CountingOffer | undefined {
    const way = countingWay(model);
    if (!way) return undefined;
    const first = this.providers.list().find((endpoint) => countsThere(way, endpoint));
    if (!first && way.withRunningModel) return undefined;
    const { name, baseUrl } = first ?? { name: way.counter, baseUrl: presetOf(way.preset).baseUrl };
    return { by: name, host: hostOf(baseUrl) };
  }

  private drop(document: TextDocument): void {
    if (this.counts.drop(addressOf(document))) this.changed.fire(document);
  }
}

const addressOf = ({ uri }: TextDocument): string => uri.toString();

/**
 * Returns the part of a document that is sent, if exactly one selection is not empty. Each of several selections would
 * be a separate request.
 */
export function selectedPart(document: TextDocument, selections: readonly Selection[]) {
  const [only, more] = selections.filter(({ isEmpty }) => !isEmpty);
  if (!only || more) return undefined;
  return { start: document.offsetAt(only.start), end: document.offsetAt(only.end) };
}
