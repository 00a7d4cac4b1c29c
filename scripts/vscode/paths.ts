import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Everything downloaded, logged or kept between runs. Git-ignored; deleting it is always safe. */
export const workDir = path.join(root, '.vscode-test');

/** The extension as it is packaged, unpacked: built for production by `npm run package`. */
export const packageStage = path.join(root, '.tsbuild/package');

/** A failure that people can act on: scripts print its message and no stack. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
  readonly exitCode: number = 1;
}

/** Runs `main` as the script it is: an exit code after any error, a stack only where it helps. */
export async function runScript(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof SetupError ? error.message : error);
    process.exitCode = error instanceof SetupError ? error.exitCode : 1;
  }
}

/** @throws SetupError when the extension in `folder` was not built. Returns the script that VS Code loads of it. */
export function requireBuilt(folder: string): string {
  const manifest = path.join(folder, 'package.json');
  if (!existsSync(manifest)) throw new SetupError(`There is no extension in ${folder}: package.json is missing.`);
  const { main = '' } = JSON.parse(readFileSync(manifest, 'utf8')) as { main?: string };
  const script = path.join(folder, main);
  if (main !== '' && existsSync(script)) return script;
  throw new SetupError(
    `There is no built extension in ${folder}: ${path.normalize(main)} is missing. Run \`npm run build\` first.`,
  );
}
