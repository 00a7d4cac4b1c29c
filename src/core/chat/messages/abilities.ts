/** Things that a model, or its provider for it, does or does not do. */
export const abilities = ['streaming', 'usage', 'reasoning', 'tools', 'structured', 'images', 'logprobs'] as const;
type Ability = (typeof abilities)[number];
/** Known abilities. One that is left out is not known. */
export type Abilities = { readonly [Name in Ability]?: boolean };

/**
 * Abilities of a model at a backend, by one source. `itself`: the backend. `api`: its API has no field for those that are
 * false. `docs`: the documentation of its provider.
 */
export interface AbilitiesBy {
  readonly by: 'test' | 'list' | 'docs' | 'catalog' | 'api' | 'itself';
  readonly can: Abilities;
}
