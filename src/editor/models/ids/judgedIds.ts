import { Diagnostic, Range, Uri } from 'vscode';
import { systemDay } from '../../../core/base/day';
import { configuredSeverity, ignoresId } from '../../../core/code/ids/config/idConfig';
import type { ShownSeverity } from '../../../core/code/ids/config/idConfig';
import type { FoundId } from '../../../core/code/ids/findIds';
import { evaluate } from '../../../core/code/ids/evaluate';
import type { Evaluation } from '../../../core/code/ids/evaluate';
import { idLines } from '../../../core/code/ids/sentences';
import { pace } from '../../shared/pace';
import type { Tables } from '../../shared/tables';
import { readSetting } from '../../shared/settings';
import { say } from '../../shared/words';
import { diagnosticSeverities } from './diagnosticSeverities';
import type { IdConfigs } from './idConfigs';
import type { IdProblem } from './idProblem';

/** What is to be said today of the ids in a file, as its `ai-field-guide.yml` and the settings want it. */
export async function judgeIds(
  uri: Uri,
  found: readonly FoundId[],
  tables: Pick<Tables, 'lifecycle'>,
  configs: Pick<IdConfigs, 'of'>,
): Promise<IdProblem[]> {
  if (found.length === 0) return [];
  const folder = await configs.of(uri);
  if (folder.ignoresFile(uri)) return [];
  const { config } = folder;
  const lifecycle = await tables.lifecycle();
  const today = systemDay();
  const within = config.warnWithinDays ?? readSetting('models.warnWithinDays');
  const breathe = pace();
  const problems: IdProblem[] = [];
  // A price list names thousands.
  for (const each of found) {
    const pause = breathe();
    if (pause) await pause;
    const judgement = each.named && evaluate(each.named, lifecycle, today, within);
    const severity = judgement && configuredSeverity(judgement, each.named, config);
    if (!severity || ignoresId(config.ignore.ids, each)) continue;
    const source = lifecycle.sourceOf(judgement.record);
    problems.push({ found: each, judgement, diagnostic: diagnosticOf(each, judgement, severity, source.url) });
  }
  return problems;
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
