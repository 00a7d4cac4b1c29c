import { parseDocument } from 'yaml';
import { isPlain, isTangled } from '../../text/yaml';

/** UTF-16 code units of fields that are read. */
export const maxYamlLength = 100_000;

/** Whether a line has more keys in one another than anybody writes: each is an error, for which the library looks back. */
export const isNested = (text: string): boolean => /(?::[ \t][^\n:]*){50}/.test(text);

/**
 * What a short YAML holds; `undefined`: it is no YAML, or was made to be slow. Where it is wrong, nobody asks here.
 * @param refusesTags whether a tag that nobody knows makes it none
 */
export function plainYaml(text: string, refusesTags = false): unknown {
  if (text.length > maxYamlLength || isTangled(text) || isNested(text)) return undefined;
  try {
    const document = parseDocument(text, { prettyErrors: false, logLevel: 'error' });
    const { errors, warnings, contents } = document;
    if (errors.length > 0 || (refusesTags && warnings.length > 0) || !isPlain(contents)) return undefined;
    return document.toJS({ maxAliasCount: 20 });
  } catch {
    return undefined;
  }
}
