/** Things that a model, or its provider for it, does or does not do. */
export const abilities = ['streaming', 'usage', 'reasoning', 'tools', 'structured', 'images', 'logprobs'] as const;
type Ability = (typeof abilities)[number];
/** What is known of them: one that is left out is not known. */
export type Abilities = { readonly [Name in Ability]?: boolean };

/** What one source says of a model at a backend. `itself`: the backend; `api`: its API has no field for what is false; `docs`: its provider. */
export interface AbilitiesBy {
  readonly by: 'test' | 'list' | 'docs' | 'catalog' | 'api' | 'itself';
  readonly can: Abilities;
}
