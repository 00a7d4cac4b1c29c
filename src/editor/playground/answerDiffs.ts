import { Disposable, TabInputTextDiff, Uri, commands, window, workspace } from 'vscode';
import type { Tab } from 'vscode';
import { comparableAnswer } from '../../core/playground/comparableAnswer';
import type { Column } from '../../core/playground/column';
import { answerMarkdown } from '../../core/playground/session/toolTurns';
import type { AnswerNode } from '../../core/playground/session/sessionSchema';
import { answerScheme } from '../shared/contributions';
import { showMessage } from '../shared/messages';
import { back, fitting, pickRanked } from '../shared/rankedPick';
import { say } from '../shared/words';

/** A column with its last answer, which has a text. */
interface Side {
  readonly column: Column;
  /** Number of the column, counted from 1, from the left. */
  readonly number: number;
  readonly answer: AnswerNode;
}

/** Shows answers of two columns in VS Code's diff editor. The documents are read-only, and gone with their tab. */
export class AnswerDiffs {
  /** Texts of answers, by their addresses. */
  private readonly texts = new Map<string, string>();
  private last = 0;
  private readonly registration: Disposable;

  constructor() {
    this.registration = Disposable.from(
      workspace.registerTextDocumentContentProvider(answerScheme, {
        provideTextDocumentContent: (uri) =>
          this.texts.get(uri.toString()) ?? say('This answer is no longer available. Compare the answers again.\n'),
      }),
      window.tabGroups.onDidChangeTabs(({ closed }) => closed.forEach((tab) => this.forget(tab))),
    );
  }

  dispose(): void {
    this.registration.dispose();
    this.texts.clear();
  }

  /** Compares the last answer of a column with that of another. Asks which one, where there are several. */
  async show(columns: readonly Column[], from: string): Promise<void> {
    const sides = columns.flatMap((column, i) => sideOf(column, i + 1) ?? []);
    const one = sides.find(({ column }) => column.id === from) ?? sides[0];
    const others = sides.filter((side) => side !== one);
    if (!one || others.length === 0) {
      void showMessage('Information', say('There are no two answers to compare yet.'));
      return;
    }
    const other = others.length === 1 ? others[0] : await this.choose(one, others);
    if (!other) return;
    const [left, right] = one.number < other.number ? [one, other] : [other, one];
    const title = say('{0} and {1}', nameOf(left), nameOf(right));
    await commands.executeCommand('vscode.diff', this.addressOf(left), this.addressOf(right), title, {
      preview: false,
    });
  }

  private async choose(one: Side, others: readonly Side[]): Promise<Side | undefined> {
    const rows = others.map((value) => ({
      label: nameOf(value),
      description: value.answer.target.providerName,
      value,
    }));
    const chosen = await pickRanked({
      title: say('Diff Answers'),
      placeholder: say('Compare the answer of {0} with which one?', nameOf(one)),
      groups: (typed) => [{ label: '', rows: fitting(rows, typed) }],
    });
    return chosen === back ? undefined : chosen;
  }

  /** Makes the address of an answer. Its ending tells VS Code the language. */
  private addressOf(side: Side): Uri {
    const { text, ending } = comparableAnswer(answerMarkdown(side.answer));
    const name = nameOf(side).replaceAll('/', '∕');
    const uri = Uri.from({ scheme: answerScheme, path: `/${++this.last}/${name}${ending}` });
    this.texts.set(uri.toString(), text);
    return uri;
  }

  private forget({ input }: Tab): void {
    if (!(input instanceof TabInputTextDiff)) return;
    for (const uri of [input.original, input.modified]) this.texts.delete(uri.toString());
  }
}

function sideOf(column: Column, number: number): Side | undefined {
  const answer = column.turns.at(-1)?.answer;
  return answer && answerMarkdown(answer).trim() !== '' ? { column, number, answer } : undefined;
}

const nameOf = ({ number, answer }: Side): string => `${number} · ${answer.target.model}`;
