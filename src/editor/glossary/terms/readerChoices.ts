import * as v from 'valibot';
import { ConfigurationTarget, EventEmitter, workspace } from 'vscode';
import type { Disposable, Event, Memento } from 'vscode';
import { OneByOne } from '../../../core/base/oneByOne';
import type { TermChoices } from '../../../core/glossary/cards/choices';
import { settingId } from '../../shared/settingsTable';
import { readSetting } from '../../shared/settings';

/** The reader's choice on a term in this workspace; `undefined`: the choice that holds everywhere. */
export type ChoiceHere = 'always' | 'never' | undefined;

const keptUnder = 'glossary.choices';
const ids = v.fallback(v.array(v.string()), []);
const keptSchema = v.fallback(v.object({ always: ids, never: ids }), { always: [], never: [] });

/** The reader's choices of terms: known words (a user setting), and the choices for this workspace (in its state). */
export class ReaderChoices {
  private readonly changed = new EventEmitter<void>();
  readonly onDidChange: Event<void> = this.changed.event;
  private readonly listening: Disposable;
  private read: TermChoices | undefined;
  /** Queue of writes. Each reads the present value and writes it with its change, so two at once could undo each other. */
  private readonly writes = new OneByOne();

  constructor(private readonly memento: Memento) {
    this.listening = workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(settingId('glossary.knownTerms'))) this.tell();
    });
  }

  dispose(): void {
    this.listening.dispose();
    this.changed.dispose();
  }

  get current(): TermChoices {
    this.read ??= { known: new Set(readSetting('glossary.knownTerms')), ...this.here() };
    return this.read;
  }

  /** @throws when VS Code cannot write the settings. */
  setKnown(id: string, isKnown: boolean): Promise<void> {
    return this.changeKnown((known) => (isKnown ? [...known, id] : without(known, id)));
  }

  /** Reverses the choice on a term, based on the present setting. @throws when VS Code cannot write the settings. */
  toggleKnown(id: string): Promise<void> {
    return this.changeKnown((known) => (known.includes(id) ? without(known, id) : [...known, id]));
  }

  /** @throws when VS Code cannot write the settings. */
  setAllKnown(known: readonly string[]): Promise<void> {
    return this.changeKnown(() => known);
  }

  private changeKnown(change: (known: readonly string[]) => readonly string[]): Promise<void> {
    return this.writes.run(async () => {
      // Sorted, so that two machines that know the same words have the same setting.
      const known = [...new Set(change(readSetting('glossary.knownTerms')))].sort();
      const value = known.length === 0 ? undefined : known;
      await workspace.getConfiguration().update(settingId('glossary.knownTerms'), value, ConfigurationTarget.Global);
    });
  }

  setHere(id: string, choice: ChoiceHere): Promise<void> {
    return this.writes.run(async () => {
      const { always, never } = this.here();
      always.delete(id);
      never.delete(id);
      if (choice !== undefined) (choice === 'always' ? always : never).add(id);
      const kept = always.size + never.size === 0 ? undefined : { always: [...always], never: [...never] };
      await this.memento.update(keptUnder, kept);
      this.tell();
    });
  }

  private here(): { always: Set<string>; never: Set<string> } {
    const { always, never } = v.parse(keptSchema, this.memento.get(keptUnder));
    return { always: new Set(always), never: new Set(never) };
  }

  private tell(): void {
    this.read = undefined;
    this.changed.fire();
  }
}

const without = (ids: readonly string[], id: string): string[] => ids.filter((each) => each !== id);
