// The types of `csv-parse` bring in those of Node, which core does not have: `tsconfig.json` puts these in their place.

/** @throws Error with `lines`, the line that cannot be read. */
export function parse(
  text: string,
  options: { readonly bom: boolean; readonly info: boolean; readonly relax_quotes: boolean },
): unknown;
