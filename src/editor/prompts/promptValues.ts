import { EventEmitter } from 'vscode';
import type { ExtensionContext, TextDocument } from 'vscode';
import { isRecord, parseJson } from '../../core/base/json';
import { variablesOf } from '../../core/prompts/language/variables';
import type { JsonObject } from '../../core/prompts/prompt';
import { showInput, showMessage } from '../shared/messages';
import { back, fitting, pickRanked } from '../shared/rankedPick';
import { say } from '../shared/words';
import { promptSourceOf } from './promptSources';

const key = 'prompts.values';
/** Files whose values are kept, the last ones first. */
const maxFiles = 50;

/** Values of variables for trying a prompt, by its file. They stay in the workspace's storage, and out of the file. */
export class PromptValues {
  private readonly changed = new EventEmitter<TextDocument>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly context: Pick<ExtensionContext, 'workspaceState'>) {}

  dispose(): void {
    this.changed.dispose();
  }

  of({ uri }: TextDocument): JsonObject {
    const stored = this.all()[uri.toString()];
    return isRecord(stored) ? stored : {};
  }

  /** Asks for one value after the other, until the user has enough. */
  async ask(document: TextDocument): Promise<void> {
    for (;;) {
      const source = promptSourceOf(document);
      if (!source) return;
      const { declared, uses } = variablesOf(source);
      const names = new Set([...declared.keys(), ...uses.map(({ name }) => name)]);
      if (names.size === 0) return void showMessage('Information', say('This prompt has no variables.'));
      const values = this.of(document);
      const rows = Array.from(names, (name) => {
        const value = Object.hasOwn(values, name) ? values[name] : declared.get(name)?.default;
        return { label: name, description: value === undefined ? say('no value') : shown(value), value: name };
      });
      const chosen = await pickRanked({
        title: say('Set Values of Prompt'),
        placeholder: say('Set the value of which variable?'),
        groups: (typed) => [{ label: '', rows: fitting(rows, typed) }],
      });
      if (chosen === undefined || chosen === back) return;
      const before = Object.hasOwn(values, chosen) ? values[chosen] : declared.get(chosen)?.default;
      const typed = await showInput({
        title: say('Value of {0}', chosen),
        prompt: say('A text, or JSON. Leave it empty to use the default.'),
        value: before === undefined ? '' : shown(before),
      });
      if (typed !== undefined) await this.set(document, chosen, typed);
    }
  }

  private async set(document: TextDocument, name: string, typed: string): Promise<void> {
    const file = document.uri.toString();
    const others = Object.entries(this.of(document)).filter(([each]) => each !== name);
    const values = typed === '' ? others : [...others, [name, valueOf(typed)]];
    const rest = Object.entries(this.all()).filter(([each]) => each !== file);
    const entries = [[file, Object.fromEntries(values)], ...rest];
    await this.context.workspaceState.update(key, Object.fromEntries(entries.slice(0, maxFiles)));
    this.changed.fire(document);
  }

  private all(): JsonObject {
    const stored = this.context.workspaceState.get<unknown>(key);
    return isRecord(stored) ? stored : {};
  }
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** JSON where it is a list, an object, a number or a truth value; a text otherwise. */
function valueOf(typed: string): unknown {
  const value = parseJson(typed);
  return value === undefined || value === null || typeof value === 'string' ? typed : value;
}
