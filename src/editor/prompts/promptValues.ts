import { EventEmitter } from 'vscode';
import type { ExtensionContext, TextDocument } from 'vscode';
import { isRecord } from '../../core/base/json';
import { shownValue, typedValue } from '../../core/prompts/language/typedValue';
import { valueHint, valueProblem } from '../../core/prompts/language/valueWords';
import { variablesOf } from '../../core/prompts/language/variables';
import type { JsonObject } from '../../core/prompts/prompt';
import { showInput, showMessage } from '../shared/messages';
import { back, fitting, pickRanked } from '../shared/rankedPick';
import { say } from '../shared/words';
import { promptSourceOf } from './promptSources';

const key = 'prompts.values';
/** Files whose values are kept, the latest first. */
const maxFiles = 50;

/**
 * Values of variables for trying a prompt, by its file. They are kept in the workspace's storage, and not in the file.
 * An untitled document keeps its values apart, as the next one gets the same name and must not get them.
 */
export class PromptValues {
  private readonly changed = new EventEmitter<TextDocument>();
  readonly onDidChange = this.changed.event;
  private readonly withoutFile = new WeakMap<TextDocument, JsonObject>();

  constructor(private readonly context: Pick<ExtensionContext, 'workspaceState'>) {}

  dispose(): void {
    this.changed.dispose();
  }

  of(document: TextDocument): JsonObject {
    if (document.isUntitled) return this.withoutFile.get(document) ?? {};
    const stored = this.all()[document.uri.toString()];
    return isRecord(stored) ? stored : {};
  }

  /** Asks for one value after the other, until the user leaves. */
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
        const detail = detailOf(declared.get(name)?.schema);
        const description = value === undefined ? say('no value') : value === '' ? say('empty') : shownValue(value);
        return { label: name, description, ...(detail !== '' && { detail }), value: name };
      });
      const chosen = await pickRanked({
        title: say('Set Values of Prompt'),
        placeholder: say('Set the value of which variable?'),
        groups: (typed) => [{ label: '', rows: fitting(rows, typed) }],
      });
      if (chosen === undefined || chosen === back) return;
      const before = Object.hasOwn(values, chosen) ? values[chosen] : declared.get(chosen)?.default;
      const schema = declared.get(chosen)?.schema;
      const hasDefault = declared.get(chosen)?.default !== undefined;
      const typed = await showInput({
        ...questionOf(chosen, schema),
        prompt: prompted(
          schema,
          hasDefault ? say('Left empty, the default applies.') : say('Left empty, it has no value.'),
        ),
        value: before === undefined ? '' : shownValue(before),
      });
      if (typed !== undefined) await this.set(document, chosen, typed, schema);
    }
  }

  /** Asks for each missing value once. `false` when the user leaves. */
  async askMissing(document: TextDocument, names: readonly string[]): Promise<boolean> {
    const source = promptSourceOf(document);
    const declared = source && variablesOf(source).declared;
    for (const name of names) {
      const schema = declared?.get(name)?.schema;
      const typed = await showInput({
        ...questionOf(name, schema),
        prompt: prompted(schema, say('Left empty, nothing takes its place.')),
      });
      if (typed === undefined) return false;
      await this.keep(document, { ...this.of(document), [name]: typedValue(typed, schema) });
      this.changed.fire(document);
    }
    return true;
  }

  private async set(
    document: TextDocument,
    name: string,
    typed: string,
    schema: JsonObject | undefined,
  ): Promise<void> {
    const others = Object.entries(this.of(document)).filter(([each]) => each !== name);
    const values: [string, unknown][] = typed === '' ? others : [...others, [name, typedValue(typed, schema)]];
    await this.keep(document, Object.fromEntries(values));
    this.changed.fire(document);
  }

  private async keep(document: TextDocument, values: JsonObject): Promise<void> {
    if (document.isUntitled) return void this.withoutFile.set(document, values);
    const file = document.uri.toString();
    const rest = Object.entries(this.all()).filter(([each]) => each !== file);
    const entries = [[file, values], ...rest];
    await this.context.workspaceState.update(key, Object.fromEntries(entries.slice(0, maxFiles)));
  }

  private all(): JsonObject {
    const stored = this.context.workspaceState.get<unknown>(key);
    return isRecord(stored) ? stored : {};
  }
}

/** Question for the value of a variable: its name, its description, and a check of the values that it takes. */
const questionOf = (name: string, schema: JsonObject | undefined) => ({
  title: say('Value of {0}', name),
  placeHolder: descriptionOf(schema),
  problemOf: (typed: string) => valueProblem(typed, schema, say),
});

const prompted = (schema: JsonObject | undefined, empty: string): string => {
  const hint = valueHint(schema, say);
  return hint === undefined ? empty : `${hint}. ${empty}`;
};

const detailOf = (schema: JsonObject | undefined): string =>
  [descriptionOf(schema), valueHint(schema, say) ?? ''].filter((part) => part !== '').join(' · ');

const descriptionOf = (schema: JsonObject | undefined): string => {
  const written = schema?.['description'];
  return typeof written === 'string' ? written : '';
};
