import path from 'node:path';
import { NoRegularFileError, faultOf } from '../../core/files/disk';
import type { FieldGuide } from '../../core/fieldGuide';
import { host } from '../../host/node/host';
import { InputError } from './errors';

/**
 * The files that a path stands for: itself, or all below it that git does not ignore, in order.
 * @param onUnread gets what cannot be read; the rest is still walked.
 */
export async function* walkFiles(
  start: string,
  guide: Pick<FieldGuide, 'walk'>,
  onUnread: (error: InputError) => void,
): AsyncGenerator<string> {
  let kind;
  try {
    kind = await host.disk.kind(start);
  } catch (error) {
    return onUnread(cannotRead(start, error));
  }
  if (kind === 'folder') yield* walkFolder(start, guide, onUnread);
  else if (kind === 'file') yield start;
  // Reading a pipe would wait for somebody to write into it.
  else onUnread(cannotRead(start, new NoRegularFileError(start)));
}

async function* walkFolder(
  start: string,
  guide: Pick<FieldGuide, 'walk'>,
  onUnread: (error: InputError) => void,
): AsyncGenerator<string> {
  const root = path.resolve(start);
  /** Below the folder a name is as the caller began it. */
  const shown = (place: string): string => {
    const below = path.relative(root, place);
    return below.split(path.sep)[0] === '..' ? place : path.join(start, below);
  };
  const found = guide.walk(root, {
    leftOutNames: new Set(['node_modules']),
    onUnread: (file, fault) => {
      if (fault.kind === 'unreadable') onUnread(cannotRead(shown(file), fault.error));
      else if (fault.kind === 'tooLarge') onUnread(new InputError(`Cannot read ${shown(file)}: it is too large.`));
    },
    onSkipped: (reason, { place }, error) => {
      if (reason === 'unreadable') onUnread(cannotRead(shown(place), error));
      else if (reason === 'undecided') {
        onUnread(new InputError(`Cannot read ${shown(place)}: its ignore patterns are too complicated to decide.`));
      }
    },
  });
  for await (const { place } of found) yield shown(place);
}

export function cannotRead(name: string, error: unknown): InputError {
  return new InputError(`Cannot read ${name}: ${reasonOf(error)}`);
}

function reasonOf(error: unknown): string {
  if (error instanceof NoRegularFileError) return error.isFolder ? 'EISDIR.' : 'it is no file and no folder.';
  const code = faultOf(error);
  if (code === 'ENOENT') return 'there is no such file or folder.';
  return `${code === 'Unknown' ? String(error) : code}.`;
}
