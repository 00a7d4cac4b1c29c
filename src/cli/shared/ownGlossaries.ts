import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { atOnce } from '../../core/base/work';
import { sayInEnglish } from '../../core/base/say';
import type { Glossary } from '../../core/glossary/sense/decide';
import { faultText } from '../../core/glossary/workspace/glossaryFaults';
import { folderOfGlossary, isGlossaryFile, limits } from '../../core/glossary/workspace/glossaryFile';
import type { GlossaryContext } from '../../core/glossary/workspace/glossaryFile';
import { mergeGlossaries } from '../../core/glossary/workspace/mergeGlossaries';
import type { GlossaryLayer } from '../../core/glossary/workspace/mergeGlossaries';
import { parseGlossary } from '../../core/glossary/workspace/parseGlossary';
import { withImports } from '../../core/glossary/workspace/withImports';
import { createPathPatterns } from '../../core/files/pathPatterns';
import { InputError } from './errors';
import { cannotRead, filesIn, ignoreCase } from './walkFiles';
import { importTarget } from './importTarget';

interface ReadGlossary {
  readonly file: string;
  readonly contexts: readonly { readonly context: GlossaryContext; readonly holds: (path: string) => boolean }[];
  readonly imports: readonly string[];
}

/** The terms that hold for files of a workspace: those of the glossaries of their folders, the nearest first, and ours. As in the editor. */
export class OwnGlossaries {
  private readonly folders = new Map<string, Promise<readonly string[]>>();
  private readonly read = new Map<string, Promise<ReadGlossary>>();
  private readonly merged = new Map<string, Glossary>();

  /**
   * @param root the folder of the workspace, with its full path.
   * @param onFault gets what cannot be read or understood; the rest holds.
   */
  constructor(
    private readonly root: string,
    private readonly builtIn: Glossary,
    private readonly onFault: (fault: InputError) => void,
  ) {}

  async for(file: string): Promise<Glossary> {
    const full = path.resolve(file);
    const held = await withImports(
      await this.above(full),
      (each) => each,
      (each) => this.glossary(each),
    );
    const layers: GlossaryLayer[] = [];
    const key: string[] = [];
    for (const { read, from } of held) {
      const below = slashed(path.relative(folderOfGlossary(slashed(from)) || '/', full));
      for (const [index, { context, holds }] of read.contexts.entries()) {
        if (!holds(below)) continue;
        layers.push({ context, file: this.infoOf(read.file) });
        key.push(`${read.file}#${index}`);
      }
    }
    if (layers.length === 0) return this.builtIn;
    const known = this.merged.get(key.join('\n'));
    if (known) return known;
    const glossary = { ...this.builtIn, index: atOnce(mergeGlossaries(layers, this.builtIn.index)) };
    this.merged.set(key.join('\n'), glossary);
    return glossary;
  }

  private infoOf(file: string): GlossaryLayer['file'] {
    return { address: file, name: path.basename(file), path: slashed(path.relative(this.root, file)) };
  }

  /** The glossaries in the folders of a file, up to that of the workspace. */
  private async above(file: string): Promise<string[]> {
    const found: string[] = [];
    for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
      found.push(...(await this.in(folder)));
      if (folder === this.root || folder === path.dirname(folder)) return found;
    }
  }

  private in(folder: string): Promise<readonly string[]> {
    let listing = this.folders.get(folder);
    if (!listing) {
      listing = listGlossaries(folder);
      this.folders.set(folder, listing);
    }
    return listing;
  }

  private glossary(file: string): Promise<ReadGlossary> {
    let reading = this.read.get(file);
    if (!reading) {
      reading = this.parse(file);
      this.read.set(file, reading);
    }
    return reading;
  }

  private async parse(file: string): Promise<ReadGlossary> {
    const nothing = { file, contexts: [], imports: [] };
    try {
      if ((await stat(file)).size > limits.file) {
        this.onFault(new InputError(`${file}: ${faultText({ kind: 'tooLong', most: limits.file }, sayInEnglish)}`));
        return nothing;
      }
      const { contexts, imports, problems, isBroken } = parseGlossary(
        (await readFile(file, 'utf8')).replace(/^\uFEFF/, ''),
      );
      // What is wrong besides is what `glossary check` is for.
      for (const { line, column, fault } of isBroken ? problems : []) {
        this.onFault(new InputError(`${file}:${line + 1}:${column + 1}: ${faultText(fault, sayInEnglish)}`));
      }
      const targets = await Promise.all(imports.map(({ path: name }) => importTarget(file, name, this.root)));
      return {
        ...{ file, imports: targets.flatMap((target) => target ?? []) },
        contexts: contexts.map((context) => ({
          context,
          holds: context.paths.length === 0 ? () => true : createPathPatterns(context.paths, ignoreCase),
        })),
      };
    } catch (error) {
      this.onFault(cannotRead(file, error));
      return nothing;
    }
  }
}

/** In the order of the editor. */
async function listGlossaries(folder: string): Promise<readonly string[]> {
  const inside = '.contextive/';
  const names = await filesIn(folder, isGlossaryFile);
  const below = await filesIn(path.join(folder, inside), (name) => isGlossaryFile(`${inside}${name}`));
  return [...names, ...below.map((name) => `${inside}${name}`)].sort().map((name) => path.join(folder, name));
}

const slashed = (file: string): string => file.split(path.sep).join('/');
