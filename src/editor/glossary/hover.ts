import { Hover, MarkdownString, Range, languages } from 'vscode';
import type { CancellationToken, Disposable, HoverProvider, Position, TextDocument } from 'vscode';
import { termCard } from '../../core/glossary/card';
import { findTerm, reach } from '../../core/glossary/findTerm';
import type { GlossaryIndex, TermMatch } from '../../core/glossary/findTerm';
import { endsInProse } from '../../core/glossary/prose';
import { commandIds } from '../contributions';
import { settings } from '../settings';
import type { Tables } from '../tables';

/** How far back comment marks are looked for. Lines, and UTF-16 code units. */
const lookBackLines = 400;
const lookBackUnits = 40_000;

export function registerGlossaryHover(tables: Tables): Disposable {
  return languages.registerHoverProvider(
    '*',
    new GlossaryHover(tables, (languageId) => {
      const chosen = settings.hoverLanguages();
      return settings.hoverEnabled() && (chosen.includes('*') || chosen.includes(languageId));
    }),
  );
}

export class GlossaryHover implements HoverProvider {
  constructor(
    private readonly tables: Pick<Tables, 'glossary'>,
    private readonly isEnabled: (languageId: string) => boolean,
  ) {}

  async provideHover(
    document: TextDocument,
    position: Position,
    cancel: CancellationToken,
  ): Promise<Hover | undefined> {
    if (!this.isEnabled(document.languageId)) return undefined;
    const index = await this.tables.glossary();
    if (cancel.isCancellationRequested) return undefined;
    const match = findTermAt(index, document, position);
    if (!match) return undefined;
    const card = new MarkdownString(termCard(match.term, index, lookUpLink));
    card.isTrusted = { enabledCommands: [commandIds.lookUpTerm] };
    return new Hover(card, new Range(document.positionAt(match.start), document.positionAt(match.end)));
  }
}

/** Reads no more of the document than a term can reach, so that a long line or file costs nothing. */
function findTermAt(index: GlossaryIndex, document: TextDocument, position: Position): TermMatch | undefined {
  const offset = document.offsetAt(position);
  const start = Math.max(0, offset - reach);
  const text = document.getText(new Range(document.positionAt(start), document.positionAt(offset + reach)));
  const match =
    findTerm(index, text, offset - start, true) && findTerm(index, text, offset - start, isProse(document, position));
  return match && { ...match, start: match.start + start, end: match.end + start };
}

function isProse(document: TextDocument, position: Position): boolean {
  const offset = document.offsetAt(position);
  const firstLine = document.offsetAt(position.with(Math.max(0, position.line - lookBackLines), 0));
  const from = document.positionAt(Math.max(firstLine, offset - lookBackUnits));
  return endsInProse(document.languageId, document.getText(new Range(from, position)));
}

/** A link that opens the term's page; only this command is trusted in the hover. */
const lookUpLink = (id: string): string =>
  `command:${commandIds.lookUpTerm}?${encodeURIComponent(JSON.stringify([id]))}`;
