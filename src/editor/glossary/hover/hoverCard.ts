import { MarkdownString } from 'vscode';
import type { Position, TextDocument } from 'vscode';
import { escapeMarkdown } from '../../../core/base/markdown';
import { parameterCard } from '../../../core/catalog/parameters/parameterMessages';
import { termCard } from '../../../core/glossary/cards/card';
import type { Term } from '../../../core/glossary/find/glossaryTable';
import { idCard } from '../../../core/code/ids/idCard';
import { fileLine } from '../../../core/tokens/counting/fileLine';
import type { ModelHere } from '../../models/modelAt';
import { modelCommands, modelLinks } from '../../models/modelLinks';
import type { CardDeps, HoverTarget } from '../terms/hoverTargets';
import { commandLink, trusting } from '../../shared/commands';
import { say } from '../../shared/words';

/** Largest number of related terms on a card. The page of the term lists them all. */
const mostRelated = 5;

const cardCommands = trusting(
  ...modelCommands,
  ...(['tokens.count', 'glossary.lookUp', 'glossary.markKnown', 'glossary.explainTerm'] as const),
);

/** Makes one card for all that stands at a place. A model or parameter leads, and a term is a line below it. */
export async function hoverCard(
  { model, parameter, term }: HoverTarget,
  document: TextDocument,
  position: Position,
  deps: CardDeps,
): Promise<MarkdownString> {
  const lead = model ? await modelCard(model, document, deps) : parameter && parameterCard(parameter.facts, say);
  const below =
    term && (lead === undefined ? await wholeTerm(term.term, document, position, deps) : termLine(term.term));
  const card = new MarkdownString([lead, below].filter(Boolean).join('\n\n'));
  card.isTrusted = cardCommands;
  return card;
}

async function modelCard({ written, named }: ModelHere, document: TextDocument, deps: CardDeps): Promise<string> {
  const { tables } = deps;
  const [catalog, lifecycle, hostIds] = await Promise.all([tables.catalog(), tables.lifecycle(), tables.hostIds()]);
  const { model } = named;
  const count = model && (await deps.knownCount(document, model));
  const file = model && fileLine(count, model, catalog.now, commandLink('tokens.count', model.id), say);
  const said = model && (await deps.said.otherwise(model, catalog));
  return idCard(written, named, { catalog, lifecycle, hostIds }, modelLinks, say, file, said);
}

async function wholeTerm(term: Term, document: TextDocument, position: Position, deps: CardDeps): Promise<string> {
  const [index, live] = await Promise.all([
    deps.targets.index(document.uri),
    deps.live.lineFor(term.id, document, position),
  ]);
  const { line, character } = position;
  const why = commandLink('glossary.explainTerm', document.uri.toString(), line, character);
  const actions = `[${say('More about this term')}](${lookUpLink(term.id)}) · [${say('I know this term')}](${commandLink('glossary.markKnown', term.id)}) · [${say('Why is it shown?')}](${why})`;
  return termCard(term, index, lookUpLink, { live, actions, related: mostRelated });
}

const termLine = ({ id, term }: Term): string => say('Term: {0}', `[${escapeMarkdown(term)}](${lookUpLink(id)})`);

/** Makes a link that opens the term's page. */
const lookUpLink = (id: string): string => commandLink('glossary.lookUp', id);
