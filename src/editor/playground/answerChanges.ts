import {
  Disposable,
  EventEmitter,
  Range,
  TabInputTextDiff,
  Uri,
  WorkspaceEdit,
  commands,
  window,
  workspace,
} from 'vscode';
import type { Tab, TextDocument } from 'vscode';
import { findOriginal, replaced, replacementOf, spanOf } from '../../core/playground/originalText';
import type { Found } from '../../core/playground/originalText';
import { textOf } from '../../core/playground/session/nodeText';
import type { Origin } from '../../core/playground/session/sessionSchema';
import type { Session } from '../../core/playground/session/sessionTree';
import { host } from '#host';
import { changeScheme } from '../shared/contributions';
import { sayDone } from '../shared/feedback';
import { showMessage } from '../shared/messages';
import { back, fitting, pickRanked } from '../shared/rankedPick';
import { say } from '../shared/words';
import type { AnswerToEditor } from './answerToEditor';
import { placeIn } from './selectedText';

/** A text of an answer. `language` is the name of its language in a fence of Markdown. */
interface Given {
  readonly text: string;
  readonly language: string;
}

/** A text that is to replace an original, which the message quotes. */
interface Change extends Given {
  readonly origin: Origin;
  readonly message: string;
}

/**
 * Puts an answer in the place of the text that it is about. VS Code's diff editor shows the document with the change,
 * which is written when the user applies it. The document may change meanwhile, so the place is found anew each time.
 */
export class AnswerChanges implements Disposable {
  /** The changes, by the addresses of their previews. */
  private readonly changes = new Map<string, Change>();
  private last = 0;
  private readonly previewChanged = new EventEmitter<Uri>();
  private readonly registration: Disposable;

  constructor(private readonly toEditor: Pick<AnswerToEditor, 'insert' | 'open'>) {
    this.registration = Disposable.from(
      this.previewChanged,
      workspace.registerTextDocumentContentProvider(changeScheme, {
        onDidChange: this.previewChanged.event,
        provideTextDocumentContent: (address) => this.preview(address),
      }),
      workspace.onDidChangeTextDocument(({ document }) => this.documentChanged(document)),
      window.tabGroups.onDidChangeTabs(({ closed }) => closed.forEach((tab) => this.forget(tab))),
    );
  }

  dispose(): void {
    this.registration.dispose();
    this.changes.clear();
  }

  /**
   * Shows the change that a text of an answer would make. Where its question quotes several texts, it asks which to
   * replace.
   */
  async show({ nodes }: Session, answerId: string, given: Given): Promise<void> {
    const parent = nodes.get(answerId)?.parent;
    const prompt = parent == null ? undefined : nodes.get(parent);
    if (prompt?.kind !== 'prompt') return;
    const origins = (prompt.origins ?? []).filter(({ uri }) => workspace.getWorkspaceFolder(Uri.parse(uri)));
    if (origins.length === 0) return this.offer(say('The text is not in a folder of this window.'), given);
    const origin = origins.length === 1 ? origins[0] : await choose(origins);
    if (!origin) return;
    const change: Change = { ...given, origin, message: textOf(prompt) };
    const place = await this.find(change);
    if (!place) return;
    const { uri } = place.document;
    const address = Uri.from({ scheme: changeScheme, path: `/${++this.last}/${uri.path.split('/').at(-1) ?? ''}` });
    this.changes.set(address.toString(), change);
    const [line, column] = place.span;
    await commands.executeCommand('vscode.diff', uri, address, say('{0} with the Answer', placeIn(uri)), {
      preview: false,
      selection: new Range(line, column, line, column),
    });
  }

