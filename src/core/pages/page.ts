import * as v from 'valibot';
import type { Frozen } from '../base/frozen';
import { escapeMarkdown } from '../base/markdown';
import { anchorText } from './address';

// A page as its builders make it and the webview draws it: blocks, one below the other. The text form has the same
// blocks.

const shortText = v.pipe(v.string(), v.maxLength(2_000));

const markdownBlock = v.object({ type: v.literal('markdown'), markdown: v.string() });

const column = v.object({
  label: shortText,
  /** The unit in small print below the label: `US$ per million tokens`. */
  unit: v.optional(shortText),
  /** Whether the column is aligned to the right. */
  numeric: v.boolean(),
});
const cell = v.object({
  text: shortText,
  /** The value by which the column is sorted. Without one it is unknown, and always last. */
  value: v.optional(v.union([v.number(), v.string()])),
  /** The heading on this page that the text leads to. */
  anchor: v.optional(anchorText),
  /** Set if no known value of the column is better. */
  best: v.optional(v.literal(true)),
});
/** A table that the reader can sort. The first cell of a row names the row. */
const tableBlock = v.object({
  type: v.literal('table'),
  caption: shortText,
  columns: v.array(column),
  rows: v.array(v.array(cell)),
});

/** Buttons for a model; they stand below its heading. */
const modelActions = v.object({ type: v.literal('modelActions'), modelId: shortText, name: shortText });

const fact = v.object({
  label: shortText,
  value: shortText,
  /** The web address that the value leads to. */
  href: v.optional(v.pipe(shortText, v.startsWith('https://'))),
});
/** Links to choose between, each with its meaning. */
const choices = v.object({
  type: v.literal('choices'),
  choices: v.array(
    v.object({
      label: shortText,
      detail: v.optional(shortText),
      /** The target, relative to this page, as in Markdown. */
      href: shortText,
    }),
  ),
});

/** Names and values, in plain text. */
const facts = v.object({ type: v.literal('facts'), facts: v.array(fact) });

/** The rates of one model: when each row applies, and a cell for each column. Plain text. */
const prices = v.object({
  type: v.literal('prices'),
  caption: shortText,
  columns: v.array(shortText),
  rows: v.array(v.object({ when: shortText, cells: v.array(shortText) })),
});

/** A picture; see `Diagram`. */
const diagram = v.object({
  type: v.literal('diagram'),
  name: shortText,
  title: shortText,
  description: shortText,
  svg: v.pipe(v.string(), v.maxLength(20_000)),
});

/** Buttons that open the lab or the playground with a text. They send nothing. */
const tries = v.object({
  type: v.literal('tries'),
  tries: v.array(
    v.variant('kind', [
      v.object({ kind: v.literal('lab'), label: shortText, station: shortText, text: shortText }),
      v.object({ kind: v.literal('playground'), label: shortText, prompt: shortText }),
    ]),
  ),
});

/** A mark that folds the section of the next heading, up to another mark or `h2`. The label stands beside the heading. */
const fold = v.object({ type: v.literal('fold'), label: shortText });

/** A button that sends the report's subject to be counted, with the name of the recipient. */
const countOffer = v.object({ type: v.literal('countOffer'), label: shortText, where: shortText });

const texts = [markdownBlock, tableBlock, facts, prices, diagram] as const;
const buttons = [modelActions, choices, tries, countOffer, fold] as const;
const block = v.variant('type', [...texts, ...buttons]);

export const pageSchema = v.object({
  title: shortText,
  blocks: v.array(block),
  /** The time at which a report was made, in ms since 1970. */
  made: v.optional(v.number()),
});

export type Page = Frozen<v.InferOutput<typeof pageSchema>>;
export type PageBlock = Frozen<v.InferOutput<typeof block>>;
export type TableBlock = Frozen<v.InferOutput<typeof tableBlock>>;
export type TableColumn = TableBlock['columns'][number];
export type TableCell = TableBlock['rows'][number][number];

