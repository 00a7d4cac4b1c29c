import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Document, YAMLMap } from 'yaml';
import { YamlText, isEmpty, maxAliases, rangeOf } from '../../text/yaml';
import type { YamlPlace } from '../../text/yaml';
import { limits } from './glossaryFile';
import type { GlossaryFault, GlossaryProblem } from './glossaryFile';

/** Number of problems that are reported. No one mends more at once. */
const maxProblems = 100;
/** A key with its value. */
export interface YamlEntry {
  readonly key: unknown;
  readonly value: unknown;
}

/**
 * Reads nodes of a glossary, and notes what is wrong with them. Each node is read once, so that aliases do not multiply
 * its content.
 */
export class YamlReader {
  private readonly yaml: YamlText;
  private readonly noted: GlossaryProblem[] = [];
  private aliases = 0;

  constructor(text: string) {
    this.yaml = new YamlText(text, { maxLength: limits.file, allTexts: true });
    const { failure } = this.yaml;
    if (failure?.kind === 'noYaml') {
      const { slip, from, to } = failure.slip;
      this.noteAt({ kind: 'noYaml', slip }, from, to);
    } else if (failure) this.noteAt(failure, 0, 0);
  }

  /** The YAML of the text. `undefined`: it is no YAML, which a problem reports. */
  get document(): Document | undefined {
    return this.yaml.document;
  }

  /** The problems in the order of the file. */
  problems(): GlossaryProblem[] {
    const sorted = this.noted.toSorted((a, b) => a.line - b.line || a.column - b.column);
    return sorted.slice(0, maxProblems);
  }

  note(fault: GlossaryFault, node: unknown): void {
    this.noteAt(fault, ...(rangeOf(node) ?? [0, 0]));
  }

  place(node: unknown): YamlPlace {
    return this.yaml.place(...(rangeOf(node) ?? [0, 0]));
  }

  /** Returns the entries of a map by their names; only `keys` are valid. `undefined`: the node is no map. */
  map(node: unknown, keys: readonly string[], parent: unknown = node): ReadonlyMap<string, YamlEntry> | undefined {
    const found = this.resolve(node);
    if (!isMap(found)) {
      this.note({ kind: 'keys', keys }, rangeOf(node) ? node : parent);
      return undefined;
    }
    const entries = this.entries(found);
    for (const [name, { key }] of entries) {
      if (!keys.includes(name)) this.note({ kind: 'unknownKey', key: name, keys }, key);
    }
    return entries;
  }

  private entries(map: YAMLMap): Map<string, YamlEntry> {
    const entries = new Map<string, YamlEntry>();
    for (const { key, value } of map.items) {
      const name = this.scalar(key);
      if (name === undefined) this.note({ kind: 'text' }, key ?? value);
      else if (entries.has(name)) this.note({ kind: 'twice', key: name }, key);
      else entries.set(name, { key, value });
    }
    return entries;
  }

  /** Returns the pairs of a map of texts. */
  pairs(entry: YamlEntry | undefined): [string, string][] {
    const found = entry && this.resolve(entry.value);
    if (!entry || isEmpty(found)) return [];
    if (!isMap(found)) {
      this.note({ kind: 'keys', keys: ['...'] }, entry.value);
      return [];
    }
    const pairs = [...this.entries(found)].slice(0, limits.list);
    return pairs.flatMap(([key, value]) => {
      const text = this.text(value, limits.text);
      return text === undefined ? [] : [[key.slice(0, limits.name), text]];
    });
  }

  /** Returns the items of a list, without empty ones. */
  list(entry: YamlEntry | undefined, most: number, fault: 'manyItems' | 'manyTerms' = 'manyItems'): readonly unknown[] {
    const found = entry && this.resolve(entry.value);
    if (!entry || isEmpty(found)) return [];
    if (!isSeq(found)) {
      this.note({ kind: 'list' }, entry.value);
      return [];
    }
    const items = found.items.filter((item) => !isEmpty(item));
    if (items.length > most) this.note({ kind: fault, most }, items[most]);
    return items.slice(0, most);
  }

  /** Returns the text of a value, cut where it is too long. `undefined`: it is no text, or empty. */
  text(entry: YamlEntry | undefined, most: number): string | undefined {
    if (!entry || isEmpty(entry.value)) return undefined;
    const text = this.scalar(entry.value)?.trim();
    if (text === undefined) this.note({ kind: 'text' }, entry.value);
    if (text === undefined || text.length <= most) return text === '' ? undefined : text;
    this.note({ kind: 'longText', most }, entry.value);
    return `${text.slice(0, most)}…`;
  }

  private scalar(node: unknown): string | undefined {
    const found = this.resolve(node);
    return isScalar(found) && typeof found.value === 'string' ? found.value : undefined;
  }

  private resolve(node: unknown): unknown {
    if (!isAlias(node)) return node;
    if (++this.aliases <= maxAliases) return this.document && node.resolve(this.document);
    if (this.aliases === maxAliases + 1) this.note({ kind: 'aliases' }, node);
    return undefined;
  }

  private noteAt(fault: GlossaryFault, from: number, to: number): void {
    this.noted.push({ fault, ...this.yaml.place(from, to) });
  }
}
