import type { Tokenizer } from '../../catalog/catalogTable';
import { codeSpan, fileLink } from '../../base/markdown';
import { formatCount, formatShare } from '../../base/numbers';
import { modelCount } from '../counting/modelCount';
import { formatTokens } from '../counting/describeCount';
import { candidateLines } from './heaviestLines';
import type { Waste, WasteShare } from './findWaste';
import type { WasteKind } from './kinds';
import type { Say } from '../../base/say';

const kindNames: Readonly<Record<WasteKind, string>> = {
  comments: 'Comments and docstrings: what leaving them out would save',
  base64: 'Base64',
  hex: 'Hexadecimal numbers and UUIDs',
  repeated: 'Blocks of three and more lines that stand earlier too',
  spaces: 'Runs of spaces and tabs, indentation included: what one space each would save',
  blankLines: 'Runs of blank lines: what a single one would save',
};

/** Returns the section "Where the tokens go" of a report, in Markdown. With the document's address its lines are links. Empty where no token is. */
export function wasteSection(waste: Waste, tokenizer: Tokenizer, say: Say, address?: string): string {
  const lineLink: LineLink = (line) =>
    address === undefined ? formatCount(line + 1) : fileLink(formatCount(line + 1), address, line);
  if (waste.heaviest.length === 0 && waste.kinds.length === 0) return '';
  return [
    '## Where the tokens go',
    ...heaviestTable(waste, tokenizer, lineLink, say),
    waste.kinds.length === 0
      ? say('No comments, base64, long hexadecimal numbers, repeated blocks or runs of blanks were found.')
      : kindsTable(waste, tokenizer, lineLink),
    ...sampleNote(waste, say),
  ].join('\n\n');
}

type LineLink = (line: number) => string;

function heaviestTable(
  { heaviest, candidatesOnly }: Waste,
  tokenizer: Tokenizer,
  lineLink: LineLink,
  say: Say,
): string[] {
  if (heaviest.length === 0) return [];
  const rows = heaviest.map(({ line, tokens, inexact, share, start }) => {
    const count = formatTokens(modelCount(tokenizer, { tokens, inexact }));
    return `| ${lineLink(line)} | ${count} | ${formatShare(share)} | ${cellOf(start)} |`;
  });
  const note = candidatesOnly
    ? [say('The lines with the most tokens, out of the {0} longest. Each is counted separately.', candidateLines)]
    : [];
  return [['| Line | Tokens | Share | Starts with |', '|--:|--:|--:|---|', ...rows].join('\n'), ...note];
}

function kindsTable({ kinds, sampled }: Waste, tokenizer: Tokenizer, lineLink: LineLink): string {
  const rows = kinds.map(({ kind, tokens, share, places, line }: WasteShare) => {
    const count = formatTokens(
      modelCount(tokenizer, { tokens, inexact: sampled === undefined ? undefined : 'sampled' }),
    );
    return `| ${kindNames[kind]} | ${count} | ${formatShare(share)} | ${formatCount(places)} | ${lineLink(line)} |`;
  });
  return ['| What | Tokens | Share | Places | Longest in line |', '|---|--:|--:|--:|--:|', ...rows].join('\n');
}

function sampleNote({ kinds, sampled }: Waste, say: Say): string[] {
  return [
    ...(sampled === undefined
      ? []
      : [
          say(
            '≈ The second table is based on a sample: {0} of the text, in evenly spaced blocks.',
            formatShare(sampled),
          ),
        ]),
    ...(kinds.length > 1 ? [say('The kinds overlap: base64 can be part of a repeated block.')] : []),
  ];
}

/** Returns text of a document for a table. It is shown as it is, and nothing in it is markup or a link. */
const cellOf = (text: string): string => codeSpan(text.replace(/[\p{Cc}\p{Cf}]/gu, ' ').replaceAll('|', '\\|'));
