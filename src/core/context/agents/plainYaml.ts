import { parseDocument } from 'yaml';
import type { Document, ParseOptions, DocumentOptions, SchemaOptions } from 'yaml';
import { remembered } from '../../base/maps';
import { isPlain, isTangled, repeatedKey } from '../../text/yaml';
import { ofFile } from '../tree/ofFile';

/**
 * Maximum length, in UTF-16 code units, of fields that are read. Agents list a description up to 1,024 of them, and
 * longer fields would take too long to read.
 */
export const maxYamlLength = 20_000;

/** Maximum numbers of brackets and of commas of fields. Usual fields have a tenth of these. */
const maxBrackets = 500;
const maxCommas = 4_000;

/** Whether a text has more brackets or commas than fields have in practice. The library looks back for each of them. */
export const isCrowded = (text: string): boolean =>
  hasMore(text, /[[{]/g, maxBrackets) || hasMore(text, /,/g, maxCommas) || /(?:- ){50}/.test(text);

/** Whether a line has more nested keys than usual. Each is an error, for which the library looks back. */
export const isNested = (text: string): boolean => /(?::[ \t][^\n:]*){50}/.test(text);

function hasMore(text: string, mark: RegExp, most: number): boolean {
  const found = text.matchAll(mark);
  for (let count = 0; count <= most; count++) if (found.next().done === true) return false;
  return true;
}

type YamlOptions = ParseOptions & DocumentOptions & SchemaOptions;

/** Parses a short text; `undefined` where it is no YAML, or was made to be slow. Callers need no place of an error. */
export function shortYaml(text: string, options: YamlOptions = {}): Document | undefined {
  if (text.length > maxYamlLength || isTangled(text) || isCrowded(text) || isNested(text)) return undefined;
  try {
    // The library's own check for repeated keys compares each key with all others.
    const document = parseDocument(text, { ...options, uniqueKeys: false, prettyErrors: false, logLevel: 'error' });
    return document.errors.length > 0 || repeatedKey(document.contents) ? undefined : document;
  } catch {
    return undefined; // Brackets are nested too deep.
  }
}

/** Reads YAML that stands in a file. Each text is read once, however many agents ask for it. */
export const yamlIn = ofFile(() => remembered((text: string) => shortYaml(text)));

interface PlainOptions {
  /** Whether a text with an unknown tag counts as unreadable. */
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

/** Values of the documents, each of which several agents ask for. */
const values = new WeakMap<Document, unknown>();

function valueOf(document: Document): unknown {
  try {
    return isPlain(document.contents) ? document.toJS({ maxAliasCount: 20 }) : undefined;
  } catch {
    return undefined; // Aliases refer to each other, or repeat too much.
  }
}
