import { inSlices, pacer } from '../../base/work';
import type { Glossary } from '../sense/decide';
import type { GlossaryContext } from './glossaryFile';
import type { GlossaryLayer } from './mergeGlossaries';
import type { WorkspaceGlossaryFile } from './workspaceTerm';

export interface ReadGlossary<File> {
  readonly file: WorkspaceGlossaryFile;
  /** A key that changes with each reading. */
  readonly key: string;
  readonly contexts: readonly GlossaryContext[];
  /** Files of the workspace whose terms apply here, too. */
  readonly imports: readonly File[];
}

/** Terms that apply together, with the reading that they are from. */
export interface ReadLayer<Read> extends GlossaryLayer {
  readonly key: string;
  readonly read: Read;
}

/** The layers of terms that apply to a file, and their key. Without layers, the key is empty. */
export interface WorkspaceLayers {
  readonly key: string;
  readonly layers: readonly GlossaryLayer[];
}

/** Terms that were merged, and the readings of which they were made. */
interface Merged<Read> {
  readonly glossary: Promise<Glossary>;
  readonly from: readonly Read[];
}

interface Deps<File, Read> {
  readonly builtIn: () => Promise<Glossary>;
  readonly addressOf: (file: File) => string;
  /** Reads a glossary. It never rejects: a file that cannot be read has no terms. */
  readonly read: (file: File) => Promise<Read>;
  /** Returns the path of a file from the folder to which a glossary applies. */
  readonly pathBelow: (glossary: File, file: File) => string;
  readonly ignoresCase: boolean;
  readonly nextTurn: () => Promise<void>;
}

/** Number of sets of glossaries whose merged terms are kept. */
const maxKept = 20;

/** Number of glossaries that are read with their imports, and the imports of these, and so on. */
const maxImports = 100;

/**
 * The terms that apply to files of a workspace: those of their folders' glossaries, the nearest first, and built-in
 * ones.
 */
export class WorkspaceGlossaries<File, Read extends ReadGlossary<File>> {
  private readonly merged = new Map<string, Merged<Read>>();
  private readonly patterns = new WeakMap<GlossaryContext, (path: string) => boolean>();

  constructor(private readonly deps: Deps<File, Read>) {}

  /** Finds the layers that apply to a file. `nearest`: the glossaries of its folders, the nearest first. */
  async layersFor(file: File, nearest: readonly File[]): Promise<ReadLayer<Read>[]> {
    const held = await this.withImports(nearest);
    const layers = held.flatMap(({ read, from }) => layersOf(read).map((layer) => ({ layer, from })));
    const hasPaths = layers.some(({ layer }) => layer.context.paths.length > 0);
    const { createPathPatterns } = hasPaths ? await import('../../files/pathPatterns') : {};
    const holds = ({ layer: { context }, from }: (typeof layers)[number]): boolean => {
      if (!createPathPatterns || context.paths.length === 0) return true;
      const known = this.patterns.get(context) ?? createPathPatterns(context.paths, this.deps.ignoresCase);
      this.patterns.set(context, known);
      return known(this.deps.pathBelow(from, file));
    };
    return layers.filter(holds).map(({ layer }) => layer);
  }

  /** Returns all layers of glossaries and of their imports, whatever files they apply to. */
  async layersIn(files: readonly File[]): Promise<ReadLayer<Read>[]> {
    return (await this.withImports(files)).flatMap(({ read }) => layersOf(read));
  }

  /** Returns the terms of layers and the built-in ones, merged once for each set of layers. */
  async glossaryOf(layers: readonly ReadLayer<Read>[]): Promise<Glossary> {
    const builtIn = await this.deps.builtIn();
    if (layers.length === 0) return builtIn;
    const key = keyOf(layers);
    let known = this.merged.get(key);
    if (!known) {
      known = { glossary: this.merge(builtIn, layers), from: [...new Set(layers.map(({ read }) => read))] };
      const [oldest] = this.merged.keys();
      if (oldest !== undefined && this.merged.size >= maxKept) this.merged.delete(oldest);
      this.merged.set(key, known);
    }
    return known.glossary;
  }

  /** Merged glossaries, the latest first. One that was read again since then stays until others need its room. */
  get known(): readonly Merged<Read>[] {
    return [...this.merged.values()].toReversed();
  }

  forget(): void {
    this.merged.clear();
  }

  /**
   * Returns glossaries, each once and followed by its imports. `from`: the glossary itself, or the one that imports it.
   */
  private async withImports(nearest: readonly File[]): Promise<{ readonly read: Read; readonly from: File }[]> {
    const held: { read: Read; from: File }[] = [];
    const seen = new Set<string>();
    const add = async (file: File, from: File): Promise<void> => {
      const address = this.deps.addressOf(file);
      if (seen.has(address) || seen.size > maxImports) return;
      seen.add(address);
      const read = await this.deps.read(file);
      held.push({ read, from });
      for (const each of read.imports) await add(each, from);
    };
    for (const file of nearest) await add(file, file);
    return held;
  }

  private async merge(builtIn: Glossary, layers: readonly GlossaryLayer[]): Promise<Glossary> {
    const { mergeGlossaries } = await import('./mergeGlossaries');
    const work = mergeGlossaries(layers, builtIn.index);
    const index = await inSlices(
      work,
      pacer(() => this.deps.nextTurn()),
    );
    return { ...builtIn, index };
  }
}

const layersOf = <Read extends ReadGlossary<unknown>>(read: Read): ReadLayer<Read>[] =>
  read.contexts.map((context, index) => ({ file: read.file, context, read, key: `${read.key}.${index}` }));

export const keyOf = (layers: readonly ReadLayer<unknown>[]): string => layers.map(({ key }) => key).join('\n');
