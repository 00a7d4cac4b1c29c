import { escapeName, linkedName } from '../../base/markdown';
import { formatBytes, formatCount } from '../../base/numbers';
import type { Say, Saying } from '../../base/say';
import { skipReasons } from '../../files/skipped';
import type { SkipReason } from '../../files/skipped';
import { formatTokens } from '../../tokens/counting/describeCount';
import type { PackReason, Packed, PackedFile } from './packed';

/** A file or folder that could not be looked at. */
export interface UnreadEntry {
  readonly file: string;
  readonly reason: SkipReason;
}

/** Files as they were packed, and the model they were packed for. */
export interface PackResult {
  readonly packed: Packed;
  readonly unread: readonly UnreadEntry[];
  /** Tokens that the text may have. */
  readonly max: number;
  /** The name of the model that is counted for. */
  readonly model: string;
  /** Whether the model's tokenizer is public. */
  readonly exact: boolean;
}

export const tokensOf = (tokens: number, exact: boolean): string =>
  formatTokens({ tokens, ...(!exact && { estimate: {} }) });

const withStatus = (files: readonly PackedFile[], status: PackedFile['status']): PackedFile[] =>
  files.filter((file) => file.status === status);

const noRoom = ({ status, reason }: PackedFile): boolean => status === 'omitted' && reason === 'budget';

/** Sums up a result: `12 files whole, 2 cut, 1 without room, 3 left out`. */
export function packSummary({ packed: { files }, unread }: PackResult, say: Say): string {
  const count = (entries: number, words: (shown: string) => string): string[] =>
    entries === 0 ? [] : [words(formatCount(entries))];
  const whole = withStatus(files, 'whole').length;
  const withoutRoom = files.filter(noRoom).length;
  const others = withStatus(files, 'omitted').length - withoutRoom + unread.length;
  return [
    whole === 1 ? say('1 file whole') : say('{0} files whole', formatCount(whole)),
    ...count(withStatus(files, 'cut').length, (shown) => say('{0} cut', shown)),
    ...count(withoutRoom, (shown) => say('{0} without room', shown)),
    ...count(others, (shown) => say('{0} left out', shown)),
  ].join(', ');
}

/** Whether all files that are to be packed fit. */
export const fits = ({ packed: { files } }: PackResult): boolean => files.every(({ reason }) => reason !== 'budget');

const reasonWords: Readonly<Record<PackReason, Saying>> = {
  budget: (say) => say('No room for it'),
  secret: (say) => say('May hold a key or a password'),
  binary: (say) => say('No text'),
  size: (say) => say('Too large'),
  link: (say) => say('A link, which is not followed'),
  ignored: (say) => say('Ignored by git, or node_modules'),
  excluded: (say) => say('Hidden by the setting files.exclude'),
};

/** Maximum number of rows of a table, as a page with thousands gets slow. */
const mostRows = 300;
/** Largest number of files that are named for each reason. */
const mostNamed = 50;

/** Returns the address of a file that is named, where a page may open it. */
type AddressOf = (file: string) => string | undefined;

/** Lists the files that are in the text, those that are not, and why, in Markdown. */
export function packReport(result: PackResult, say: Say, addressOf: AddressOf): string {
  const { packed, max, model, exact, unread } = result;
  const { files, tokens } = packed;
  const named = (file: string): string => linkedName(file, addressOf(file));
  const kept = files.filter(({ status }) => status !== 'omitted');
  return [
    `# ${say('Files for {0}', escapeName(model))}`,
    say('{0} of {1} tokens: {2}.', tokensOf(tokens, exact), formatCount(max), packSummary(result, say)),
    exact
      ? say('Exact for this model. Saved files are packed, without unsaved changes.')
      : say('An estimate for this model. Saved files are packed, without unsaved changes.'),
    ...(fits(result)
      ? []
      : [
          say(
            'Not all fit: the room is shared out, so that no file is cut while a larger one has more. A cut file ends where the text says so.',
          ),
        ]),
    ...(kept.length === 0 ? [] : [keptTable(kept, exact, named, say)]),
    ...leftOutSections(files, named, say),
    ...(unread.length === 0
      ? []
      : [
          `## ${say('Could not be looked at')}`,
          listed(
            unread.map(({ file, reason }) => `${named(file)}: ${skipReasons[reason]}`),
            say,
          ),
        ]),
  ]
    .join('\n\n')
    .concat('\n');
}

function keptTable(kept: readonly PackedFile[], exact: boolean, named: (file: string) => string, say: Say): string {
  const rows = kept.slice(0, mostRows).map(({ file, bytes, tokens, status }) => {
    const state = status === 'cut' ? say('cut') : say('whole');
    return `| ${named(file)} | ${tokensOf(tokens, exact)} | ${formatBytes(bytes)} | ${state} |`;
  });
  const rest = kept.length - rows.length;
  return [
    `| ${say('File')} | ${say('Tokens')} | ${say('Size')} | ${say('In the text')} |`,
    '|---|--:|--:|---|',
    ...rows,
    ...(rest > 0 ? [`| ${say('{0} more', formatCount(rest))} | | | |`] : []),
  ].join('\n');
}

function leftOutSections(files: readonly PackedFile[], named: (file: string) => string, say: Say): string[] {
  const omitted = withStatus(files, 'omitted');
  if (omitted.length === 0) return [];
  const reasons = Object.keys(reasonWords) as PackReason[];
  return [
    `## ${say('Left out')}`,
    ...reasons.flatMap((reason) => {
      const found = omitted.filter((file) => file.reason === reason);
      if (found.length === 0) return [];
      const names = found.map(({ file }) => named(file));
      return [`**${reasonWords[reason](say)}**: ${formatCount(found.length)}\n\n${listed(names, say)}`];
    }),
  ];
}

function listed(lines: readonly string[], say: Say): string {
  const rest = lines.length - mostNamed;
  const shown = lines.slice(0, mostNamed).map((line) => `- ${line}`);
  return [...shown, ...(rest > 0 ? [`- ${say('{0} more', formatCount(rest))}`] : [])].join('\n');
}
