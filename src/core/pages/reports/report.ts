/** The findings of a command, as a page that stays what it is. */
export interface Report {
  readonly title: string;
  /** Begins with the title as a heading. */
  readonly markdown: string;
  /** Where a provider would count it exactly, and what comes below that offer. */
  readonly offer?: { readonly label: string; readonly where: string } | undefined;
  readonly below?: string;
  /** When it was made, in ms since 1970; now, where it is left out. */
  readonly made?: number;
  /** Addresses of the files that its links may open. */
  readonly files: ReadonlySet<string>;
  /** Addresses of what it is about: for making it again. */
  readonly of: readonly string[];
}
