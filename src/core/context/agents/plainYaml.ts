import { parseDocument } from 'yaml';
import type { Document, ParseOptions, DocumentOptions, SchemaOptions } from 'yaml';
import { remembered } from '../../base/maps';
import { isPlain, isTangled, repeatedKey } from '../../text/yaml';
import { ofFile } from '../tree/ofFile';

/** UTF-16 code units of fields that are read: agents list a description of 1,024 of them, and no one waits for more than these. */
export const maxYamlLength = 20_000;

/** Brackets and commas: fields have a tenth of these. */
const maxBrackets = 500;
const maxCommas = 4_000;

/** Whether a text has more brackets or commas than anybody writes in fields: for each the library looks back. */
export const isCrowded = (text: string): boolean =>
  hasMore(text, /[[{]/g, maxBrackets) || hasMore(text, /,/g, maxCommas) || /(?:- ){50}/.test(text);

/** Whether a line has more keys in one another than anybody writes: each is an error, for which the library looks back. */
export const isNested = (text: string): boolean => /(?::[ \t][^\n:]*){50}/.test(text);

function hasMore(text: string, mark: RegExp, most: number): boolean {
  const found = text.matchAll(mark);
  for (let count = 0; count <= most; count++) if (found.next().done === true) return false;
  return true;
}

type YamlOptions = ParseOptions & DocumentOptions & SchemaOptions;

/** A short text that is YAML; `undefined`: it is none, or was made to be slow. Where it is wrong, nobody asks here. */
export function shortYaml(text: string, options: YamlOptions = {}): Document | undefined {
  if (text.length > maxYamlLength || isTangled(text) || isCrowded(text) || isNested(text)) return undefined;
  try {
    // The library's own check for keys that stand twice compares each with each.
    const document = parseDocument(text, { ...options, uniqueKeys: false, prettyErrors: false, logLevel: 'error' });
    return document.errors.length > 0 || repeatedKey(document.contents) ? undefined : document;
  } catch {
    return undefined; // Brackets in brackets without end.
  }
}

/** Reads YAML that stands in a file: each text once, whichever agents ask. */
export const yamlIn = ofFile(() => remembered((text: string) => shortYaml(text)));

interface PlainOptions {
  /** A tag that nobody knows makes it none. */
  readonly refusesTags?: boolean;
  readonly read?: (text: string) => Document | undefined;
}

/** Returns the value of a short YAML text; `undefined` where it cannot be read, or is not plain. */
export function plainYaml(text: string, { refusesTags = false, read = shortYaml }: PlainOptions = {}): unknown {
  const document = read(text);
  if (!document || (refusesTags && document.warnings.length > 0)) return undefined;
  if (!values.has(document)) values.set(document, valueOf(document));
  return values.get(document);
}

/** Each document is asked for by several agents. */
const values = new WeakMap<Document, unknown>();

function valueOf(document: Document): unknown {
  try {
    return isPlain(document.contents) ? document.toJS({ maxAliasCount: 20 }) : undefined;
  } catch {
    return undefined; // Names that stand for each other.
  }
}