  /** Writes the change that is shown, as one edit, and shows its place. */
  async apply(given?: unknown): Promise<void> {
    const address = addressOf(given);
    const change = this.changes.get(address);
    const place = change && (await this.find(change));
    if (!place) return;
    const { document, span, text } = place;
    const edit = new WorkspaceEdit();
    edit.replace(document.uri, new Range(...span), replacementOf(text, change.text));
    if (!(await workspace.applyEdit(edit))) {
      return this.offer(say('{0} cannot be edited.', placeIn(document.uri)), change);
    }
    await close(address);
    const [line, column] = span;
    await window.showTextDocument(document, { selection: new Range(line, column, line, column) });
    sayDone(say('Applied. Undo takes it back.'));
  }

  discard = (given?: unknown): Promise<void> => close(addressOf(given));

  private async preview(address: Uri): Promise<string> {
    const change = this.changes.get(address.toString());
    const place = change && (await placeOf(change));
    if (!place || typeof place === 'string') return say('The text that was to be replaced is not there any more.\n');
    return replaced(place.document.getText(), place.span, replacementOf(place.text, change.text));
  }

  private documentChanged(document: TextDocument): void {
    const uri = document.uri.toString();
    for (const [address, { origin }] of this.changes) {
      if (origin.uri === uri) this.previewChanged.fire(Uri.parse(address));
    }
  }

  /** Finds the place of a change. `undefined` where it is gone; the user has been told so. */
  private async find(change: Change): Promise<FoundPlace | undefined> {
    const place = await placeOf(change);
    if (typeof place !== 'string') return place;
    await this.offer(whyNot[place](placeIn(Uri.parse(change.origin.uri))), change);
    return undefined;
  }

  /** Says why a text cannot be applied, and offers other ways to use it. */
  private async offer(why: string, { text, language }: Given): Promise<void> {
    const [insert, open] = [say('Insert at Cursor'), say('Open as File')];
    const chosen = await showMessage('Warning', why, insert, open);
    if (chosen === insert) await this.toEditor.insert(text);
    if (chosen === open) await this.toEditor.open(text, language);
  }

  private forget({ input }: Tab): void {
    if (input instanceof TabInputTextDiff) this.changes.delete(input.modified.toString());
  }
}

type FoundPlace = Exclude<Found, string> & { readonly document: TextDocument };

const whyNot: Readonly<Record<Extract<Found, string> | 'no-file', (place: string) => string>> = {
  gone: (place) => say('The text this answer is about is no longer in {0}.', place),
  several: (place) => say('{0} has the text this answer is about more than once, and not where it was.', place),
  'no-file': (place) => say('{0} can no longer be opened.', place),
};

async function placeOf({ origin, message }: Change): Promise<FoundPlace | keyof typeof whyNot> {
  const document = await opened(Uri.parse(origin.uri));
  if (!document) return 'no-file';
  const found = await findOriginal(document.getText(), origin, message, hashOf);
  return typeof found === 'string' ? found : { ...found, document };
}

const hashOf = (text: string): Promise<string> => host.sha256(new TextEncoder().encode(text));

async function opened(uri: Uri): Promise<TextDocument | undefined> {
  try {
    return await workspace.openTextDocument(uri);
  } catch {
    return undefined; // The caller names the file to the user.
  }
}

async function choose(origins: readonly Origin[]): Promise<Origin | undefined> {
  const rows = origins.map((value) => {
    const [first, , last] = spanOf(value);
    return { label: placeIn(Uri.parse(value.uri)), description: say('lines {0} to {1}', first + 1, last + 1), value };
  });
  const chosen = await pickRanked({
    title: say('Apply Answer'),
    placeholder: say('Replace which text?'),
    groups: (typed) => [{ label: '', rows: fitting(rows, typed) }],
  });
  return chosen === back ? undefined : chosen;
}

/** Reads the address of a preview. The menu of an editor hands it over; the palette does not. */
function addressOf(given: unknown): string {
  if (given instanceof Uri) return given.toString();
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof TabInputTextDiff ? input.modified.toString() : '';
}

async function close(address: string): Promise<void> {
  const isShown = ({ input }: Tab): boolean =>
    input instanceof TabInputTextDiff &&
    input.modified.scheme === changeScheme &&
    input.modified.toString() === address;
  await window.tabGroups.close(window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(isShown)));
}
