import path from 'node:path';
import { buildExtension } from '../buildExtension';
import { stageExtension } from '../packaging/stage';
import { root } from './paths';

/** The extension that the editor suites run. */
export const testStage = path.join(root, '.tsbuild/extension');

/**
 * Builds the extension that the editor suites run, in a folder of its own: an `npm start` that runs on dist/ keeps its
 * files. Returns the folder. @throws as buildExtension does.
 */
export async function buildTestStage(): Promise<string> {
  await buildExtension({ dist: path.join(testStage, 'dist'), production: false });
  stageExtension(root, testStage);
  return testStage;
}
