import type { Disposable } from 'vscode';
import type { Model } from '../../../core/catalog/catalogTable';
import { comparisonPlace } from '../../../core/pages/familyPage';
import type { Pages } from '../../pages/pages';
import type { Tables } from '../../shared/tables';
import { registerCommand } from '../../shared/commands';
import type { TreeNodes } from '../../shared/treeNodes';
import type { FamilyNode } from './familyNodes';

/**
 * Compare Models: of a family all, of selected rows those, else it asks which. One row, or more than a table has room for,
 * are where the choice begins.
 */
export function registerCompareModels(
  tables: Pick<Tables, 'catalog'>,
  pages: Pick<Pages, 'show'>,
  nodes: Pick<TreeNodes<FamilyNode>, 'has'>,
): Disposable {
  return registerCommand('models.compare', async (what, selected) => {
    const catalog = await tables.catalog();
    const family = typeof what === 'string' ? catalog.family(what) : undefined;
    if (family) return pages.show(comparisonPlace(family));
    const [{ isComparable, pickCompared }, { compareAddress }] = await Promise.all([
      import('./comparePick'),
      import('../../../core/pages/comparePage'),
    ]);
    const rows: readonly unknown[] = Array.isArray(selected) && selected.length > 0 ? selected : [what];
    const given = rows.flatMap((row): Model[] => (nodes.has(row) && row.kind === 'model' ? [row.model] : []));
    const models = isComparable(given.length) ? given : await pickCompared(catalog, given);
    if (models) pages.show(compareAddress(models));
  });
}
