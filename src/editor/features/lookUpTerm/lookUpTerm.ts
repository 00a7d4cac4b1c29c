import type { Disposable } from 'vscode';
import { modelPlace } from '../../../core/pages/familyPage';
import { registerCommand } from '../../shared/commands';
import type { Pages } from '../../services/pages/pages';
import type { Tables } from '../../services/tables';

/** Look Up Term: finds terms, models and families. With a term's id it opens that term at once. */
export function registerLookUp(tables: Tables, pages: Pages): Disposable {
  return registerCommand('lookUpTerm', async (argument: unknown) => {
    const index = await tables.glossary();
    if (typeof argument === 'string' && index.byId.has(argument)) return pages.show({ folder: 'terms', id: argument });
    const [{ pickEntry }, catalog] = await Promise.all([import('./entryPicker'), tables.catalog()]);
    const entry = await pickEntry(index, catalog);
    switch (entry?.kind) {
      case undefined:
        return;
      case 'term':
        return pages.show({ folder: 'terms', id: entry.term.id });
      case 'family':
        return pages.show({ folder: 'families', id: entry.family.id });
      case 'model':
        return pages.show(modelPlace(entry.model));
    }
  });
}
