import { window } from 'vscode';
import type { Disposable } from 'vscode';
import type { Term } from '../../../core/glossary/find/glossaryTable';
import { isOwn } from '../../../core/glossary/workspace/workspaceTerm';
import type { FieldGuide } from '../../../core/fieldGuide';
import { modelPlace } from '../../../core/pages/familyPlaces';
import { registerCommand } from '../../shared/commands';
import { definitionOf } from '../terms/followedGlossaries';
import type { FollowedGlossaries } from '../terms/followedGlossaries';
import { termIdOf } from '../../pages/pages';
import type { Pages } from '../../pages/pages';

/**
 * Registers Look Up Term, which finds terms (those of the workspace, too), models and families. Given a term by its id
 * or a row, the command opens that term at once: its page, or its line in a glossary.
 */
export function registerLookUp(
  guide: Pick<FieldGuide, 'glossary' | 'catalog' | 'search'>,
  pages: Pages,
  followed: Pick<FollowedGlossaries, 'everywhere' | 'find' | 'glossary'>,
): Disposable {
  return registerCommand('glossary.lookUp', async (argument: unknown) => {
    const id = termIdOf(argument);
    if (id !== undefined && (await guide.glossary()).byId.has(id)) return pages.show({ folder: 'terms', id });
    const known = id === undefined ? undefined : await followed.find(id);
    if (known) return showDefinition(known);
    const document = window.activeTextEditor?.document.uri;
    const [{ pickEntry }, catalog, all, here] = await Promise.all([
      ...([import('./entryPicker'), guide.catalog(), followed.everywhere()] as const),
      document && followed.glossary(document),
    ]);
    const entry = await pickEntry(here?.index ?? all, await guide.search(all), catalog);
    switch (entry?.kind) {
      case undefined:
        return;
      case 'term':
        return isOwn(entry.term) ? showDefinition(entry.term) : pages.show({ folder: 'terms', id: entry.term.id });
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
