import type { Say } from '../../base/say';
import type { FileType } from './fileKinds';

const names: Readonly<Record<FileType, string>> = {
  'image/png': 'PNG',
  'image/jpeg': 'JPEG',
  'image/gif': 'GIF',
  'image/webp': 'WebP',
  'application/pdf': 'PDF',
};

/** The files that can go with a message, as a sentence names them: `PNG, JPEG or PDF`. */
export function fileNames(say: Say): string {
  const all = Object.values(names);
  return say('{0} or {1}', all.slice(0, -1).join(', '), all.at(-1) ?? '');
}
