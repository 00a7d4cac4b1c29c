import type { Find } from './kinds';
import type { SamplePiece } from './samplePieces';

/** Fewest lines of a block, and fewest characters other than blanks in them: `});` twice is no repetition. */
const blockLines = 3;
const leastCharacters = 30;

/** Largest number of blocks that are remembered. A text with more of them is compared with the first ones. */
const maxBlocks = 200_000;

interface Line {
  readonly line: number;
  readonly text: string;
  readonly id: number;
  repeated: boolean;
}

/** Finds lines that, three or more in a row, also occur earlier in the text. Blank lines do not count as lines. */
export class RepeatedBlocks {
  private readonly ids = new Map<string, number>();
  /** The number of the last of three lines in a row, without blank lines, by the ids of the three. */
  private readonly blocks = new Map<string, number>();
  private last: Line[] = [];
  private position = 0;

  *add({ line, text, wholeLine, follows }: SamplePiece): Generator<Find> {
    if (!follows || !wholeLine) this.last = [];
    if (!wholeLine || !/\S/.test(text)) return;
    this.position++;
    this.last.push({ line, text, id: this.idOf(text.trimEnd()), repeated: false });
    if (this.last.length > blockLines) this.last.shift();
    if (this.last.length < blockLines || !this.seenBefore()) return;
    for (const each of this.last) {
      if (each.repeated) continue;
      each.repeated = true;
      yield { kind: 'repeated', line: each.line, text: each.text };
    }
  }

  /** Whether the last lines occur earlier without overlapping themselves. */
  private seenBefore(): boolean {
    const characters = this.last.reduce((sum, { text }) => sum + text.replace(/\s+/g, '').length, 0);
    if (characters < leastCharacters) return false;
    const key = this.last.map(({ id }) => id).join();
    const first = this.blocks.get(key);
    if (first !== undefined) return this.position - first >= blockLines;
    if (this.blocks.size < maxBlocks) this.blocks.set(key, this.position);
    return false;
  }

  private idOf(text: string): number {
    const known = this.ids.get(text);
    if (known !== undefined) return known;
    const id = this.ids.size;
    // Past the limit each line is new: nothing equals it.
    if (id >= maxBlocks) return maxBlocks + this.position;
    this.ids.set(text, id);
    return id;
  }
}
