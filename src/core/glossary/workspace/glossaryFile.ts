import type { TermForm } from '../find/glossaryTable';
import type { YamlPlace } from '../../text/yaml';
import type { YamlSlip } from '../../text/yamlSlip';

/** Names of our own glossaries, and of those of Contextive (https://contextive.tech), which other editors read. */
const FILE_NAME = /(?:\.glossary\.ya?ml|\.contextive\.ya?ml)$/i;

/** Whether a file of this name explains terms of the workspace. */
export const isGlossaryFile = (path: string): boolean =>
  FILE_NAME.test(path) || /(?:^|\/)\.contextive\/definitions\.ya?ml$/i.test(path);

/**
 * Returns the folder to which a glossary applies, with all below it. Contextive once kept it in a folder of its own.
 */
export const folderOfGlossary = (path: string): string => path.replace(/(?:\/\.contextive)?\/[^/]*$/, '');

export const newGlossary = '# Words of ours, one entry each, explained where they are written.\nterms:\n';

/** Limits of what is read from a glossary; lengths in UTF-16 code units. */
export const limits = {
  file: 1024 ** 2,
  terms: 5_000,
  contexts: 200,
  imports: 50,
  name: 100,
  /** Words in a form. */
  words: 8,
  list: 50,
  text: 4_000,
} as const;

/** The word to use instead of a deprecated one. */
export interface Deprecation {
  readonly use: string;
  readonly because?: string;
}

/** A term that is named in a glossary, with the key by which it is found. */
export type NamedTerm = Pick<TermForm, 'text' | 'key'>;

/** A named term with its place in the file. */
export interface RelatedTerm extends NamedTerm {
  readonly place: YamlPlace;
}

/** Other facts, in the words of their writer. */
type Meta = readonly (readonly [key: string, value: string])[];

/** An entry as it stands in a file. */
export interface FileTerm {
  readonly term: string;
  readonly forms: readonly TermForm[];
  /** The definition, which is empty if it is not written yet. */
  readonly definition: string;
  readonly why?: string;
  readonly examples: readonly string[];
  readonly related: readonly RelatedTerm[];
  readonly deprecated?: Deprecation;
  /** An https address. */
  readonly link?: string;
  readonly meta: Meta;
  /** The line of the entry, from 0. */
  readonly line: number;
}

/** Terms that apply together: the whole file, or one of the contexts of Contextive. */
export interface GlossaryContext {
  readonly name?: string;
  readonly vision?: string;
  readonly meta: Meta;
  /**
   * Patterns of the files to which it applies, from the folder of the glossary. Without any, it applies to all files.
   */
  readonly paths: readonly string[];
  readonly terms: readonly FileTerm[];
}

/** Another glossary whose terms apply here, too: a path from the folder of the file. */
export interface GlossaryImport {
  readonly path: string;
  readonly place: YamlPlace;
}

export type Severity = 'error' | 'warning' | 'information';

/** A fault of the file, without words, as files are read where the words of the user's language are not available. */
export type GlossaryFault =
  | { readonly kind: 'noYaml'; readonly slip: YamlSlip }
  | { readonly kind: 'tooLong' | 'longText' | 'manyWords' | 'manyTerms' | 'manyItems'; readonly most: number }
  | { readonly kind: 'unknownKey'; readonly key: string; readonly keys: readonly string[] }
  | { readonly kind: 'missing' | 'twice'; readonly key: string }
  | { readonly kind: 'keys'; readonly keys: readonly string[] }
  | { readonly kind: 'case'; readonly value: string }
  | { readonly kind: 'sameForm'; readonly form: string; readonly line: number }
  | { readonly kind: 'remoteImport' | 'missingImport' | 'unknownTerm'; readonly name: string }
  | { readonly kind: 'list' | 'text' | 'unreadable' | 'slow' | 'linkedOut' | 'noWord' | 'link' | 'aliases' };

export interface GlossaryProblem extends YamlPlace {
  readonly fault: GlossaryFault;
}

export interface ParsedGlossary {
  readonly contexts: readonly GlossaryContext[];
  readonly imports: readonly GlossaryImport[];
  /** Problems in the order of the file. Whatever is not understood is left out of the rest. */
  readonly problems: readonly GlossaryProblem[];
  /** Whether the file is no YAML, so that nothing of it is understood. */
  readonly isBroken: boolean;
}

/**
 * The keys of a glossary, by the map that has them. `media/glossary.schema.json` lists the same keys for our own form.
 */
export const glossaryKeys = {
  ours: ['terms'],
  term: ['term', 'aliases', 'case', 'definition', 'why', 'example', 'related', 'deprecated', 'link'],
  deprecated: ['use', 'because'],
  contextive: ['contexts', 'imports'],
  context: ['name', 'domainVisionStatement', 'paths', 'meta', 'terms'],
  contextiveTerm: ['name', 'definition', 'examples', 'aliases', 'meta'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
