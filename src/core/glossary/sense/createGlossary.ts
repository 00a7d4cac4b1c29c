import type { Glossary } from './decide';
import type { GlossaryIndex } from '../find/findTerm';
import { unpackSenses } from './packedSenses';
import type { PackedSenses } from './packedSenses';
import { FeatureVector } from './featureVector';
import { explain } from './clues';
import { headLength } from './sense';
import type { Clue, Mention, Sense, SenseModel, SenseReader } from './sense';
import type { SenseForm, SenseTable } from './senseTable';
import { SenseText } from './senseText';
import type { TermText } from '../find/termText';
import { languageOf } from '../../text/languages';
import { fileKinds } from './denseFeatures';

/**
 * Creates the glossary of the editor, the command line and the measurements: the terms, and the model of their senses.
 */
export const createGlossary = (index: GlossaryIndex, senses: PackedSenses): Glossary => ({
  index,
  sense: new SharedSense(unpackSenses(senses)),
});

/** The model of the tables that the build makes from data/senses. It holds what all texts share. */
export class SharedSense implements SenseModel {
  readonly features: FeatureVector;
  /** The beginning of the text that was read last: hovers ask about places in one document, one after the other. */
  private head: SenseText | undefined;

  constructor(readonly table: SenseTable) {
    this.features = new FeatureVector(table);
  }

  read(text: TermText): Reader {
    return new Reader(this, text);
  }

  /** Returns the form with this key. `undefined`: the table does not know it. */
  form(key: string): SenseForm | undefined {
    return Object.hasOwn(this.table.forms, key) ? this.table.forms[key] : undefined;
  }

  headOf(text: string): SenseText {
    if (this.head?.text === text) return this.head;
    const head = new SenseText(text, this.table);
    head.read(0, headLength);
    head.keepFirsts();
    return (this.head = head);
  }

  sumOf(form: SenseForm): number {
    const { dense } = this.features;
    const { weights } = this.table;
    let sum = form.weight;
    for (let i = 0; i < dense.length; i++) sum += dense[i]! * weights[i]!;
    return sum + this.features.wordSum;
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
    this.fileKind = fileKinds.indexOf(languageOf(text.languageId).kind ?? 'program');
  }

  judge(mention: Mention): Sense {
    const form = this.shared.form(mention.form.key);
    if (!form || form.sure) return surely;
    this.gather(mention, form);
    const sum = this.shared.sumOf(form) - this.shared.table.threshold;
    return new JudgedSense(this, mention, sum);
  }

  gather(mention: Mention, form: SenseForm): void {
    this.shared.features.gather(this.words, this.head, this.fileKind, mention, form);
  }

  explain(mention: Mention): readonly Clue[] {
    const form = this.shared.form(mention.form.key);
    if (!form) return [];
    this.gather(mention, form);
    return explain(this.shared.features, this.shared.table, form, this.words.text, this.head.text);
  }
}

const surely: Sense = { isMeant: true, probability: 1, clues: [{ kind: 'always', words: '', weight: 10 }] };

/** A sense that works out its clues only when asked, as most decisions are never looked at. */
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
