/** What a command found, as a page that stays what it is. */
export interface Report {
  readonly title: string;
  /** Begins with the title as a heading. */
  readonly markdown: string;
  /** Addresses of the files that its links may open. */
  readonly files: ReadonlySet<string>;
  /** Addresses of what it is about: for making it again. */
  readonly of: readonly string[];
}
