/** The keys of a glossary, by what holds them. `media/glossary.schema.json` says the same of ours. */
export const glossaryKeys = {
  ours: ['terms'],
  term: ['term', 'aliases', 'case', 'definition', 'why', 'example', 'related', 'deprecated', 'link'],
  deprecated: ['use', 'because'],
  contextive: ['contexts', 'imports'],
  context: ['name', 'domainVisionStatement', 'paths', 'meta', 'terms'],
  contextiveTerm: ['name', 'definition', 'examples', 'aliases', 'meta'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
