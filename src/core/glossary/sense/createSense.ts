import { languageKind } from './fileKind';
import { Evidence } from './evidence';
import type { FormClues } from './evidence';
import { explain } from './explain';
import { headLength } from './reach';
import type { Clue, Mention, Sense, SenseModel, SenseReader } from './sense';
import { group, Steps } from './senseTable';
import type { SenseForm, SenseTable, WordLists } from './senseTable';
import { SenseText } from './senseText';
import type { TermText } from '../termText';

/** The model of the tables that the build makes of data/senses. */
export function createSense(table: SenseTable): SenseModel {
  const shared = new SharedSense(table);
  return { read: (text) => new Reader(shared, text) };
}

/** What all texts have in common. */
export class SharedSense {
  readonly steps: Steps;
  readonly evidence: Evidence;
  private readonly forms = new Map<string, FormClues | undefined>();

  constructor(readonly table: SenseTable) {
    this.steps = new Steps(table);
    this.evidence = new Evidence(table);
  }

  readonly wantsCapitals = (entry: number): boolean => (this.table.groups[entry]! & group.capitals) !== 0;

  readonly speaksOfAi = (entry: number): boolean => (this.table.groups[entry]! & (group.sure | group.strong)) !== 0;

  /** Undefined: a form that the table does not know. */
  form(key: string): FormClues | undefined {
    if (this.forms.has(key)) return this.forms.get(key);
    const form = Object.hasOwn(this.table.forms, key) ? this.table.forms[key] : undefined;
    const clues = form && formClues(form, this.table.lists, this.table.groups.length);
    this.forms.set(key, clues);
    return clues;
  }

  sumOf(form: FormClues): number {
    const { dense } = this.evidence;
    const { weights } = this.table;
    let sum = form.form.weight;
    for (let i = 0; i < dense.length; i++) sum += dense[i]! * weights[i]!;
    return sum + this.evidence.wordSum();
  }
}

function formClues(form: SenseForm, lists: readonly WordLists[], entryCount: number): FormClues {
  const sides = new Int8Array(entryCount);
  const mark = (entries: ArrayLike<number>, side: number): void => {
    for (let i = 0; i < entries.length; i++) sides[entries[i]!] = side;
  };
  const own = form.lists.map((number) => lists[number]!);
  const others = own.flatMap((list) => list.others);
  others.forEach((other, number) => mark(other.entries, Math.min(number, 120) + 1));
  for (const { ours } of own) mark(ours, -1);
  return { form, sides, senses: others.map(({ sense }) => sense) };
}

export class Reader implements SenseReader {
  private readonly words: SenseText;
  private readonly head: SenseText;
  private readonly fileKind: number;

  constructor(
    private readonly shared: SharedSense,
    text: TermText,
  ) {
    this.words = new SenseText(text.text, shared.steps, shared.wantsCapitals, shared.speaksOfAi);
    this.head = new SenseText(
      text.head || text.text.slice(0, headLength),
      shared.steps,
      shared.wantsCapitals,
      shared.speaksOfAi,
    );
    this.head.readTo(headLength);
    this.head.keepFirsts();
    this.fileKind = languageKind(text.languageId);
  }

  judge(mention: Mention): Sense {
    const form = this.shared.form(mention.form.key);
    if (!form || form.form.sure) return surely;
    this.gather(mention, form);
    const sum = this.shared.sumOf(form) - this.shared.table.threshold;
    return new JudgedSense(this, mention, sum);
  }

  gather(mention: Mention, form: FormClues): void {
    this.shared.evidence.gather(this.words, this.head, this.fileKind, mention, form);
  }

  explain(mention: Mention): readonly Clue[] {
    const form = this.shared.form(mention.form.key);
    if (!form) return [];
    this.gather(mention, form);
    return explain(this.shared.evidence, this.shared.table, form, this.words.text, this.head.text);
  }
}

const surely: Sense = { isMeant: true, probability: 1, clues: [{ kind: 'always', words: '', weight: 10 }] };

/** Says why only when asked: most decisions are never looked at. */
class JudgedSense implements Sense {
  readonly isMeant: boolean;
  readonly probability: number;
  readonly #reader: Reader;
  readonly #mention: Mention;

  constructor(reader: Reader, mention: Mention, sum: number) {
    this.isMeant = sum > 0;
    this.probability = 1 / (1 + Math.exp(-sum));
    this.#reader = reader;
    this.#mention = mention;
  }

  get clues(): readonly Clue[] {
    return this.#reader.explain(this.#mention);
  }
}
