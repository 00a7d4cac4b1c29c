import { Range, Uri } from 'vscode';
import type { Diagnostic } from 'vscode';
import type { FoundId } from '../../../core/code/ids/findIds';
import type { Evaluation } from '../../../core/code/ids/evaluate';
import { foldListed } from '../../../core/code/ids/fold';
import { foldedLines } from '../../../core/code/ids/sentences';
import type { FieldGuide } from '../../../core/fieldGuide';
import { maxShown, newDiagnostic } from '../../shared/diagnostics';
import { readSetting } from '../../shared/settings';
import { say } from '../../shared/words';
import type { IdConfigs } from './idConfigs';

/** An id in a document that will stop working, or has stopped. */
export interface IdProblem {
  readonly found: FoundId;
  readonly judgement: Evaluation;
  readonly diagnostic: Diagnostic;
}

/** Gives the problems of a file's ids that are shown today, by its `ai-field-guide.yml` and the settings. */
export async function judgeIds(
  uri: Uri,
  found: readonly FoundId[],
  guide: Pick<FieldGuide, 'judgeIds' | 'lifecycle'>,
  configs: Pick<IdConfigs, 'of'>,
): Promise<IdProblem[]> {
  if (found.length === 0) return [];
  const folder = await configs.of(uri);
  if (folder.ignoresFile(uri)) return [];
  const { config } = folder;
  const within = config.warnWithinDays ?? readSetting('models.warnWithinDays');
  const judged = await guide.judgeIds(found, { config, within, most: maxShown });
  const lifecycle = await guide.lifecycle();
  return foldListed(judged).flatMap((folded): IdProblem[] => {
    const { found: each, ending } = folded;
    if (!ending) return [];
    const { judgement, severity } = ending;
    const { line, column, start, end } = each;
    const range = new Range(line, column, line, column + end - start);
    const code = { value: judgement.status, target: Uri.parse(lifecycle.sourceOf(judgement.record).url) };
    const message = foldedLines(folded, say).join('\n');
    return [{ found: each, judgement, diagnostic: newDiagnostic(range, message, severity, { code }) }];
  });
}
