import { commands, window } from 'vscode';
import type { Disposable, QuickPickItem } from 'vscode';
import { capitalise } from '../../core/glossary/card';
import type { GlossaryIndex } from '../../core/glossary/findTerm';
import { commandIds } from '../contributions';
import type { Pages } from '../pages';
import type { Tables } from '../tables';

/** Look Up Term: searches names, other forms and definitions. With a term's id it opens that term at once. */
export function registerLookUp(tables: Tables, pages: Pages): Disposable {
  return commands.registerCommand(commandIds.lookUpTerm, async (argument: unknown) => {
    const index = await tables.glossary();
    const id = typeof argument === 'string' && index.byId.has(argument) ? argument : await pickTerm(index);
    if (id !== undefined) await pages.show('terms', id);
  });
}

async function pickTerm(index: GlossaryIndex): Promise<string | undefined> {
  const items = index.terms
    .map((term): QuickPickItem & { id: string } => ({
      id: term.id,
      label: capitalise(term.term),
      description: term.forms
        .slice(1)
        .map((form) => form.text)
        .join(', '),
      detail: term.summary,
    }))
    .sort((a, b) => a.label.localeCompare(b.label, 'en', { sensitivity: 'base' }));
  const picked = await window.showQuickPick(items, {
    placeHolder: 'Search the AI glossary',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.id;
}
