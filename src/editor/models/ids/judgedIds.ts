import { Diagnostic, Range, Uri } from 'vscode';
import type { ShownSeverity } from '../../../core/code/ids/config/idConfig';
import type { FoundId } from '../../../core/code/ids/findIds';
import type { Evaluation } from '../../../core/code/ids/evaluate';
import { idLines } from '../../../core/code/ids/sentences';
import type { FieldGuide } from '../../../core/fieldGuide';
import { readSetting } from '../../shared/settings';
import { say } from '../../shared/words';
import { diagnosticSeverities } from './diagnosticSeverities';
import type { IdConfigs } from './idConfigs';
import type { IdProblem } from './idProblem';

/** What is to be said today of the ids in a file, as its `ai-field-guide.yml` and the settings want it. */
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
  const judged = await guide.judgeIds(found, { config, within });
  const lifecycle = await guide.lifecycle();
  return judged.flatMap(({ found: each, ending }): IdProblem[] => {
    if (!ending) return [];
    const { judgement, severity } = ending;
    const { url } = lifecycle.sourceOf(judgement.record);
    return [{ found: each, judgement, diagnostic: diagnosticOf(each, judgement, severity, url) }];
  });
}

function diagnosticOf(
  { line, column, written }: FoundId,
  judgement: Evaluation,
  severity: ShownSeverity,
  url: string,
): Diagnostic {
  const range = new Range(line, column, line, column + written.length);
  const message = idLines(written, judgement, say).join('\n');
  const diagnostic = new Diagnostic(range, message, diagnosticSeverities[severity]);
  diagnostic.source = 'AI Field Guide';
  diagnostic.code = { value: judgement.status, target: Uri.parse(url) };
  return diagnostic;
}
