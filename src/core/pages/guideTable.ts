import type { PageBlock, Page } from './page';

/** A short page of data/guide. */
export interface GuidePage {
  /** File name without number and extension: `at-a-glance`. */
  readonly id: string;
  readonly title: string;
  /**
   * Markdown, with links between pages: `../terms/token.md`, `../families/gpt.md`, `limits.md`. A diagram is a line of its
   * own: `![Title](diagrams/tool-loop.svg)`. So is something to try: `- [Words](try/lab/tokens 'A text')`, or
   * `- [Words](try/playground 'A prompt')`.
   */
  readonly markdown: string;
  readonly diagrams: readonly Diagram[];
}

/** A picture that teaches something: data/guide/diagrams/NAME.svg. */
export interface Diagram {
  readonly name: string;
  readonly title: string;
  /** All that can be learned from the picture, for readers who do not see it. */
  readonly description: string;
  readonly svg: string;
}

/** Something to try, one click away. It sends nothing. */
export type Try =
  | { readonly kind: 'lab'; readonly label: string; readonly station: string; readonly text: string }
  | { readonly kind: 'playground'; readonly label: string; readonly prompt: string };

/** The line of something to try: its words, its target, and the text in quotes. */
const tryLine = /^- \[([^\]]+)\]\(try\/([a-z-]+)(?:\/([a-z-]+))?(?: (["'])((?:(?!\4).)+)\4)?\)$/;

/** Reads the line of something to try; `undefined` for other lines, and for targets other than lab and playground. */
export function tryOf(line: string): Try | undefined {
  const [, label, where, station, , text] = tryLine.exec(line) ?? [];
  if (label === undefined) return undefined;
  // Without a text the lab keeps the one that it has.
  if (where === 'lab' && station !== undefined) return { kind: 'lab', label, station, text: text ?? '' };
  if (where === 'playground' && station === undefined && text !== undefined)
    return { kind: 'playground', label, prompt: text };
  return undefined;
}

/** The line of a diagram: title and name. */
export const diagramLine = /^!\[(.*)\]\(diagrams\/([a-z0-9-]+)\.svg\)$/;

/** Returns a page of the guide, with its diagrams and things to try between the texts. */
export function guidePage({ title, markdown, diagrams }: GuidePage): Page {
  const byName = new Map(diagrams.map((diagram) => [diagram.name, diagram]));
  const blocks: PageBlock[] = [];
  let text: { type: 'markdown'; markdown: string } | undefined;
  let tries: { type: 'tries'; tries: Try[] } | undefined;
  for (const line of markdown.split('\n')) {
    const diagram = byName.get(diagramLine.exec(line)?.[2] ?? '');
    const toTry = tryOf(line);
    if (diagram || toTry) text = undefined;
    if (!toTry) tries = undefined;
    if (diagram) blocks.push({ type: 'diagram', ...diagram });
    else if (toTry && tries) tries.tries.push(toTry);
    else if (toTry) blocks.push((tries = { type: 'tries', tries: [toTry] }));
    else if (text) text.markdown += `\n${line}`;
    else blocks.push((text = { type: 'markdown', markdown: line }));
  }
  return { title, blocks };
}
