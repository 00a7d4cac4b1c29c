/** A short page of data/guide. */
export interface GuidePage {
  /** File name without number and extension: `at-a-glance`. */
  readonly id: string;
  readonly title: string;
  /**
   * Markdown, with links between pages: `../terms/token.md`, `../families/gpt.md`, `limits.md`. A diagram is a line of its
   * own: `![Title](diagrams/tool-loop.svg)`.
   */
  readonly markdown: string;
  readonly diagrams: readonly Diagram[];
}

/** A picture that teaches something: data/guide/diagrams/NAME.svg. */
export interface Diagram {
  readonly name: string;
  readonly title: string;
  /** All that is to be learned from it, for who does not see it. */
  readonly description: string;
  readonly svg: string;
}

/** The line of a diagram: title and name. */
export const diagramLine = /^!\[(.*)\]\(diagrams\/([a-z0-9-]+)\.svg\)$/;
