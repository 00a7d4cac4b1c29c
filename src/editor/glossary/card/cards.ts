import type { Term } from '../../../core/glossary/find/glossaryTable';
import { idCardParts } from '../../../core/code/ids/idCard';
import { modelCardOf, parameterCardOf, termCardOf } from '../../../core/pages/cardPage';
import { pathOf } from '../../../core/pages/address';
import { modelPlace } from '../../../core/pages/familyPlaces';
import type { Page } from '../../../core/pages/page';
import type { ModelHere } from '../../models/modelAt';
import type { CardDeps, HoverTarget, PlaceInText } from '../terms/hoverTargets';
import { fileLine } from '../../../core/tokens/counting/fileLine';
import { say } from '../../shared/words';

/** A card that is or was shown. */
export interface Card {
  readonly page: Page;
  /** The term that it explains. */
  readonly term?: Term | undefined;
  /** The place of its subject in a text; undefined for a card that a link led to. */
  readonly place?: PlaceInText;
}

/** Returns the card of the subject at a place. */
export async function cardOf(subject: HoverTarget, place: PlaceInText, deps: CardDeps): Promise<Card | undefined> {
  const { model, parameter, term } = subject;
  if (!model && !parameter) return term && { ...(await termCard(term.term, place, deps)), place };
  const page = model
    ? await modelPage(model, term?.term, place, deps)
    : parameter && parameterCardOf(parameter.facts, term?.term, say);
  return page && { page, place };
}

/** Returns the card of a term, with its line for the text at a place. */
async function termCard(term: Term, { document, position }: PlaceInText, deps: CardDeps): Promise<Card> {
  const [index, live] = await Promise.all([
    deps.targets.index(document.uri),
    deps.live.lineFor(term.id, document, position),
  ]);
  return { page: termCardOf(term, index, live), term };
}

/** Returns the card of a term that a link leads to, from a card at a place; undefined if no such term applies there. */
export async function linkedCard(id: string, from: PlaceInText, deps: CardDeps): Promise<Card | undefined> {
  const term = (await deps.targets.index(from.document.uri)).byId.get(id);
  return term && termCard(term, from, deps);
}

async function modelPage(
  { written, named }: ModelHere,
  term: Term | undefined,
  { document }: PlaceInText,
  { tables, knownCount, said: sayings }: CardDeps,
): Promise<Page> {
  const [catalog, lifecycle, hostIds] = await Promise.all([tables.catalog(), tables.lifecycle(), tables.hostIds()]);
  const { model } = named;
  const count = model && (await knownCount(document, model));
  const file = model && count && fileLine(count, model, catalog.now, '', say);
  const links = {
    page: (each: NonNullable<typeof model>) => {
      const place = modelPlace(each);
      return `..${pathOf(place)}${place.anchor === undefined ? '' : `#${place.anchor}`}`;
    },
  };
  const said = model && (await sayings.otherwise(model, catalog));
  const tablesOfCard = { catalog, lifecycle, hostIds };
  return modelCardOf(idCardParts(written, named, tablesOfCard, links, say, file, said), model, term, say);
}
