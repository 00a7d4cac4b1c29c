import { window } from 'vscode';
import type { Disposable, TreeView } from 'vscode';
import { passes } from '../../../core/catalog/modelFilter';
import type { Tables } from '../../shared/tables';
import { registerCommand } from '../../shared/commands';
import { say } from '../../shared/words';
import type { FamilyNode } from './familyNodes';
import type { TreeFilter } from './treeFilter';

/** Puts the row of a model into sight. Where the filter hides it, the user decides about the filter. */
export function registerShowInTree(
  tables: Pick<Tables, 'catalog'>,
  view: TreeView<FamilyNode>,
  kept: TreeFilter,
): Disposable {
  return registerCommand('models.showInTree', async (id) => {
    const model = typeof id === 'string' ? (await tables.catalog()).findModel(id) : undefined;
    if (!model) return;
    if (!passes(model, kept.filter)) {
      const clear = say('Clear Filter');
      const chosen = await window.showInformationMessage(say('The filter hides {0}.', model.name), clear);
      if (chosen !== clear) return;
      await kept.setFilter({});
    }
    await view.reveal({ kind: 'model', model }, { select: true, focus: true, expand: true });
  });
}
