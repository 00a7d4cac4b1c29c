import { ThemeIcon } from 'vscode';
import { opennessName } from '../../../core/catalog/modelFacts';
import type { Catalog } from '../../../core/catalog/catalog';
import { capitalise } from '../../../core/glossary/cards/card';
import type { GlossaryIndex } from '../../../core/glossary/find/findTerm';
import { namesOf } from '../../../core/glossary/workspace/workspaceTerm';
import { entryAt } from '../../../core/search/entryAt';
import type { GuideEntry, GuideGroup } from '../../../core/search/guideChoices';
import { modelRow } from '../../models/modelRows';
import { notebookWithoutCursor } from '../../shared/countedEditor';
import { atCursor } from '../../shared/textCursor';
import { back, pickRanked } from '../../shared/rankedPick';
import type { PickGroup, PickRow } from '../../shared/rankedPick';
import { say } from '../../shared/words';

/** Rows for the selected text that may stand before everything else. */
const maxForSelection = 5;
/** Other names of a term that its row lists. */
const maxForms = 3;

/**
 * Lets the user choose a term, model or family, beginning with the one at the cursor.
 * @param here the terms that hold where the cursor is.
 * @param search finds entries among all that are listed.
 */
export async function pickEntry(
  here: GlossaryIndex,
  search: (query: string) => GuideGroup[],
  catalog: Catalog,
): Promise<GuideEntry | undefined> {
  const likely = likelyGroup(here, catalog, search);
  const picked = await pickRanked<GuideEntry>({
    title: say('Look Up Term'),
    placeholder: notebookWithoutCursor()
      ? say('Search terms, models and model families. Enter a cell to see first what is at the cursor')
      : say('Search terms, models and model families'),
    groups: (typed) => {
      const groups = search(typed).map(({ kind, entries }): PickGroup<GuideEntry> => ({
        label: groupLabel(kind),
        rows: entries.map((entry) => rowOf(entry, catalog)),
      }));
      return likely && typed === '' ? [likely, ...groups] : groups;
    },
  });
  return picked === back ? undefined : picked;
}

/** Makes the group of entries for the selected text, or for the place of the cursor. */
function likelyGroup(
  index: GlossaryIndex,
  catalog: Catalog,
  search: (query: string) => GuideGroup[],
): PickGroup<GuideEntry> | undefined {
  const found = atCursor();
  if (!found) return undefined;
  if ('selected' in found) {
    const entries = search(found.selected)
      .flatMap((group) => group.entries)
      .slice(0, maxForSelection);
    if (entries.length === 0) return undefined;
    return { label: say('For "{0}"', found.selected), rows: entries.map((entry) => rowOf(entry, catalog)) };
  }
  const entry = entryAt(index, catalog, found.place);
  return entry && { label: say('At the Cursor'), rows: [rowOf(entry, catalog)] };
}

function rowOf(entry: GuideEntry, catalog: Catalog): PickRow<GuideEntry> {
  switch (entry.kind) {
    case 'term': {
      const others = namesOf(entry.term)
        .slice(1, 1 + maxForms)
        .join(', ');
      const { origin } = entry.term;
      return {
        label: capitalise(entry.term.term),
        description: [origin?.name, others].filter(Boolean).join(' · '),
        detail: entry.term.summary,
        iconPath: new ThemeIcon('book'),
        value: entry,
      };
    }
    case 'family': {
      const { name, maker, openness } = entry.family;
      const description = `${maker} · ${opennessName[openness]}`;
      return { label: name, description, iconPath: new ThemeIcon('organization'), value: entry };
    }
    case 'model':
      return { ...modelRow(entry.model, catalog), value: entry };
  }
}

const groupLabel = (kind: GuideGroup['kind']): string => {
  switch (kind) {
    case 'term':
      return say('Terms');
    case 'family':
      return say('Model Families');
    case 'model':
      return say('Models');
    case 'retired':
      return say('Retired Models');
  }
};
