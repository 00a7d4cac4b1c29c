// Measures what the extension costs a real VS Code: test/editor/bench.
import { SetupError, packageStage } from '../../scripts/vscode/paths';
import { runAlone } from '../../scripts/vscode/runAlone';
import { benchScenario } from '../../scripts/vscode/scenarios';

/** @throws SetupError when one could not be measured. */
export async function printEditorFigures(): Promise<void> {
  const { failed } = await runAlone(benchScenario, packageStage);
  if (failed > 0) throw new SetupError(`${failed} figures could not be measured.`);
}
