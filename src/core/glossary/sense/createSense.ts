import { languageKind } from './fileKind';
import { FeatureVector } from './featureVector';
import { explain } from './explain';
import { headLength } from './contextRadius';
import type { Clue, Mention, Sense, SenseModel, SenseReader } from './sense';
import type { SenseTable } from './senseTable';
import { SenseText } from './senseText';
import type { FormClues } from './votes';
import type { TermText } from '../find/termText';

/** The model of the tables that the build makes of data/senses. */
export function createSense(table: SenseTable): SenseModel {
  const shared = new SharedSense(table);
  return { read: (text) => new Reader(shared, text) };
}

/** What all texts have in common. */
export class SharedSense {
  readonly evidence: FeatureVector;
  private readonly forms = new Map<string, FormClues | undefined>();
  /** Of the text that was read last: hovers ask about places in one document, one after the other. */
  private head: SenseText | undefined;

  constructor(readonly table: SenseTable) {
    this.evidence = new FeatureVector(table);
  }

  /** Undefined: a form that the table does not know. */
  form(key: string): FormClues | undefined {
    if (this.forms.has(key)) return this.forms.get(key);
    const form = Object.hasOwn(this.table.forms, key) ? this.table.forms[key] : undefined;
    const clues = form && { form, senses: form.lists.flatMap((number) => this.table.lists[number]!.others) };
    this.forms.set(key, clues);
    return clues;
  }

  headOf(text: string): SenseText {
    if (this.head?.text === text) return this.head;
    const head = new SenseText(text, this.table);
    head.read(0, headLength);
    head.keepFirsts();
    return (this.head = head);
  }

  sumOf(form: FormClues): number {
    const { dense } = this.evidence;
    const { weights } = this.table;
    let sum = form.form.weight;
    for (let i = 0; i < dense.length; i++) sum += dense[i]! * weights[i]!;
    return sum + this.evidence.wordSum;
  }
}

export class Reader implements SenseReader {
  private readonly words: SenseText;
  private readonly head: SenseText;
  private readonly fileKind: number;

  constructor(
    private readonly shared: SharedSense,
    text: TermText,
  ) {
    this.words = new SenseText(text.text, shared.table);
    this.head = shared.headOf(text.head || text.text.slice(0, headLength));
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
