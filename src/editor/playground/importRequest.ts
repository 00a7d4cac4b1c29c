import { ProgressLocation, env, window, workspace } from 'vscode';
import type { Uri } from 'vscode';
import { backendFor, importEvents, readRequest, requestWords } from '../../core/playground/import/importedSession';
import { withFiles } from '../../core/playground/import/importedFiles';
import type { ImportedFile } from '../../core/playground/import/importedFiles';
import type { ImportedRequest } from '../../core/playground/import/importedRequest';
import type { PromptRequest } from '../../core/playground/import/promptRequest';
import { looksLikeSaved, readSaved } from '../../core/playground/import/readSaved';
import type { ReadSession } from '../../core/playground/import/readSaved';
import { savedEvents } from '../../core/playground/import/savedEvents';
import type { SessionEvent } from '../../core/playground/session/sessionSchema';
import type { Saying } from '../../core/base/say';
import { inSlices } from '../../core/base/work';
import type { Backends } from '../../core/chat/backend';
import { FileError } from '../../core/files/files';
import { StoreError } from '../../core/store/storeTypes';
import type { LiveSession } from '../../core/playground/liveSession';
import { host } from '#host';
import { nameOf } from '../files/paths';
import { pace } from '../shared/pace';
import { showMessage, showProgress } from '../shared/messages';
import { back, pickRanked } from '../shared/rankedPick';
import type { PickRow } from '../shared/rankedPick';
import { say } from '../shared/words';
import type { MessageFiles } from './messageFiles';
import { openEvents } from './openEvents';
import type { WindowSessions } from './windowSessions';

/** The tab that shows an opened session. */
interface ImportTab {
  open(): Promise<void>;
  tellImported(live: LiveSession, notes: readonly string[]): void;
}

interface ImportDeps {
  readonly sessions: Pick<WindowSessions, 'next' | 'store'>;
  readonly backends: Pick<Backends, 'all'>;
  readonly attached: Pick<MessageFiles, 'kept'>;
}

/** A text that may become a session, with a name for it. */
interface Source {
  readonly what: string;
  readonly read: AnyRead;
}

/** Bytes of the largest file that is read. */
const maxFileBytes = 24_000_000;
/** UTF-16 code units from which reading may take so long that the user can cancel it. */
const longText = 500_000;

/** Lets the user choose a text with a request, or a session file, and opens it as a session. */
export async function importRequest(tab: ImportTab, deps: ImportDeps): Promise<void> {
  const rows: PickRow<Source | 'file'>[] = [];
  for (const source of await sourcesNow())
    rows.push({ label: source.what, description: described(source.read), value: source });
  rows.push({
    label: say('File...'),
    description: say('a curl command, the JSON of a request, or a saved session'),
    value: 'file',
  });
  const chosen = await pickRanked<Source | 'file'>({
    title: say('Import Request'),
    placeholder: say('Open which request as a session? Nothing is sent.'),
    groups: [{ label: '', rows }],
    startsAt: (value) => value !== 'file' && !('problem' in value.read),
  });
  if (chosen === undefined || chosen === back) return;
  const text = chosen === 'file' ? await chosenFile() : undefined;
  if (chosen !== 'file') await openRead(chosen.read, tab, deps);
  else if (text !== undefined) await openText(text, tab, deps);
}

/** Opens a file, or the text of the active editor, as a session. The session is a copy: the file stays as it is. */
export async function openSavedSession(file: Uri | undefined, tab: ImportTab, deps: ImportDeps): Promise<void> {
  const text = file ? await textOf(file) : window.activeTextEditor?.document.getText();
  if (text === undefined) return void showMessage('Warning', say('No file is open.'));
  await openText(text, tab, deps);
}

/** Opens a text as a session. `false` where it is not one, which the user has been told, or the user cancelled. */
export async function openText(text: string, tab: ImportTab, deps: ImportDeps): Promise<boolean> {
  const read =
    text.length < longText
      ? await reading(text)
      : await showProgress(
          { location: ProgressLocation.Notification, title: say('Reading the request'), cancellable: true },
          (_report, cancel) => reading(text, () => cancel.isCancellationRequested),
        );
  return read !== undefined && openRead(read, tab, deps);
}

async function openRead(read: AnyRead, tab: ImportTab, deps: ImportDeps): Promise<boolean> {
  if ('problem' in read) {
    void showMessage('Warning', say('Not imported: {0}', read.problem(say)));
    return false;
  }
  await openMade(await made(read, deps), tab, deps);
  return true;
}

/** Opens a prompt as a session, ready to be sent. Sends nothing. */
export async function openPrompt(
  prompt: PromptRequest,
  tab: ImportTab,
  deps: ImportDeps,
  providerId?: string,
): Promise<LiveSession> {
  const { request, files } = await withFiles(prompt, fileDeps(deps));
  const backend = providerId === undefined ? undefined : { id: providerId };
  const making = { backend, randomId: () => host.randomId(), now: host.now() };
  const events = await inSlices(importEvents(request, making), pace());
  return openMade({ events, notes: request.notes.map((note) => note(say)), files }, tab, deps);
}

