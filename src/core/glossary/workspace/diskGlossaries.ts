import { FileTooLargeError, pathBelow } from '../../files/disk';
import type { DiskHost, LimitHost } from '../../files/disk';
import { hiddenFiles } from '../../files/walk';
import { TooSlowError } from '../../base/work';
import type { Glossary } from '../sense/decide';
import { folderOfGlossary, limits } from './glossaryFile';
import type { GlossaryFault } from './glossaryFile';
import { GlossaryFolders } from './glossaryFolders';
import { resolveImports } from './imports';
import { parseGlossary } from './parseGlossary';
import { WorkspaceGlossaries } from './workspaceGlossaries';
import type { ReadGlossary } from './workspaceGlossaries';

type Read = ReadGlossary<string>;

/** A fault of a glossary: the place at which it is broken, or the reason why it cannot be read. */
export type DiskGlossaryFault =
  | { readonly file: string; readonly line: number; readonly column: number; readonly fault: GlossaryFault }
  | { readonly file: string; readonly fault: GlossaryFault }
  | { readonly file: string; readonly error: unknown };

interface Deps {
  readonly host: DiskHost & LimitHost;
  /** The folder of the workspace, with its full path. */
  readonly root: string;
  readonly builtIn: () => Promise<Glossary>;
  readonly onFault: (fault: DiskGlossaryFault) => void;
}

/**
 * The glossaries of a workspace on the disk, each read once. Faults are reported, and the rest of a glossary is used.
 */
export class DiskGlossaries {
  private readonly folders: GlossaryFolders;
  private readonly reads = new Map<string, Promise<Read>>();
  private readonly glossaries: WorkspaceGlossaries<string, Read>;

  constructor(private readonly deps: Deps) {
    const { host, root, builtIn } = deps;
    const { disk } = host;
    this.folders = new GlossaryFolders({
      ...{ disk, root },
      // The author of the folder may have put a link to any file into it.
      hidden: async (files) => {
        const links = files.filter(({ isLink }) => isLink).map(({ file }) => file);
        const others = files.filter(({ isLink }) => !isLink).map(({ file }) => file);
        return new Set([...links, ...(await hiddenFiles(others, root, { host }))]);
      },
    });
    this.glossaries = new WorkspaceGlossaries({
      builtIn,
      addressOf: (file) => file,
      read: (file) => this.read(file),
      pathBelow: (glossary, file) =>
        pathBelow({ separator: '/' }, folderOfGlossary(this.slashed(glossary)), this.slashed(file)) ?? '',
      ignoresCase: disk.ignoresCase,
      nextTurn: () => host.nextTurn(),
    });
  }

  /** Returns the terms that apply to a file with this full path. */
  async for(file: string): Promise<Glossary> {
    const nearest = await this.folders.upFrom(this.deps.host.disk.resolve(file, '..'));
    return this.glossaries.glossaryOf(await this.glossaries.layersFor(file, nearest));
  }

  private read(file: string): Promise<Read> {
    const reading = this.reads.get(file) ?? this.parse(file);
    this.reads.set(file, reading);
    return reading;
  }

  private async parse(file: string): Promise<Read> {
    const { host, root, onFault } = this.deps;
    const { disk } = host;
    const slashed = this.slashed(file);
    const name = slashed.slice(slashed.lastIndexOf('/') + 1);
    const nothing = {
      file: { address: file, name, path: pathBelow(disk, root, file) ?? file },
      key: file,
      contexts: [],
      imports: [],
    };
    try {
      const text = new TextDecoder().decode(await disk.read(file, { maxBytes: limits.file }));
      const parsed = host.withinLimit(() => parseGlossary(text));
      // All other faults are reported by `glossary check`.
      for (const { line, column, fault } of parsed.isBroken ? parsed.problems : []) {
        onFault({ file, line, column, fault });
      }
      const { targets } = await resolveImports(parsed, file, disk, [root]);
      return { ...nothing, contexts: parsed.contexts, imports: targets };
    } catch (error) {
      if (error instanceof FileTooLargeError) onFault({ file, fault: { kind: 'tooLong', most: limits.file } });
      else onFault(error instanceof TooSlowError ? { file, fault: { kind: 'slow' } } : { file, error });
      return nothing;
    }
  }

  private slashed(file: string): string {
    return file.replaceAll(this.deps.host.disk.separator, '/');
  }
}
