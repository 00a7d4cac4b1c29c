import assert from 'node:assert/strict';
import { runAlone } from '../../scripts/vscode/runAlone';
import { crashesScenario } from '../../scripts/vscode/scenarios';
import { buildTestStage } from '../../scripts/vscode/testStage';

describe('an extension host that is killed three times while an answer streams', () => {
  it('loses no text of the answer that is older than a second', async () => {
    const counts = await runAlone(crashesScenario, await buildTestStage());
    assert.deepEqual(counts, { passed: 6, failed: 0, pending: 0 });
  }).timeout(15 * 60_000);
});
