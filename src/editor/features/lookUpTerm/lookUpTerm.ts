import { window } from 'vscode';
import type { Disposable } from 'vscode';
import type { Term } from '../../../core/glossary/glossaryTable';
import { modelPlace } from '../../../core/pages/familyPage';
import { registerCommand } from '../../shared/commands';
import { definitionOf } from '../../services/glossary/ownGlossaries';
import type { OwnGlossaries } from '../../services/glossary/ownGlossaries';
import type { Pages } from '../../services/pages/pages';
import type { Tables } from '../../services/tables';

/** Look Up Term: finds terms, models and families. With a term's id it opens that term at once: its page, or its line in a glossary. */
export function registerLookUp(
  tables: Pick<Tables, 'glossary' | 'catalog'>,
  pages: Pages,
  own: Pick<OwnGlossaries, 'find'>,
): Disposable {
  return registerCommand('lookUpTerm', async (argument: unknown) => {
    const index = await tables.glossary();
    if (typeof argument === 'string' && index.byId.has(argument)) return pages.show({ folder: 'terms', id: argument });
    const known = typeof argument === 'string' ? await own.find(argument) : undefined;
    if (known) return showDefinition(known);
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

async function showDefinition(term: Term): Promise<void> {
  const place = definitionOf(term);
  if (place) await window.showTextDocument(place.uri, { selection: place.range });
}
