import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { filesBelow } from '../files';
import { packagePage, packageReadme } from './packageReadme';

/** Where files to take may lie, besides dist/; .vscodeignore says which of them are taken. */
const folders = ['', 'docs', 'media', 'media/walkthrough', 'syntaxes', 'l10n'];

/**
 * Makes `stage`, which holds a built dist/, the folder of an extension: what the .vscodeignore of `root` leaves in and nothing else, so that the
 * editor runs it and the packager takes all of it.
 */
export function stageExtension(root: string, stage: string): void {
  for (const name of readdirSync(stage)) if (name !== 'dist') rmSync(path.join(stage, name), { recursive: true });
  const isTaken = packageFilter(readFileSync(path.join(root, '.vscodeignore'), 'utf8'));
  for (const file of folders.flatMap((folder) => filesIn(root, folder)).filter(isTaken)) {
    mkdirSync(path.dirname(path.join(stage, file)), { recursive: true });
    cpSync(path.join(root, file), path.join(stage, file));
  }
  const packaged = new Set(filesBelow(stage).map((file) => (file === 'LICENSE' ? 'LICENSE.txt' : file)));
  const rewrite = (file: string, asPackaged: (markdown: string) => string): void =>
    writeFileSync(path.join(stage, file), asPackaged(readFileSync(path.join(root, file), 'utf8')));
  rewrite('README.md', (markdown) => packageReadme(markdown, packaged));
  for (const file of packaged) {
    if (file.startsWith('docs/')) rewrite(file, (markdown) => packagePage(markdown, packaged, 'docs'));
  }
  // Without it the packager warns that everything in the folder is taken, as is meant here.
  writeFileSync(path.join(stage, '.vscodeignore'), '');
}

/** As the packager reads a .vscodeignore: what a pattern with "!" names is taken, whatever the others say. */
function packageFilter(vscodeignore: string): (file: string) => boolean {
  const lines = vscodeignore.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
  const taken = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
  const left = lines.filter((line) => !line.startsWith('!'));
  // For the packager a name that starts with a dot is one like others; for Node it is not.
  const plain = (file: string): string => file.replace(/(^|\/)\./g, '$1');
  const names = (file: string) => (glob: string) => path.posix.matchesGlob(plain(file), plain(glob));
  return (file) => taken.some(names(file)) || !left.some(names(file));
}

/** Relative to `root`; none where the folder does not exist. */
function filesIn(root: string, folder: string): string[] {
  if (!existsSync(path.join(root, folder))) return [];
  const entries = readdirSync(path.join(root, folder), { withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => path.posix.join(folder, name));
}