/** Shows a session that was made from another source. */
export async function openMade({ events, notes, files }: Made, tab: ImportTab, deps: ImportDeps): Promise<LiveSession> {
  const { sessions } = deps;
  const unkept: string[] = [];
  const live = await openEvents(sessions, events, async (session) => {
    for (const { part, bytes } of files) {
      const { blob, mediaType, name = '' } = part;
      const kept = await orUndefined(deps.attached.kept.keep(session, blob, mediaType, bytes).then(() => true));
      if (!kept) unkept.push(unkeptNote(name));
    }
  });
  await tab.open();
  tab.tellImported(live, [...notes, ...new Set(unkept)]);
  return live;
}

export const fileDeps = ({ attached }: Pick<ImportDeps, 'attached'>): Parameters<typeof withFiles>[1] => ({
  kept: (session, blob) => orUndefined(attached.kept.read(session, blob)),
  sha256: (bytes) => host.sha256(bytes),
  breathe: pace(),
});

/** Gives the result; `undefined` where the disk fails. */
async function orUndefined<T>(kept: Promise<T>): Promise<T | undefined> {
  try {
    return await kept;
  } catch (error) {
    if (!(error instanceof FileError || error instanceof StoreError)) throw error;
    return undefined;
  }
}

const unkeptNote = (name: string): string =>
  say('{0} could not be kept beside the session. Check that the disk is writable and has space left.', name);

/** Describes the request in a text; `undefined` where there is none, or the signal was aborted. */
export async function requestIn(text: string, signal: AbortSignal): Promise<string | undefined> {
  const read = await inSlices(readRequest(text), pace(), () => signal.aborted);
  return !read || 'problem' in read ? undefined : requestWords(read, say);
}

type AnyRead = ImportedRequest | ReadSession | { readonly problem: Saying };

/** Reads a text in slices, except for its JSON. `undefined` where the result is no longer wanted. */
const reading = (text: string, isStale = (): boolean => false): Promise<AnyRead | undefined> =>
  inSlices<AnyRead>(looksLikeSaved(text) ? readSaved(text) : readRequest(text), pace(), isStale);

interface Made {
  readonly events: SessionEvent[];
  readonly notes: readonly string[];
  /** The files that its messages name. */
  readonly files: readonly ImportedFile[];
}

async function made(read: ImportedRequest | ReadSession, { backends, attached }: ImportDeps): Promise<Made> {
  const randomId = (): string => host.randomId();
  const all = backends.all();
  if ('columns' in read) {
    return { events: await inSlices(savedEvents(read, { backends: all, randomId }), pace()), notes: [], files: [] };
  }
  const { request, files } = await withFiles(read, fileDeps({ attached }));
  const backend = backendFor(read, all);
  const notes = request.notes.map((note) => note(say));
  if (!backend) {
    notes.unshift(
      read.address === undefined
        ? say('It does not say where it went. Choose a provider before you send.')
        : say('No provider is set up for {0}. Choose one before you send.', new URL(read.address).host),
    );
  }
  const events = await inSlices(importEvents(request, { backend, randomId, now: host.now() }), pace());
  return { events, notes, files };
}

function described(read: AnyRead): string {
  if ('problem' in read) return read.problem(say);
  return 'columns' in read ? say('a saved session: {0}', read.title) : requestWords(read, say);
}

/** Reads the selection or document of the active editor, and the clipboard. */
async function sourcesNow(): Promise<Source[]> {
  const texts: { readonly what: string; readonly text: string }[] = [];
  const { activeTextEditor } = window;
  if (activeTextEditor) {
    const { document, selection } = activeTextEditor;
    texts.push(
      selection.isEmpty
        ? { what: nameOf(document.uri), text: document.getText() }
        : { what: say('Selection'), text: document.getText(selection) },
    );
  }
  const copied = await env.clipboard.readText();
  if (copied.trim() !== '') texts.push({ what: say('Clipboard'), text: copied });
  const sources: Source[] = [];
  for (const { what, text } of texts) {
    const read = await reading(text);
    if (read) sources.push({ what, read });
  }
  return sources;
}

async function chosenFile(): Promise<string | undefined> {
  const files = await window.showOpenDialog({ title: say('Import Request'), openLabel: say('Import') });
  return files?.[0] && textOf(files[0]);
}

/** Reads a file; `undefined` where it cannot be read, which the user has been told. */
async function textOf(file: Uri): Promise<string | undefined> {
  try {
    const { size } = await workspace.fs.stat(file);
    if (size <= maxFileBytes) return new TextDecoder().decode(await workspace.fs.readFile(file));
    void showMessage('Warning', say('{0} is too large to be a session.', nameOf(file)));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    void showMessage('Error', say('"{0}" could not be read: {1}.', nameOf(file), why));
  }
  return undefined;
}
