import { Hover, MarkdownString, Range, languages } from 'vscode';
import type { CancellationToken, Disposable, HoverProvider, Position, TextDocument } from 'vscode';
import { escapeMarkdown } from '../../../core/base/markdown';
import { termCard } from '../../../core/glossary/card';
import { findTerm, reach } from '../../../core/glossary/findTerm';
import type { Term } from '../../../core/glossary/glossaryTable';
import type { GlossaryIndex, TermMatch } from '../../../core/glossary/findTerm';
import { commandLink } from '../../shared/commands';
import { settings } from '../../shared/settings';
import { say } from '../../shared/words';
import type { Region } from '../../../core/regions/regions';
import type { RegionKind } from '../../../core/regions/syntax';
import type { DocumentRegions } from '../../services/documentRegions';
import type { Tables } from '../../services/tables';
import { cardCommands, findModelCard } from './modelHover';
import type { KnownCount } from './modelHover';
import type { FoundParameter } from './parameterHover';

export function registerGlossaryHover(tables: Tables, regions: DocumentRegions, knownCount: KnownCount): Disposable {
  const isEnabled = (languageId: string): boolean => {
    const chosen = settings.hoverLanguages();
    return settings.hoverEnabled() && (chosen.includes('*') || chosen.includes(languageId));
  };
  return languages.registerHoverProvider('*', new GlossaryHover(tables, regions, isEnabled, knownCount));
}

export class GlossaryHover implements HoverProvider {
  constructor(
    private readonly tables: Pick<Tables, 'glossary' | 'catalog' | 'lifecycle' | 'modelNames' | 'parameters'>,
    private readonly regions: Pick<DocumentRegions, 'readTo'>,
    private readonly isEnabled: (languageId: string) => boolean,
    private readonly knownCount: KnownCount,
  ) {}

  async provideHover(
    document: TextDocument,
    position: Position,
    cancel: CancellationToken,
  ): Promise<Hover | undefined> {
    if (!this.isEnabled(document.languageId)) return undefined;
    const index = await this.tables.glossary();
    if (cancel.isCancellationRequested) return undefined;
    const named =
      (await findModelCard(document, position, this.tables, this.knownCount)) ??
      (await this.findParameterAt(document, position));
    const match = await this.findTermAt(index, document, position, cancel);
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

  /** Reads no more of the text than a term can reach, so that a long line costs nothing; the regions only at a term. */
  private async findTermAt(
    index: GlossaryIndex,
    document: TextDocument,
    position: Position,
    cancel: CancellationToken,
  ): Promise<TermMatch | undefined> {
    const offset = document.offsetAt(position);
    const start = Math.max(0, offset - reach);
    const text = document.getText(new Range(document.positionAt(start), document.positionAt(offset + reach)));
    if (!findTerm(index, text, offset - start, 'prose')) return undefined;
    const regions = await this.regions.readTo(document, position.line, cancel);
    const region = regions?.at(position.line, position.character);
    if (!region) return undefined;
    const match = findTerm(index, text, offset - start, kindOf(region));
    return match && { ...match, start: match.start + start, end: match.end + start };
  }
}

/** Inline code and fences that name no language hold output and quotations as often as code. */
const kindOf = ({ kind, language }: Region): RegionKind => (kind === 'code' && language === '' ? 'string' : kind);

const rangeOf = (document: TextDocument, { start, end }: TermMatch): Range =>
  new Range(document.positionAt(start), document.positionAt(end));

const termLine = ({ id, term }: Term): string => say('Term: {0}', `[${escapeMarkdown(term)}](${lookUpLink(id)})`);

/** A link that opens the term's page. */
const lookUpLink = (id: string): string => commandLink('lookUpTerm', id);
