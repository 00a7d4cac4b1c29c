import * as v from 'valibot';
import type { Frozen } from '../base/frozen';
import type { Say } from '../base/say';
import type { Catalog } from '../catalog/catalog';
import type { SchemaSupport } from '../schema/schemaSupport';
import type { Backend } from './backend';
import type { Abilities, AbilitiesBy } from './messages/abilities';
import { shortText } from './messages/chatTypes';

// Whether a model can do a thing where it is asked. An ability that it lacks is not offered, and the reason is given.

/** Abilities that a request may ask for, where the model has them. */
export const offeredAbilities = ['tools', 'structured', 'images', 'logprobs', 'reasoning'] as const;
export type OfferedAbility = (typeof offeredAbilities)[number];

/** The answer to whether a model has an ability. `unknown`: no source says so. It is offered then, with a word on that. */
export const abilityAnswer = v.object({
  does: v.picklist(['yes', 'no', 'unknown']),
  /** A sentence on the ability, with who says so. */
  why: shortText,
});
export type AbilityAnswer = Frozen<v.InferOutput<typeof abilityAnswer>>;

/** Says whether a model of a backend has an ability, or why not. A test comes before a list, and a list before the catalog. */
export function abilityOf(
  ability: OfferedAbility,
  backend: Pick<Backend, 'name' | 'knows'>,
  model: string,
  catalog: Pick<Catalog, 'findModel'>,
  say: Say,
): AbilityAnswer {
  const known = [...(backend.knows?.(model) ?? []), ofCatalog(catalog, model)].find(
    ({ can }) => can[ability] !== undefined,
  );
  if (!known) return { does: 'unknown', why: unknownOf(ability, model, say) };
  const does = known.can[ability] === true;
  return { does: does ? 'yes' : 'no', why: saidBy(known.by, sentenceOf(ability, does, model, say), backend.name, say) };
}

/** Collects the answers for all offered abilities, for a page. */
export const abilitiesOf = (
  ...[backend, model, catalog, say]: Parameters<typeof abilityOf> extends [unknown, ...infer Rest] ? Rest : never
): Record<OfferedAbility, AbilityAnswer> =>
  Object.fromEntries(
    offeredAbilities.map((ability) => [ability, abilityOf(ability, backend, model, catalog, say)]),
  ) as Record<OfferedAbility, AbilityAnswer>;

/** Derives abilities from what a provider says that it does with schemas, whatever the model. */
export const ofSchemaSupport = (support: SchemaSupport | undefined): AbilitiesBy[] =>
  support?.takes === 'json' ? [{ by: 'docs', can: { structured: false } }] : [];

/** Reads abilities from the catalog. They are those of the model itself, wherever it is served. */
function ofCatalog(catalog: Pick<Catalog, 'findModel'>, model: string): AbilitiesBy {
  const { modalities, reasoning } = catalog.findModel(model) ?? {};
  const can: Abilities = {
    ...(modalities && { images: modalities.input.includes('image') }),
    ...(reasoning !== undefined && { reasoning }),
  };
  return { by: 'catalog', can };
}

function unknownOf(ability: OfferedAbility, model: string, say: Say): string {
  switch (ability) {
    case 'tools':
      return say('It is not known whether {0} calls tools here.', model);
    case 'structured':
      return say('It is not known whether {0} keeps to a schema here.', model);
    case 'images':
      return say('It is not known whether {0} takes images here.', model);
    case 'logprobs':
      return say('It is not known whether {0} tells log probabilities here.', model);
    case 'reasoning':
      return say('It is not known whether {0} reasons here.', model);
  }
}

function sentenceOf(ability: OfferedAbility, does: boolean, model: string, say: Say): string {
  switch (ability) {
    case 'tools':
      return does ? say('{0} calls tools', model) : say('{0} calls no tools', model);
    case 'structured':
      return does ? say('{0} keeps to a schema', model) : say('{0} cannot be held to a schema', model);
    case 'images':
      return does ? say('{0} takes images', model) : say('{0} takes no images', model);
    case 'logprobs':
      return does ? say('{0} tells log probabilities', model) : say('{0} tells no log probabilities', model);
    case 'reasoning':
      return does ? say('{0} reasons', model) : say('{0} does not reason', model);
  }
}

function saidBy(by: AbilitiesBy['by'], sentence: string, provider: string, say: Say): string {
  switch (by) {
    case 'test':
      return say('{0}, as a connection test found.', sentence);
    case 'list':
      return say('{0}, as the list of {1} says.', sentence, provider);
    case 'docs':
      return say('{0}, as the documentation of {1} says.', sentence, provider);
    case 'catalog':
      return say('{0}, as the catalog says.', sentence);
    case 'api':
      return say('{0}: this API has no field for that.', sentence);
    case 'itself':
      return say('{0}.', sentence);
  }
}
