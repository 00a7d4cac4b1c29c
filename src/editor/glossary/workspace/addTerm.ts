import { Range, Selection, window, workspace } from 'vscode';
import type { TextDocument, Uri } from 'vscode';
import type { AddedTerm } from '../../../core/glossary/workspace/withTerm';
import { faultText } from '../../../core/glossary/workspace/glossaryFaults';
import { limits, newGlossary } from '../../../core/glossary/workspace/glossaryFile';
import { fileOf, files, writeText } from '../../files/editorFiles';
import { childOf, nameOf, pathBelow } from '../../files/paths';
import type { FollowedGlossaries } from '../terms/followedGlossaries';
import type { FileWorkerClient } from '../../files/fileWorkerClient';
import { askText } from '../../shared/askText';
import { offer, sayNoFolder } from '../../shared/feedback';
import { showMessage } from '../../shared/messages';
import { say } from '../../shared/words';

type GlossaryChoice = Pick<FollowedGlossaries, 'filesFor'>;

/** Name of the file of a new glossary. */
const newName = 'team.glossary.yml';

/**
 * Runs Add Term to Glossary: writes an entry for the selected text or the word at the cursor, and puts the cursor where
 * its definition is to be written.
 */
export async function addTerm(followed: GlossaryChoice, worker: Pick<FileWorkerClient, 'withTerm'>): Promise<void> {
  const editor = window.activeTextEditor;
  if (!workspace.workspaceFolders?.length) {
    void sayNoFolder(say('No folder is open. Open one to keep a glossary in it.'));
    return;
  }
  const term = (editor && wordAt(editor.document, editor.selection)) ?? (await askTerm());
  if (term === undefined) return;
  const glossary = await chooseGlossary(editor?.document.uri, followed);
  if (!glossary) return;
  const isThere = await files.exists(glossary);
  const document = isThere ? await workspace.openTextDocument(glossary) : undefined;
  const added = await worker.withTerm(document?.getText() ?? newGlossary, term);
  if (added.kind !== 'added') return sayWhyNot(glossary, term, added);
  // An entry without a definition is left for its writer to save. A new file has to be on the disk for other readers.
  if (!(await writeText(glossary, document, added.text))) {
    void showMessage('Error', say('{0} could not be written.', nameOf(glossary)));
    return;
  }
  const written = await workspace.openTextDocument(glossary);
  const place = written.positionAt(added.offset);
  await window.showTextDocument(written, { selection: new Selection(place, place) });
}

/** Returns the selected text, or the word at the cursor; undefined where neither could be a term. */
function wordAt(document: TextDocument, selection: Selection): string | undefined {
  const range = selection.isEmpty ? document.getWordRangeAtPosition(selection.active) : selection;
  const text = range && document.getText(range).replace(/\s+/g, ' ').trim();
  return text !== undefined && /[\p{L}\p{N}]/u.test(text) && text.length <= limits.name ? text : undefined;
}

async function askTerm(): Promise<string | undefined> {
  const answer = await askText({
    title: say('Add Term to Glossary'),
    prompt: say('The word or words to explain'),
    problemOf: (typed) =>
      /[\p{L}\p{N}]/u.test(typed) && typed.trim().length <= limits.name
        ? undefined
        : say('A term needs a letter or a digit.'),
  });
  return typeof answer === 'string' ? answer : undefined;
}

/** Finds the glossary of the nearest folder. Where there are several, or none, it asks the user. */
async function chooseGlossary(document: Uri | undefined, followed: GlossaryChoice): Promise<Uri | undefined> {
  const known = document ? await followed.filesFor(document) : [];
  const nearest = known.filter((uri) => childOf(uri, '..').path === childOf(known[0] ?? uri, '..').path);
  const [only, ...others] = nearest;
  if (only && others.length === 0) return only;
  if (only) {
    const items = nearest.map((uri) => ({ label: nameOf(uri), description: workspace.asRelativePath(uri), uri }));
    return (await window.showQuickPick(items, { title: say('Add to which glossary?') }))?.uri;
  }
  const items = foldersFor(document).map((uri) => ({
    label: `$(new-file) ${workspace.asRelativePath(childOf(uri, newName))}`,
    description: say('for all files in {0}', nameOf(uri)),
    uri: childOf(uri, newName),
  }));
  const title = say('There is no glossary yet. Where should it be?');
  return (await window.showQuickPick(items, { title }))?.uri;
}

/** Returns the workspace folders; for a document in one of them, that folder and those from there down to the document. */
function foldersFor(document: Uri | undefined): Uri[] {
  const roots = (workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  const file = document && fileOf(document);
  const root = file && workspace.getWorkspaceFolder(file)?.uri;
  if (!file || !root) return roots;
  const folders = [root];
  const parts = (pathBelow(root, childOf(file, '..')) ?? '').split('/').filter((part) => part !== '');
  for (const part of parts) folders.push(childOf(folders.at(-1) ?? root, part));
  return folders;
}

type WhyNot = Exclude<AddedTerm, { readonly kind: 'added' }>;

async function sayWhyNot(glossary: Uri, term: string, why: WhyNot): Promise<void> {
  const name = nameOf(glossary);
  switch (why.kind) {
    case 'explained':
      return offerLine(say('{0} already explains "{1}".', name, term), say('Show Entry'), glossary, why.line);
    case 'notUnderstood': {
      const message = say('{0} has errors. Fix them before adding a term.', name);
      return offerLine(message, say('Open {0}', name), glossary, why.line);
    }
    case 'refused':
      void showMessage('Warning', say('"{0}" was not added. {1}', term, faultText(why.fault, say)));
  }
}

const offerLine = (message: string, button: string, file: Uri, line: number): Promise<void> =>
  offer('Warning', message, button, () => window.showTextDocument(file, { selection: new Range(line, 0, line, 0) }));
