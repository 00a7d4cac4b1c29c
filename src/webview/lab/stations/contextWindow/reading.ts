import type { LabSettings } from '../../../../core/lab/labPlace';
import { PrefixReader } from '../../../../core/lab/prefixReader';
import { shownBytes, answerText } from '../../../../core/lab/tokenNames';
import { writeSteps } from '../../../../core/lab/steps';
import { cacheBytesPerToken, costOf, fallenOut, tokensSent } from '../../../../core/lab/windowView';
import type { PocketModel } from '../../../../core/pocket/pocketModel';
import { afterStep, clamp, within } from '../../controls';
import { inBackground } from '../../station';
import type { LabTools } from '../../station';

export interface WindowSettings {
  readonly [name: string]: number;
  /** Size of the window in tokens, with the marks around the text. */
  readonly window: number;
  /** Sentences that are put after the text. */
  readonly added: number;
  /** Number of turns in one conversation, in each of which as much is sent again. */
  readonly turns: number;
  /** US dollars for a million input tokens. */
  readonly price: number;
}

/** Number of the marks around the text: of the beginning, of the user's turn, and of the assistant's turn. */
export const marks = 3;
export const limits = { window: [5, 64], added: [0, 12], turns: [1, 100], price: [0.05, 20] } as const;
const writing = { most: 24, candidates: 1 };

function limited({ window, added, turns, price }: WindowSettings): WindowSettings {
  return {
    window: within(window, ...limits.window),
    added: within(added, ...limits.added),
    turns: within(turns, ...limits.turns),
    price: clamp(price, limits.price),
  };
}

/** Tokens, and how they are shown. */
interface Text {
  readonly ids: readonly number[];
  readonly names: readonly string[];
}

/** A text in a window, and the answers to what the window keeps of it. */
export class WindowedText {
  private readonly reader: PrefixReader;
  private readonly answers = new Map<string, string>();
  private readonly texts = new Map<number, Text>();
  /** The shown texts of tokens, by id. A text of emoji has thousands of tokens, but only of a few parts of characters. */
  private readonly names = new Map<number, string>();
  private wanted: readonly number[] | undefined;
  private isWriting = false;
  /** The last answer, shown until there is the next. */
  private last = '';

  constructor(
    readonly model: PocketModel,
    readonly text: string,
    /** The sentence that is added, with the space before it. */
    private readonly sentence: string,
    private readonly lab: Pick<LabTools, 'run' | 'changed'>,
  ) {
    this.reader = new PrefixReader(model.network);
  }

  /** Returns the text with `added` sentences after it. */
  textWith(added: number): Text {
    const found = this.texts.get(added);
    if (found) return found;
    const { tokenizer } = this.model;
    const ids = [...tokenizer.encode(this.text + this.sentence.repeat(added))];
    const text = { ids, names: ids.map((id) => this.nameOf(id)) };
    this.texts.set(added, text);
    return text;
  }

  private nameOf(id: number): string {
    const name = this.names.get(id) ?? shownBytes(this.model.tokenizer.tokenBytes(id));
    this.names.set(id, name);
    return name;
  }

  /**
   * Returns the beginning of the answer to `kept`. If it is missing, it is begun once the one
   * before it is done, as a slider asks for many.
   */
  answer(kept: readonly number[]): { readonly text: string; readonly isReady: boolean } {
    const found = this.answers.get(kept.join());
    if (found !== undefined) this.last = found;
    else {
      this.wanted = kept;
      if (!this.isWriting) inBackground(this.write());
    }
    return { text: this.last, isReady: found !== undefined };
  }

  private async write(): Promise<void> {
    this.isWriting = true;
    try {
      while (this.wanted) {
        const kept = this.wanted;
        this.wanted = undefined;
        await this.writeOne(kept);
        this.lab.changed();
      }
    } finally {
      this.isWriting = false;
    }
  }

  /** Writes one answer. The station calls it when it is opened, so that the answer is there at once. */
  async writeOne(kept: readonly number[]): Promise<void> {
    const { bos, user, assistant } = this.model.special;
    const { steps, isEnded } = await this.lab.run(
      writeSteps(this.model, this.reader, [bos, user, ...kept, assistant], writing),
    );
    const text = answerText(this.model, steps).trim();
    this.answers.set(kept.join(), isEnded ? text : `${wholeWords(text)} …`);
  }
}

/** Returns a text without its last word. Tokens end in the middle of words, and half a word does not look like one. */
const wholeWords = (text: string): string => text.replace(/\s+\S*$/, '');

export interface WindowView {
  readonly settings: WindowSettings;
  /** All tokens of the text, of which the first `fallen` are outside the window. */
  readonly tokens: readonly string[];
  readonly fallen: number;
  /** Tokens in the window, with the marks. */
  readonly used: number;
  readonly answer: string;
  readonly isReady: boolean;
  readonly cacheBytes: number;
  /** Input tokens of all turns, and what they cost in US dollars. */
  readonly sent: number;
  readonly cost: number;
}

export function viewOf(conversation: WindowedText, given: WindowSettings): WindowView {
  const settings = limited(given);
  const { window, added, turns, price } = settings;
  const { ids, names } = conversation.textWith(added);
  const fallen = fallenOut(ids.length, window, marks);
  const { text, isReady } = conversation.answer(ids.slice(fallen));
  const used = ids.length - fallen + marks;
  const sent = tokensSent(ids.length + marks, turns, window);
  return {
    settings,
    tokens: names,
    fallen,
    used,
    answer: text,
    isReady,
    cacheBytes: used * cacheBytesPerToken(conversation.model.network.shape),
    sent,
    cost: costOf(sent, price),
  };
}

/** Handles keys: left and right change the window, down and up the number of added sentences. */
export function afterKey(key: string, _read: WindowedText, given: WindowSettings): LabSettings | undefined {
  const { window, added } = limited(given);
  return afterStep(
    key,
    { name: 'window', value: window, range: limits.window, keys: ['ArrowLeft', 'ArrowRight', 'Home', 'End'] },
    { name: 'added', value: added, range: limits.added, keys: ['ArrowDown', 'ArrowUp'] },
  );
}
