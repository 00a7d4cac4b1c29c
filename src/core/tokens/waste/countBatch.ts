/** Counts the tokens of a text in the requested encoding. */
export type CountTokens = (text: string) => Promise<number>;

/** UTF-16 code units that are counted at once. */
const batchLength = 128 * 1024;

/** Counts many short texts with few calls. A batch is one text, with one line for each of them. */
export class CountBatch {
  tokens = 0;
  private texts: string[] = [];
  private length = 0;

  /**
   * @param ownLines whether the texts are lines, so that the line breaks between them count. Otherwise one token is
   * subtracted for each line break.
   */
  constructor(
    private readonly count: CountTokens,
    private readonly ownLines: boolean,
  ) {}

  add(text: string): Promise<void> | undefined {
    this.texts.push(text);
    this.length += text.length;
    return this.length < batchLength ? undefined : this.finish();
  }

  async finish(): Promise<void> {
    const { texts } = this;
    this.texts = [];
    this.length = 0;
    if (texts.length === 0) return;
    const breaks = this.ownLines ? 0 : texts.length - 1;
    this.tokens += (await this.count(texts.join('\n'))) - breaks;
  }
}
