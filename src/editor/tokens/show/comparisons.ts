import { Disposable, TabInputText, Uri, window, workspace } from 'vscode';
import type { Tab } from 'vscode';
import type { EncodingName } from '../../../core/catalog/encodingName';
import type { Model } from '../../../core/catalog/catalogTable';
import { comparisonScheme } from '../../shared/contributions';
import { say } from '../../shared/words';

/** The encoding or model whose tokens one of the two texts shows. */
export interface ComparedEncoding {
  readonly encoding: EncodingName;
  /** The chosen model, unless the encoding itself was chosen. */
  readonly model?: Model;
}

interface Comparison {
  /** The name of the document that the text is from. */
  readonly name: string;
  readonly text: string;
  /** The two sides, with different encodings. */
  readonly sides: readonly [ComparedEncoding, ComparedEncoding];
}

/** The pair of texts that an address belongs to. */
export const pairOf = (uri: Uri): string => uri.path.split('/')[1] ?? '';

/** The texts that are compared now. They are read-only documents and are dropped once their tabs are closed. */
export class Comparisons {
  private readonly open = new Map<string, Comparison>();
  private lastPair = 0;
  private readonly registration: Disposable;

  constructor() {
    this.registration = Disposable.from(
      workspace.registerTextDocumentContentProvider(comparisonScheme, {
        provideTextDocumentContent: (uri) =>
          this.open.get(pairOf(uri))?.text ??
          say('This comparison is no longer available. Run "Compare Tokens" again.\n'),
      }),
      window.tabGroups.onDidChangeTabs(({ closed }) => {
        this.forget(closed);
      }),
    );
  }

  dispose(): void {
    this.registration.dispose();
    this.open.clear();
  }

  /** Keeps the text until its tabs are closed, and returns the number of the new pair. */
  add(comparison: Comparison): string {
    const pair = String(++this.lastPair);
    this.open.set(pair, comparison);
    return pair;
  }

  of = (uri: Uri): Comparison | undefined => (uri.scheme === comparisonScheme ? this.open.get(pairOf(uri)) : undefined);

  /** Returns the side of a comparison that an address shows. */
  sideOf = (uri: Uri): ComparedEncoding | undefined =>
    this.of(uri)?.sides.find(({ encoding }) => encoding === uri.query);

  /** Returns the side that is shown beside the one at an address. */
  otherSideOf = (uri: Uri): ComparedEncoding | undefined =>
    this.of(uri)?.sides.find(({ encoding }) => encoding !== uri.query);

  /** Returns the address of one side of a pair. `title` is the title of its tab. */
  static address(pair: string, title: string, encoding: EncodingName): Uri {
    return Uri.from({ scheme: comparisonScheme, path: `/${pair}/${title.replaceAll('/', '∕')}`, query: encoding });
  }

  /** Forgets the pairs of closed tabs, unless the other side of a pair is still open. */
  private forget(closed: readonly Tab[]): void {
    const open = new Set(window.tabGroups.all.flatMap(({ tabs }) => tabs.map(pairIn)));
    for (const pair of closed.map(pairIn)) if (!open.has(pair)) this.open.delete(pair);
  }
}

const pairIn = ({ input }: Tab): string =>
  input instanceof TabInputText && input.uri.scheme === comparisonScheme ? pairOf(input.uri) : '';
