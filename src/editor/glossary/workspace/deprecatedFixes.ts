import { CodeAction, CodeActionKind, Position, WorkspaceEdit } from 'vscode';
import type { TextDocument } from 'vscode';
import type { DocumentCheck } from '../../shared/documentChecks';
import type { DocumentRegions } from '../../shared/documentRegions';
import { say } from '../../shared/words';
import type { DeprecatedWord } from './deprecatedIn';

/** Problems of a selection for which fixes are offered: a list of more is of no use. */
const maxFixed = 10;

/** Writing what the team says now, here or everywhere in the file; or saying nothing of it any more. */
export const deprecatedFixes =
  (regions: Pick<DocumentRegions, 'readTo'>): DocumentCheck<DeprecatedWord, DeprecatedWord>['fixes'] =>
  async (document, problems, all, cancel) => {
    const here = problems.slice(0, maxFixed);
    const actions = here.flatMap((word) => replacements(document, word, all));
    // With the table of all languages.
    const { ignoreCommentAbove } = await import('../../models/ignoreComment');
    for (const word of here) {
      const { line } = word.diagnostic.range.start;
      const { version } = document;
      const ready = await regions.readTo(document, line, cancel);
      if (!ready || document.version !== version) return [];
      // A comment names one plain word, or none.
      const name = /^[a-z_]+$/i.test(word.written) ? word.written : undefined;
      const comment = ignoreCommentAbove(document, ready, line, name);
      if (comment === undefined) continue;
      const action = fix(say('Ignore {0} here', word.written), [word]);
      action.edit = new WorkspaceEdit();
      action.edit.insert(document.uri, new Position(line, 0), `${comment}\n`);
      actions.push(action);
    }
    return actions;
  };

function replacements(document: TextDocument, word: DeprecatedWord, all: readonly DeprecatedWord[]): CodeAction[] {
  if (word.instead === undefined) return [];
  const same = all.filter(({ term, instead }) => term.id === word.term.id && instead !== undefined);
  const one = replacing(document, [word], say('Replace with {0}', word.instead));
  one.isPreferred = true;
  if (same.length < 2) return [one];
  return [one, replacing(document, same, say('Replace all {0} in this file', same.length))];
}

function replacing(document: TextDocument, words: readonly DeprecatedWord[], title: string): CodeAction {
  const action = fix(title, words);
  action.edit = new WorkspaceEdit();
  for (const { diagnostic, instead } of words) {
    if (instead !== undefined) action.edit.replace(document.uri, diagnostic.range, instead);
  }
  return action;
}

function fix(title: string, words: readonly DeprecatedWord[]): CodeAction {
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  action.diagnostics = words.map(({ diagnostic }) => diagnostic);
  return action;
}
