import { Hover, MarkdownString, Range, languages } from 'vscode';
import type { CancellationToken, Disposable, HoverProvider, Position, TextDocument } from 'vscode';
import { escapeMarkdown } from '../../../core/base/markdown';
import { termCard } from '../../../core/glossary/card';
import { isShown } from '../../../core/glossary/choices';
import type { TermDecision } from '../../../core/glossary/decide';
import type { Term } from '../../../core/glossary/glossaryTable';
import { commandLink } from '../../shared/commands';
import { settings } from '../../shared/settings';
import { say } from '../../shared/words';
import type { DocumentRegions } from '../../services/documentRegions';
import type { DocumentTerms } from '../../services/glossary/documentTerms';
import type { Tables } from '../../services/tables';
import { cardCommands, findModelCard } from './modelHover';
import type { KnownCount } from './modelHover';
import type { FoundParameter } from './parameterHover';

export function registerGlossaryHover(
  tables: Tables,
  regions: DocumentRegions,
  terms: DocumentTerms,
  knownCount: KnownCount,
): Disposable {
  const isEnabled = (languageId: string): boolean => {
    const chosen = settings.hoverLanguages();
    return settings.hoverEnabled() && (chosen.includes('*') || chosen.includes(languageId));
  };
  return languages.registerHoverProvider('*', new GlossaryHover(tables, regions, terms, isEnabled, knownCount));
}

export class GlossaryHover implements HoverProvider {
  constructor(
    private readonly tables: Pick<Tables, 'catalog' | 'lifecycle' | 'modelNames' | 'parameters'>,
    private readonly regions: Pick<DocumentRegions, 'readTo'>,
    private readonly terms: Pick<DocumentTerms, 'at' | 'rules'>,
    private readonly isEnabled: (languageId: string) => boolean,
    private readonly knownCount: KnownCount,
  ) {}

  async provideHover(
    document: TextDocument,
    position: Position,
    cancel: CancellationToken,
  ): Promise<Hover | undefined> {
    if (!this.isEnabled(document.languageId)) return undefined;
    const { index } = await this.terms.rules.glossary(document.uri);
    if (cancel.isCancellationRequested) return undefined;
    const named =
      (await findModelCard(document, position, this.tables, this.knownCount)) ??
      (await this.findParameterAt(document, position));
    const match = await this.findTermAt(document, position, cancel);
    if (!named && !match) return undefined;
    // One card at one place: the model or parameter leads, and the term is a line of it.
    const term = match && (named ? termLine(match.term) : termCard(match.term, index, lookUpLink));
    const card = new MarkdownString([named?.card, term].filter(Boolean).join('\n\n'));
    card.isTrusted = cardCommands;
    return new Hover(card, named?.range ?? (match && rangeOf(document, match)));
  }

  /** The reader of calls is loaded with the first question. */
  private async findParameterAt(document: TextDocument, position: Position): Promise<FoundParameter | undefined> {
    const { findParameterCard } = await import('./parameterHover');
    return findParameterCard(document, position, this.tables, this.regions);
  }

  private async findTermAt(
    document: TextDocument,
    position: Position,
    cancel: CancellationToken,
  ): Promise<TermDecision | undefined> {
    const decision = await this.terms.at(document, position, cancel);
    return decision && isShown(decision, this.terms.rules.choices()) ? decision : undefined;
  }
}

const rangeOf = (document: TextDocument, { start, end }: TermDecision): Range =>
  new Range(document.positionAt(start), document.positionAt(end));

const termLine = ({ id, term }: Term): string => say('Term: {0}', `[${escapeMarkdown(term)}](${lookUpLink(id)})`);

/** A link that opens the term's page. */
const lookUpLink = (id: string): string => commandLink('lookUpTerm', id);
