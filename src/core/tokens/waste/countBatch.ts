/** Tokens of a text in the encoding that is asked about. */
export type CountTokens = (text: string) => Promise<number>;

/** UTF-16 code units that are counted at once. */
const batchLength = 128 * 1024;

/** Counts many short texts with few calls. Texts that stand in one batch are joined by a line break, which is taken off. */
export class CountBatch {
  tokens = 0;
  private texts: string[] = [];
  private length = 0;

  constructor(private readonly count: CountTokens) {}

  add(text: string): Promise<void> | undefined {
    this.texts.push(text);
    this.length += text.length;
    return this.length < batchLength ? undefined : this.finish();
  }

  async finish(): Promise<void> {
    const { texts } = this;
    this.texts = [];
    this.length = 0;
    if (texts.length > 0) this.tokens += (await this.count(texts.join('\n'))) - (texts.length - 1);
  }
}