/** Makes a page of one Markdown text, which begins with its title as a heading. */
export const markdownPage = (title: string, markdown: string): Page => ({
  title,
  blocks: [{ type: 'markdown', markdown }],
});

/** Returns the text form of a page: all of it, except for buttons. */
export const pageText = ({ blocks }: Page): string => `${blocks.flatMap(textOf).join('\n\n').trim()}\n`;

function textOf(part: PageBlock): string[] {
  switch (part.type) {
    case 'markdown':
      return [part.markdown.trim()];
    case 'table':
      return [tableText(part)];
    case 'modelActions':
    case 'countOffer':
    case 'fold':
      return [];
    case 'choices':
      return [part.choices.map(choiceText).join('\n')];
    case 'facts':
      return [factsText(part.facts)];
    case 'prices':
      return [pricesText(part)];
    case 'tries':
      return [part.tries.map(tryText).join('\n')];
    case 'diagram':
      return [`> **${escapeMarkdown(part.title)}.** ${escapeMarkdown(part.description)}`];
  }
}

/** Describes something to try. The text form has no buttons, so it says where to go. */
const tryText = (each: Extract<PageBlock, { type: 'tries' }>['tries'][number]): string => {
  const where = each.kind === 'lab' ? `in the lab, ${each.station}` : `in the playground: ${each.prompt}`;
  return `- ${escapeMarkdown(each.label)} (${escapeMarkdown(where)})`;
};

const choiceText = ({ label, detail, href }: Extract<PageBlock, { type: 'choices' }>['choices'][number]): string =>
  `- [${escapeMarkdown(label)}](${href})${detail === undefined ? '' : `: ${escapeMarkdown(detail)}`}`;

export const factHeaders = ['Fact', 'Value'] as const;

const factsText = (facts: Extract<PageBlock, { type: 'facts' }>['facts']): string =>
  [
    `| ${factHeaders.join(' | ')} |`,
    '|---|---|',
    ...facts.map(({ label, value, href }) => {
      const text = escapeMarkdown(value);
      return `| ${label} | ${href === undefined ? text : `[${text}](${href})`} |`;
    }),
  ].join('\n');

/** The first header, which says what the rows have in common. */
export const priceHeader = 'US$ per million tokens';

const pricesText = ({ columns, rows }: Extract<PageBlock, { type: 'prices' }>): string =>
  [
    `| ${[priceHeader, ...columns].join(' | ')} |`,
    `|---|${columns.map(() => '--:|').join('')}`,
    ...rows.map(({ when, cells }) => `| ${[when, ...cells].map(escapeMarkdown).join(' | ')} |`),
  ].join('\n');

const bestWord = 'best';

function tableText({ columns, rows }: TableBlock): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const labels = columns.map(({ label, unit }) => escapeMarkdown(unit === undefined ? label : `${label}, ${unit}`));
  return [
    row(labels),
    row(columns.map(({ numeric }) => (numeric ? '--:' : '---'))),
    ...rows.map((cells) =>
      row(
        cells.map(({ text, anchor, best }) => {
          const plain = escapeMarkdown(text);
          return anchor === undefined ? (best ? `**${plain}** (${bestWord})` : plain) : `[${plain}](#${anchor})`;
        }),
      ),
    ),
  ].join('\n');
}

/** Directions of sorting, with the names that `aria-sort` has for them. */
export type Direction = 'ascending' | 'descending';

/** Sorts rows by one of their columns. Unknown values are last in both directions. Equal rows keep their order. */
export function sortRows(
  rows: readonly (readonly TableCell[])[],
  column: number,
  direction: Direction,
): (readonly TableCell[])[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return rows.toSorted((a, b) => {
    const [one, other] = [a[column]?.value, b[column]?.value];
    if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined);
    if (typeof one === 'number' && typeof other === 'number') return sign * (one - other);
    return sign * String(one).localeCompare(String(other), 'en', { numeric: true });
  });
}
