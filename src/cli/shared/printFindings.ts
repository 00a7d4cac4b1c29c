import { positionIn } from '../../core/base/jsonError';
import { sayInEnglish } from '../../core/base/say';
import type { PromptProblem } from '../../core/prompts/prompt';
import { inOneLine } from './commandLine';
import type { Console } from './commandLine';

/** A finding in its printed form, which is a public contract. */
export interface FileFinding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: PromptProblem['severity'];
  readonly rule: string;
  readonly message: string;
  readonly fix?: { readonly title: string; readonly edits: readonly (LinesAndColumns & { readonly text: string })[] };
}

type LinesAndColumns = Pick<FileFinding, 'line' | 'column' | 'endLine' | 'endColumn'>;

export function findingOf(
  file: string,
  text: string,
  { span, severity, rule, message, fix }: PromptProblem,
): FileFinding {
  const place = ({ start, end }: PromptProblem['span']): LinesAndColumns => {
    const last = positionIn(text, end);
    return { ...positionIn(text, start), endLine: last.line, endColumn: last.column };
  };
  return {
    ...{ file, ...place(span), severity, rule, message: message(sayInEnglish) },
    ...(fix && {
      fix: {
        title: fix.title(sayInEnglish),
        edits: fix.edits.map((edit) => ({ ...place(edit.span), text: edit.text })),
      },
    }),
  };
}

/** Prints findings: as JSON, or one line each for people. */
export function printFindings(
  findings: readonly FileFinding[],
  asJson: boolean,
  console: Pick<Console, 'print'>,
): void {
  if (asJson) console.print(JSON.stringify(findings, null, 2));
  else
    for (const { file, line, column, message } of findings)
      console.print(inOneLine(`${file}:${line}:${column}: ${message}`));
}
