import assert from 'node:assert/strict';
import { poll } from '../../support/poll';
import { focusTreeByKeys } from '../support/keyboard';
import { answeringDialog } from '../support/playground';
import { atStep, row, rows, stored, useProvidersView } from '../support/providersView';
import { onScreen, ui } from '../support/ui';

describe('the providers view by keyboard', () => {
  const faults = useProvidersView();

  onScreen('renames with F2, opens with the arrow, removes with Delete and undoes with Ctrl+Z @deep', async () => {
    await focusTreeByKeys('Providers');
    await ui.key('Home');
    await ui.text(`${rows}.focused:has-text("Fault Server")`);
    await ui.key('ArrowRight');
    await ui.text(row('Last Test'));
    await ui.key('ArrowDown');
    await ui.text(`${rows}.focused:has-text("Address")`);
    await ui.key('ArrowLeft');
    await ui.key('Enter');
    await ui.text(`${rows}.focused.selected:has-text("Fault Server")`);
    await ui.key('F2');
    await atStep('Rename Fault Server');
    await ui.key('ControlOrMeta+A');
    await ui.type('By Keys');
    await ui.key('Enter');
    await ui.text(row('By Keys'));
    assert.equal(stored()[0]?.name, 'By Keys');
    await focusTreeByKeys('Providers');
    await answeringDialog('Remove', () => ui.key('Delete'));
    await poll('no provider', () => stored().length === 0);
    await ui.text(`${row('By Keys')}:has-text("removed")`);
    await focusTreeByKeys('Providers');
    await ui.key('ControlOrMeta+Z');
    await poll('the provider again', () => stored()[0]?.name === 'By Keys');
    assert.deepEqual(faults.server.requests, []);
  });
});
