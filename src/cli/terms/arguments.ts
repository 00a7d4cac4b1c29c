import { UsageError, parseOptions } from '../shared/commandLine';

/** Terms of files and folders. */
export interface PathsArguments {
  readonly paths: readonly string[];
  /** The language of all files, whatever they are called. */
  readonly languageId?: string;
  readonly format: 'text' | 'json';
}

interface TextsArguments {
  /** File with a JSON array of {languageId, text}, `-` for standard input. */
  readonly texts: string;
}

export const TERMS_USAGE = `Usage: node dist/cli.js terms [--language ID] [--json] PATH...
       node dist/cli.js terms --texts FILE

Lists the terms that the glossary explains where they stand: file:line:column, what is written, the term. So do the words of
*.glossary.yml in the folder of a file and in those above it, up to the top of its git repository or to where the command runs.
  PATH           a file, or a folder with all below it that git does not ignore
  --language ID  reads every file as that language of VS Code; without it files of unknown names are left out
  --json         an array of {file, line, column, start, end, id, written}
  --texts FILE   a JSON array of {languageId, text} (- for standard input): prints one array of {id, start, end} a text
Lines and columns count from 1; columns, start and end are UTF-16 code units, without a byte order mark.

Exit codes
  0  everything was read
  2  the command was wrong, or something could not be read; the terms of the rest are listed`;

/** @throws UsageError */
export function parseTermsArguments(args: readonly string[]): PathsArguments | TextsArguments | 'help' {
  const text = { type: 'string' } as const;
  const options = { texts: text, language: text, json: { type: 'boolean' } } as const;
  const { values, positionals: paths } = parseOptions(args, options, TERMS_USAGE);
  if (values.help) return 'help';
  const { texts, language: languageId, json } = values;
  if (texts !== undefined) {
    if (paths.length > 0 || languageId !== undefined || json) {
      throw new UsageError(`terms --texts takes one file, and nothing else.\n\n${TERMS_USAGE}`);
    }
    return { texts };
  }
  if (paths.length === 0) throw new UsageError(`Say which files or folders to read.\n\n${TERMS_USAGE}`);
  return { paths, format: json ? 'json' : 'text', ...(languageId !== undefined && { languageId }) };
}
