import { isMap } from 'yaml';
import type { TermForm } from '../find/glossaryTable';
import { isEmpty } from '../../text/yaml';
import { formKey } from '../find/splitWords';
import { limits, glossaryKeys } from './glossaryFile';
import type {
  Deprecation,
  GlossaryContext,
  GlossaryImport,
  ParsedGlossary,
  RelatedTerm,
  FileTerm,
} from './glossaryFile';
import { YamlReader } from './yamlReader';
import type { YamlEntry } from './yamlReader';

/**
 * Reads a glossary in our own form or that of Contextive, which differ in their keys. Only a faulty part is left out, but a
 * text that is no YAML is left out as a whole. Must not run on the thread of an editor, as a long file takes a second.
 */
export function parseGlossary(text: string): ParsedGlossary {
  const reader = new YamlReader(text);
  const { document } = reader;
  if (!document) return { contexts: [], imports: [], problems: reader.problems(), isBroken: true };
  const { contents } = document;
  const read = contents === null ? { contexts: [], imports: [] } : new GlossaryReader(reader).read(contents);
  return { ...read, problems: reader.problems(), isBroken: false };
}

/** The line of each form of a context. */
type FormLines = Map<string, number>;

class GlossaryReader {
  private termsLeft: number = limits.terms;

  constructor(private readonly reader: YamlReader) {}

  read(root: unknown): Pick<ParsedGlossary, 'contexts' | 'imports'> {
    const { reader } = this;
    const isOurs = hasKey(root, 'terms');
    const isContextive = !isOurs && (hasKey(root, 'contexts') || hasKey(root, 'imports'));
    const map = reader.map(root, isContextive ? glossaryKeys.contextive : glossaryKeys.ours);
    if (!map) return { contexts: [], imports: [] };
    if (!isContextive) return { contexts: [this.context(map, 'ours')], imports: [] };
    const contexts = reader.list(map.get('contexts'), limits.contexts).flatMap((node) => {
      const entries = reader.map(node, glossaryKeys.context);
      return entries ? [this.context(entries, 'contextive')] : [];
    });
    return { contexts, imports: this.imports(map.get('imports')) };
  }

  private imports(entry: YamlEntry | undefined): GlossaryImport[] {
    const { reader } = this;
    return reader.list(entry, limits.imports).flatMap((node) => {
      const path = reader.text({ key: node, value: node }, limits.text);
      if (path === undefined) return [];
      if (!/^[a-z][\w+.-]+:/i.test(path)) return [{ path, place: reader.place(node) }];
      reader.note({ kind: 'remoteImport', name: path }, node);
      return [];
    });
  }

  private context(map: ReadonlyMap<string, YamlEntry>, form: 'ours' | 'contextive'): GlossaryContext {
    const { reader } = this;
    const name = reader.text(map.get('name'), limits.name);
    const vision = reader.text(map.get('domainVisionStatement'), limits.text);
    const known: FormLines = new Map();
    const nodes = reader.list(map.get('terms'), this.termsLeft, 'manyTerms');
    this.termsLeft -= nodes.length;
    return {
      ...(name !== undefined && { name }),
      ...(vision !== undefined && { vision }),
      meta: reader.pairs(map.get('meta')),
      paths: this.texts(map.get('paths')),
      terms: nodes.flatMap((node) => this.term(node, form, known) ?? []),
    };
  }

