import { Uri, workspace } from 'vscode';
import { typeProblems } from '../../core/evals/checks/typeProblems';
import { readSuite } from '../../core/evals/suite/readSuite';
import { maxConfigLength } from '../../core/evals/suite/configText';
import type { Suite } from '../../core/evals/suite';
import { NamedFiles } from '../../core/files/namedFiles';
import { diskOf, placeOf } from '../files/disks';
import { currentText } from '../files/editorFiles';
import { nameOf, pathBelow } from '../files/paths';
import { namedPrompts } from '../prompts/promptForms';
import { say } from '../shared/words';

/** A config with its files in their current state, including unsaved changes. */
export interface LoadedSuite {
  readonly uri: Uri;
  readonly suite: Suite;
  /** The text of the config itself. */
  readonly text: string;
  /** The file that a test, a provider or a problem is in. */
  readonly fileOf: (file: string) => Uri;
}

/**
 * Reads a config. Its files are looked for in its workspace folder, or else in its own folder. `undefined`: the config is gone.
 * @param planned the text to read in place of its own
 */
export async function loadSuite(uri: Uri, planned?: string): Promise<LoadedSuite | undefined> {
  const root = workspace.getWorkspaceFolder(uri)?.uri ?? Uri.joinPath(uri, '..');
  const text = planned ?? (await currentText(uri, maxConfigLength * 4));
  if (text === undefined) return undefined;
  const file = pathBelow(root, uri) ?? nameOf(uri);
  const read = await readSuite(file, text, { files: new NamedFiles(diskOf(root), placeOf(root)), say });
  const suite = { ...read, problems: [...read.problems, ...typeProblems(read, say)] };
  const fileOf = (below: string): Uri => (below === file ? uri : Uri.joinPath(root, below));
  // Only a config tells that its files are prompts.
  namedPrompts.add(suite.prompts.flatMap((prompt) => (prompt.file === undefined ? [] : [fileOf(prompt.file)])));
  return { uri, suite, text, fileOf };
}
