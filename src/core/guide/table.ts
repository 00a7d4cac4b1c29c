/** A short page of data/guide. */
export interface GuidePage {
  /** File name without number and extension: `at-a-glance`. */
  readonly id: string;
  readonly title: string;
  /** Markdown, with links between pages: `../terms/token.md`, `../families/gpt.md`, `limits.md`. */
  readonly markdown: string;
}
