import assert from 'node:assert/strict';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { faults } from '../../fakes/faults';
import { setSetting } from '../support/clean';
import { useSecondColumn, wrongBesideFault } from '../support/columns';
import { chatRequests, useFaultServer } from '../support/playground';
import { onScreen } from '../support/ui';

// All faults of the fault server, in the real editor: test/editor/main/playgroundColumns.test.ts has some, test/unit all without it.

describe('a column of the playground beside one whose provider fails', () => {
  const faulty = useFaultServer();
  const second = useSecondColumn(faulty);

  onScreen(
    'gets its answer whole, and has nothing of the fault',
    async () => {
      await setSetting(settingId('playground.stallTimeout'), 1);
      await second.addColumn('ok', 'ok');
      // Those that are silent from the beginning on are waited for for minutes, as a local server that loads its model.
      const models = [...faults.map(([model]) => model), 'stall'];
      const wrong: string[] = [];
      for (const model of models) wrong.push(...(await wrongBesideFault(faulty.server, model)));
      assert.deepEqual(wrong, []);
      assert.ok(models.length >= 30);
      assert.equal(chatRequests(second.other).length, models.length);
    },
    600_000,
  );
});
