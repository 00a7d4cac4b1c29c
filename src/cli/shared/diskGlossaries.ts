import path from 'node:path';
import { sayInEnglish } from '../../core/base/say';
import { FileTooLargeError, pathBelow } from '../../core/files/disk';
import { isHidden } from '../../core/files/walk';
import type { Glossary } from '../../core/glossary/sense/decide';
import { faultText } from '../../core/glossary/workspace/glossaryFaults';
import { folderOfGlossary, limits } from '../../core/glossary/workspace/glossaryFile';
import { GlossaryFolders } from '../../core/glossary/workspace/glossaryFolders';
import { resolveImports } from '../../core/glossary/workspace/imports';
import { parseGlossary } from '../../core/glossary/workspace/parseGlossary';
import { WorkspaceGlossaries } from '../../core/glossary/workspace/workspaceGlossaries';
import type { ReadGlossary } from '../../core/glossary/workspace/workspaceGlossaries';
import { host } from '../../host/node/host';
import { InputError } from './errors';
import { cannotRead } from './walkFiles';

type Read = ReadGlossary<string>;

/** The glossaries of a workspace as they stand on the disk, each read once. What is wrong with one is said; the rest holds. */
export class DiskGlossaries {
  private readonly folders: GlossaryFolders;
  private readonly reads = new Map<string, Promise<Read>>();
  private readonly glossaries: WorkspaceGlossaries<string, Read>;

  /** @param root the folder of the workspace, with its full path. */
  constructor(
    private readonly root: string,
    builtIn: Glossary,
    private readonly onFault: (fault: InputError) => void,
  ) {
    this.folders = new GlossaryFolders({
      ...{ disk: host.disk, root },
      // Whoever made the folder may have laid a link to any file.
      isHidden: async (file, isLink) => isLink || isHidden(file, root, { host }),
    });
    this.glossaries = new WorkspaceGlossaries({
      builtIn: () => Promise.resolve(builtIn),
      addressOf: (file) => file,
      read: (file) => this.read(file),
      pathBelow: (glossary, file) => slashed(path.relative(folderOfGlossary(slashed(glossary)) || '/', file)),
      ignoresCase: host.disk.ignoresCase,
      nextTurn: () => host.nextTurn(),
    });
  }

  /** The terms that hold for a file. */
  async for(file: string): Promise<Glossary> {
    const full = path.resolve(file);
    const nearest = await this.folders.upFrom(path.dirname(full));
    return this.glossaries.glossaryOf(await this.glossaries.layersFor(full, nearest));
  }

  private read(file: string): Promise<Read> {
    const reading = this.reads.get(file) ?? this.parse(file);
    this.reads.set(file, reading);
    return reading;
  }

  private async parse(file: string): Promise<Read> {
    const info = { address: file, name: path.basename(file), path: pathBelow(host.disk, this.root, file) ?? file };
    const nothing = { file: info, key: file, contexts: [], imports: [] };
    try {
      const text = new TextDecoder().decode(await host.disk.read(file, { maxBytes: limits.file }));
      const parsed = parseGlossary(text);
      // What is wrong besides is what `glossary check` is for.
      for (const { line, column, fault } of parsed.isBroken ? parsed.problems : []) {
        this.onFault(new InputError(`${file}:${line + 1}:${column + 1}: ${faultText(fault, sayInEnglish)}`));
      }
      const { targets } = await resolveImports(parsed, file, host.disk, [this.root]);
      return { ...nothing, contexts: parsed.contexts, imports: targets };
    } catch (error) {
      const isLong = error instanceof FileTooLargeError;
      const why = isLong && `${file}: ${faultText({ kind: 'tooLong', most: limits.file }, sayInEnglish)}`;
      this.onFault(why ? new InputError(why) : cannotRead(file, error));
      return nothing;
    }
  }
}

const slashed = (file: string): string => file.split(path.sep).join('/');
