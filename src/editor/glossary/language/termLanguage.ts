import { Disposable, DocumentHighlight, DocumentHighlightKind, Location, Range, languages } from 'vscode';
import type {
  CancellationToken,
  DefinitionProvider,
  DocumentHighlightProvider,
  LocationLink,
  Position,
  ReferenceProvider,
  TextDocument,
} from 'vscode';
import { isShown } from '../../../core/glossary/cards/choices';
import type { TermDecision } from '../../../core/glossary/sense/decide';
import type { GlossaryIndex } from '../../../core/glossary/find/findTerm';
import type { DocumentTerms } from '../terms/documentTerms';
import { isSilent } from '../terms/silence';
import { isWords, rangeOf } from '../terms/wordsInDocument';
import { textUri } from '../../pages/pageTexts';
import { whileOn } from '../../shared/settings';

interface TermProviderDeps {
  readonly terms: Pick<DocumentTerms, 'at' | 'all' | 'rules'>;
  /** The terms that have a page. */
  readonly glossary: () => Promise<GlossaryIndex>;
  /** Where a term stands as words in the other files of the workspace, where that is known. */
  readonly elsewhere: (termId: string, but: TextDocument) => readonly Location[];
}

/** Counts for more than `*`, to which each new editor of VS Code registers one that highlights equal words. */
const everyPath = { pattern: '**' };

/** Terms as a part of the language tooling, while the setting wants it. Without a rename provider and without symbols. */
export function registerTermLanguage(deps: TermProviderDeps): Disposable {
  const providers = new TermProviders(deps);
  return whileOn('glossary.languageFeatures', () =>
    Disposable.from(
      languages.registerDefinitionProvider('*', providers),
      languages.registerReferenceProvider('*', providers),
      languages.registerDocumentHighlightProvider(everyPath, providers),
    ),
  );
}

/** Definition, references and highlights of terms where they stand as words, and nowhere else: code keeps its own answers. */
class TermProviders implements DefinitionProvider, ReferenceProvider, DocumentHighlightProvider {
  constructor(private readonly deps: TermProviderDeps) {}

  /** Leads to the text of the term's page, which can be peeked into. */
  async provideDefinition(
    document: TextDocument,
    position: Position,
    cancel: CancellationToken,
  ): Promise<LocationLink[] | undefined> {
    const found = await this.at(document, position, cancel);
    if (!found || !(await this.deps.glossary()).byId.has(found.term.id)) return undefined;
    const targetUri = textUri({ folder: 'terms', id: found.term.id });
    return [{ originSelectionRange: rangeOf(document, found), targetUri, targetRange: new Range(0, 0, 0, 0) }];
  }

  async provideReferences(
    document: TextDocument,
    position: Position,
    _context: unknown,
    cancel: CancellationToken,
  ): Promise<Location[] | undefined> {
    const found = await this.at(document, position, cancel);
    if (!found) return undefined;
    const here = await this.mentions(document, found, cancel);
    return [
      ...here.map((each) => new Location(document.uri, rangeOf(document, each))),
      ...this.deps.elsewhere(found.term.id, document),
    ];
  }

  async provideDocumentHighlights(
    document: TextDocument,
    position: Position,
    cancel: CancellationToken,
  ): Promise<DocumentHighlight[] | undefined> {
    const found = await this.at(document, position, cancel);
    if (!found) return undefined;
    const here = await this.mentions(document, found, cancel);
    return here.map((each) => new DocumentHighlight(rangeOf(document, each), DocumentHighlightKind.Text));
  }

  /** The cursor behind the last letter of a word is at the word, as everywhere in VS Code. */
  private async at(
    document: TextDocument,
    position: Position,
    cancel: CancellationToken,
  ): Promise<TermDecision | undefined> {
    if (isSilent(document.languageId)) return undefined;
    const atEnd = position.character > 0 ? position.translate(0, -1) : undefined;
    const found = await this.deps.terms.at(document, position, cancel);
    const meant = found ?? (atEnd && (await this.deps.terms.at(document, atEnd, cancel)));
    if (!meant || cancel.isCancellationRequested || document.offsetAt(position) > meant.end) return undefined;
    return this.isAnswered(document, meant) ? meant : undefined;
  }

  private isAnswered(document: TextDocument, decision: TermDecision): boolean {
    return isShown(decision, this.deps.terms.rules.choices()) && isWords(document, decision);
  }

  private async mentions(
    document: TextDocument,
    { term }: TermDecision,
    cancel: CancellationToken,
  ): Promise<TermDecision[]> {
    const all = (await this.deps.terms.all(document, cancel)) ?? [];
    return all.filter((each) => each.term.id === term.id && this.isAnswered(document, each));
  }
}
