import { parseDocument } from 'yaml';
import { isPlain, isTangled } from '../../text/yaml';

/** UTF-16 code units of fields that are read. */
export const maxYamlLength = 100_000;

/** What a short YAML holds; `undefined`: it is no YAML, or was made to be slow. Where it is wrong, nobody asks here. */
export function plainYaml(text: string): unknown {
  if (text.length > maxYamlLength || isTangled(text)) return undefined;
  try {
    const document = parseDocument(text, { prettyErrors: false, logLevel: 'error' });
    if (document.errors.length > 0 || !isPlain(document.contents)) return undefined;
    return document.toJS({ maxAliasCount: 20 });
  } catch {
    return undefined;
  }
}
