import { MarkdownString } from 'vscode';
import type { Position, TextDocument } from 'vscode';
import { escapeMarkdown } from '../../../core/base/markdown';
import { parameterCard } from '../../../core/catalog/parameters/parameterMessages';
import type { Model } from '../../../core/catalog/catalogTable';
import { termCard } from '../../../core/glossary/cards/card';
import type { Term } from '../../../core/glossary/find/glossaryTable';
import { idCard } from '../../../core/code/ids/idCard';
import { textOfPlace } from '../../../core/pages/address';
import { modelPlace } from '../../../core/pages/familyPage';
import { fileLine } from '../../../core/tokens/counting/fileLine';
import type { LiveDefinitions } from '../terms/liveDefinitions';
import type { ModelHere } from '../../models/modelAt';
import type { HoverTarget, HoverTargets } from '../terms/hoverTargets';
import type { Tables } from '../../../core/tables';
import type { KnownCount } from '../../tokens/counting/knownCounts';
import { commandLink, trusting } from '../../shared/commands';
import { say } from '../../shared/words';

export interface HoverDeps {
  readonly tables: Pick<Tables, 'catalog' | 'lifecycle'>;
  readonly subjects: Pick<HoverTargets, 'at' | 'index'>;
  readonly live: Pick<LiveDefinitions, 'lineFor'>;
  readonly knownCount: KnownCount;
}

const cardCommands = trusting(
  ...(['pages.open', 'models.showInTree', 'tokens.selectModel', 'tokens.count', 'models.openInPlayground'] as const),
  ...(['glossary.lookUp', 'glossary.markKnown', 'glossary.explainTerm'] as const),
);

/** One card for what stands at a place: the model or parameter leads, and the term is a line of it. */
export async function hoverCard(
  { model, parameter, term }: HoverTarget,
  document: TextDocument,
  position: Position,
  parts: HoverDeps,
): Promise<MarkdownString> {
  const lead = model ? await modelCard(model, document, parts) : parameter && parameterCard(parameter.facts, say);
  const below =
    term && (lead === undefined ? await wholeTerm(term.term, document, position, parts) : termLine(term.term));
  const card = new MarkdownString([lead, below].filter(Boolean).join('\n\n'));
  card.isTrusted = cardCommands;
  return card;
}

async function modelCard({ written, named }: ModelHere, document: TextDocument, parts: HoverDeps): Promise<string> {
  const [catalog, lifecycle] = await Promise.all([parts.tables.catalog(), parts.tables.lifecycle()]);
  const links = {
    page: (model: Model) => commandLink('pages.open', textOfPlace(modelPlace(model))),
    tree: ({ id }: Model) => commandLink('models.showInTree', id),
    counter: ({ id }: Model) => commandLink('tokens.selectModel', id),
    playground: ({ id }: Model) => commandLink('models.openInPlayground', id),
  };
  const { model } = named;
  const count = model && (await parts.knownCount(document, model));
  const file = model && fileLine(count, model, catalog.now, commandLink('tokens.count', model.id), say);
  return idCard(written, named, { catalog, lifecycle }, links, say, file);
}

async function wholeTerm(term: Term, document: TextDocument, position: Position, parts: HoverDeps): Promise<string> {
  const [index, live] = await Promise.all([
    parts.subjects.index(document.uri),
    parts.live.lineFor(term.id, document, position),
  ]);
  const { line, character } = position;
  const why = commandLink('glossary.explainTerm', document.uri.toString(), line, character);
  const actions = `[${say('I know this word')}](${commandLink('glossary.markKnown', term.id)}) · [${say('Why is it shown?')}](${why})`;
  return termCard(term, index, lookUpLink, { live, actions });
}

const termLine = ({ id, term }: Term): string => say('Term: {0}', `[${escapeMarkdown(term)}](${lookUpLink(id)})`);

/** A link that opens the term's page. */
const lookUpLink = (id: string): string => commandLink('glossary.lookUp', id);