  private term(node: unknown, form: 'ours' | 'contextive', known: FormLines): FileTerm | undefined {
    const { reader } = this;
    const isOurs = form === 'ours';
    const map = reader.map(node, isOurs ? glossaryKeys.term : glossaryKeys.contextiveTerm);
    if (!map) return undefined;
    const nameKey = isOurs ? 'term' : 'name';
    const name = map.get(nameKey);
    const term = reader.text(name, limits.name);
    if (term === undefined) {
      if (!name || isEmpty(name.value)) reader.note({ kind: 'missing', key: nameKey }, name?.key ?? node);
      return undefined;
    }
    const forms = this.forms(map, name?.value, term, known);
    if (!forms) return undefined;
    const definition = reader.text(map.get('definition'), limits.text);
    if (definition === undefined && isOurs) reader.note({ kind: 'missing', key: 'definition' }, name?.value);
    const [why, link] = [reader.text(map.get('why'), limits.text), this.link(map.get('link'))];
    const deprecated = this.deprecation(map.get('deprecated'));
    const example = reader.text(map.get('example'), limits.text);
    return {
      ...{ term, forms, definition: definition ?? '' },
      ...(why !== undefined && { why }),
      examples: example === undefined ? this.texts(map.get('examples')) : [example],
      related: this.related(map.get('related')),
      ...(deprecated && { deprecated }),
      ...(link !== undefined && { link }),
      meta: reader.pairs(map.get('meta')),
      line: reader.place(name?.value).line,
    };
  }

  /** Returns the forms of the name and the aliases. `undefined`: the name is not valid, or was explained before. */
  private forms(
    map: ReadonlyMap<string, YamlEntry>,
    nameNode: unknown,
    name: string,
    known: FormLines,
  ): TermForm[] | undefined {
    const { reader } = this;
    const { line } = reader.place(nameNode);
    const exact = this.isExact(map.get('case'));
    const forms: TermForm[] = [];
    const add = (text: string, node: unknown): void => {
      const key = formKey(text);
      const words = key.split(' ').length;
      const kept = exact ? `${key} ${text}` : key;
      const before = known.get(kept);
      if (key === '') reader.note({ kind: 'noWord' }, node);
      else if (words > limits.words) reader.note({ kind: 'manyWords', most: limits.words }, node);
      else if (before !== undefined && before !== line)
        reader.note({ kind: 'sameForm', form: text, line: before }, node);
      else if (!forms.some((each) => each.key === key && each.text === text)) {
        known.set(kept, line);
        forms.push({ text, exact, everyday: false, key });
      }
    };
    add(name, nameNode);
    if (forms.length === 0) return undefined;
    for (const node of reader.list(map.get('aliases'), limits.list)) {
      const alias = reader.text({ key: node, value: node }, limits.name);
      if (alias !== undefined) add(alias, node);
    }
    return forms;
  }

  private isExact(entry: YamlEntry | undefined): boolean {
    const value = this.reader.text(entry, limits.name);
    if (value !== undefined && value !== 'any' && value !== 'exact') {
      this.reader.note({ kind: 'case', value }, entry?.value);
    }
    return value === 'exact';
  }

  private link(entry: YamlEntry | undefined): string | undefined {
    const link = this.reader.text(entry, limits.text);
    if (link === undefined || /^https:\/\/[^\s<>()"'`\\]+$/i.test(link)) return link;
    this.reader.note({ kind: 'link' }, entry?.value);
    return undefined;
  }

  private deprecation(entry: YamlEntry | undefined): Deprecation | undefined {
    if (!entry) return undefined;
    const map = this.reader.map(entry.value, glossaryKeys.deprecated, entry.key);
    if (!map) return undefined;
    const use = this.reader.text(map.get('use'), limits.name);
    const because = this.reader.text(map.get('because'), limits.text);
    if (use === undefined) this.reader.note({ kind: 'missing', key: 'use' }, entry.key);
    return use === undefined ? undefined : { use, ...(because !== undefined && { because }) };
  }

  private related(entry: YamlEntry | undefined): RelatedTerm[] {
    return this.reader.list(entry, limits.list).flatMap((node) => {
      const text = this.reader.text({ key: node, value: node }, limits.name);
      return text === undefined ? [] : [{ text, key: formKey(text), place: this.reader.place(node) }];
    });
  }

  private texts(entry: YamlEntry | undefined): string[] {
    const nodes = this.reader.list(entry, limits.list);
    return nodes.flatMap((node) => this.reader.text({ key: node, value: node }, limits.text) ?? []);
  }
}

const hasKey = (node: unknown, name: string): boolean => isMap(node) && node.has(name);
