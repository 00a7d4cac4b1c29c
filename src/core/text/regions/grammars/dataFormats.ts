import { codeMode, doubled, enter, escape, heredoc, lineComment, many, noWord, outdent, raw, string } from './syntax';
import type { Mark, Mode, Rule } from './syntax';

const afterBlank = { after: '(?:^|\\s)' };
const hash = lineComment('#', afterBlank);

const block: Mode = { kind: 'string', rules: () => [], endIn: outdent };
const scriptBlock: Mode = { kind: 'code', rules: () => [], endIn: outdent };

/** Returns the column of the key that a block belongs to; for an item without a key, the column of its dash. */
function keyColumn({ line }: Mark): string {
  const [lead = '', dashes = ''] = /^[ \t]*((?:-[ \t]+)*)/.exec(line) ?? [];
  return String(/^[|>]/.test(line.slice(lead.length)) ? lead.length - dashes.length : lead.length);
}

/** A place where a value begins. Elsewhere a quote is an apostrophe. */
const atValue = '(?:^|[-:?,\\[{]|![^\\s]{0,40}|&[^\\s]{1,40})[ \\t]*';
const blockMark = '[|>][-+0-9]{0,3}(?=[ \\t]{0,100}(?:#|$))';
const beforeBlock = '(?:[:\\-?]|[:\\-][ \\t]+[!&][^\\s]{0,40})[ \\t]+';

/** Keys of workflow and pipeline files whose text is a script. */
const scriptKeys = 'run|script|before_script|after_script|bash|shell|sh|cmd|command';

/** A value without quotes, up to the end of its line. YAML folds it together with the lines below, which count as code. */
const plainValue: Mode = { kind: 'string', endsWithLine: true, rules: () => [hash] };
const plainStart = '[^\\s"\'\\[\\]{}|>&*!#%@`,?:-]';

const yaml: Mode = codeMode(() => [
  hash,
  {
    mark: blockMark,
    after: `(?:^|[\\s-])(?:${scriptKeys}):[ \\t]+`,
    step: { do: 'enterNextLine', mode: scriptBlock, data: keyColumn, embeds: 'shellscript' },
  },
  { mark: blockMark, after: beforeBlock, step: { do: 'enterNextLine', mode: block, data: keyColumn } },
  { mark: `:[ \\t]{1,100}(?=${plainStart})`, after: '^[^{["]{0,200}', step: enter(plainValue) },
  { mark: `^[ \\t]*(?:-[ \\t]+)+(?=${plainStart})(?![^]*:(?:\\s|$))`, step: enter(plainValue) },
  string('"', { ...many, after: atValue }),
  string("'", { manyLines: true, after: atValue, escaped: doubled("'") }),
]);

const toml = [hash, string('"""', many), string("'''", raw), string('"'), string("'", { escaped: [] })];
const atLineStart = (marks: string): Rule => lineComment(`^[ \\t]*${marks}`);
const ini = [lineComment('[#;]', afterBlank), string('"'), string("'", { after: noWord })];
const dockerfile = [
  hash,
  escape,
  heredoc('<<-?(["\']?)([\\p{L}_][\\p{L}\\p{N}_]{0,100})\\1', (_quote, name) => name),
  string('"'),
  string("'", { after: noWord }),
];

export const dataGrammars = {
  yaml,
  json: codeMode([string('"')]),
  toml: codeMode(toml),
  ini: codeMode(ini),
  properties: codeMode([atLineStart('[#!]')]),
  ignore: codeMode([atLineStart('#')]),
  dockerfile: codeMode(dockerfile),
} as const;
